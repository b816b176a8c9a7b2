import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { sharedCache } from './shared-cache.ts';

const app = { '.env.example': 'A=1\n' };

testRule({ describe, it }, sharedCache, [
  {
    name: 'reports a task that writes to a fixed path',
    files: { ...app, Makefile: 'serve:\n\tbin/serve > «/tmp/bakery.log»\n' },
    findings: [{ id: 'temporary', text: 'serve writes to /tmp/bakery.log' }],
  },
  { name: 'reports a package script', files: { ...app, 'package.json': '{ "scripts": { "pid": "mkdir -p «/tmp/bakery»" } }' }, findings: ['temporary'] },
  {
    name: 'reports data of a service in a fixed folder',
    files: { 'compose.yaml': 'services:\n  db:\n    image: postgres\n    volumes:\n      - «~/bakery-data:/var/lib/postgresql»\n' },
    findings: [{ id: 'mount', text: 'db keeps its data in ~/bakery-data' }],
  },
  {
    name: 'accepts relative paths, named volumes, read-only mounts and the host’s sockets',
    files: {
      'compose.yaml':
        'services:\n  db:\n    image: postgres\n    volumes:\n      - ./data:/data\n      - flour:/flour\n      - /srv/certs:/certs:ro\n      - /var/run/docker.sock:/var/run/docker.sock\n      - ~/.aws:/root/.aws\n',
    },
    evidence: ['no fixed path outside the checkout'],
  },
  { name: 'accepts mktemp and paths with variables', files: { ...app, Makefile: 'x:\n\tcp a "$$(mktemp -d)/a"\n\ttouch /tmp/bakery-$$USER\n' } },
  { name: 'leaves shell scripts alone, which mostly run in CI', files: { ...app, 'scripts/ci.sh': 'curl -o /tmp/x y\necho a > /tmp/b\n' } },
  { name: 'leaves what is read alone', files: { ...app, Makefile: 'x:\n\tcp /tmp/a b\n\tcat /tmp/c\n' } },
  { name: 'does not apply to a library', files: { Makefile: 'x:\n\ttouch /tmp/a\n' }, state: 'not-applicable', reason: 'nothing runs here' },
  { name: 'does not apply without tasks or services', files: { 'README.md': '/tmp/x' }, state: 'not-applicable' },
]);
