import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { fixedHostPort } from './fixed-host-port.ts';

const oven = (ports: string): string => `services:\n  oven-db:\n    image: postgres:17\n    ports:\n${ports}`;

testRule({ describe, it }, fixedHostPort, [
  {
    name: 'reports a literal host port at the mapping, with the variable to use',
    files: { 'compose.yaml': oven('      - "«5432:5432»"\n') },
    findings: [
      { id: 'fixed', text: 'oven-db publishes host port 5432, so two checkouts cannot run at once; write "${OVEN_DB_PORT:-5432}:5432".', confidence: 'high' },
    ],
  },
  {
    name: 'reports a port that is bound to an address, and the published value of the long form',
    files: { 'docker-compose.yml': oven('      - «127.0.0.1:5433:5432»\n      - target: 80\n        published: «8080»\n') },
    findings: ['fixed', { id: 'fixed', text: '${OVEN_DB_80_PORT:-8080}' }],
    fixed: {
      'docker-compose.yml': oven('      - "127.0.0.1:${OVEN_DB_5432_PORT:-5433}:5432"\n      - target: 80\n        published: "${OVEN_DB_80_PORT:-8080}"\n'),
    },
  },
  {
    name: 'reports a range that maps one to one, and UDP',
    files: { 'compose.yml': oven('      - «9000-9002:9000-9002»\n      - "«53:53/udp»"\n') },
    findings: ['fixed', 'fixed'],
    fixed: { 'compose.yml': oven('      - "${OVEN_DB_9000_9002_PORT:-9000-9002}:9000-9002"\n      - "${OVEN_DB_53_PORT:-53}:53/udp"\n') },
  },
  {
    name: 'keeps comments, quotes, addresses and Windows line endings when it fixes',
    files: { 'compose.yaml': "services:\r\n  db:\r\n    image: postgres\r\n    ports: [ '«[::1]:5432:5432»', «80:80» ] # for psql\r\n" },
    findings: ['fixed', 'fixed'],
    fixed: {
      'compose.yaml': 'services:\r\n  db:\r\n    image: postgres\r\n    ports: [ \'[::1]:${DB_5432_PORT:-5432}:5432\', "${DB_80_PORT:-80}:80" ] # for psql\r\n',
    },
  },
  {
    name: 'offers no variable that means something already, unless it has the present port',
    files: {
      '.env.example': 'OVEN_PORT=8080\nSHOP_PORT=99\n',
      'compose.yaml':
        'services:\n  oven:\n    image: oven\n    ports: ["«8080:80»"]\n  shop:\n    image: shop\n    ports: ["«8081:80»"]\n  mill:\n    image: mill\n    ports: ["«8082:80»"]\n    environment:\n      PORT: ${MILL_PORT:-80}\n',
    },
    findings: ['fixed', 'fixed', 'fixed'],
    fixed: {
      'compose.yaml':
        'services:\n  oven:\n    image: oven\n    ports: ["${OVEN_PORT:-8080}:80"]\n  shop:\n    image: shop\n    ports: ["8081:80"]\n  mill:\n    image: mill\n    ports: ["8082:80"]\n    environment:\n      PORT: ${MILL_PORT:-80}\n',
    },
  },
  {
    name: 'accepts variables, ranges to choose from, free ports, and ports of the container only',
    files: {
      'compose.yaml': oven(
        '      - "${DB_PORT:-5432}:5432"\n      - "8000-8010:8000"\n      - "127.0.0.1::80"\n      - "443"\n      - 9090\n      - "${A:-${B:-1}}:1"\n',
      ),
    },
    evidence: ['DB_PORT moves the host port (default 5432)', 'Docker takes a free port of 8000-8010', 'Docker picks a free host port'],
  },
  {
    name: 'reads an unquoted 22:22 as Compose does, not as a number in base 60',
    files: { 'compose.yaml': oven('      - «22:22»\n') },
    findings: [{ id: 'fixed', text: 'host port 22,' }],
  },
  {
    name: 'accepts expose, and services without ports',
    files: { 'compose.yaml': 'services:\n  db:\n    image: postgres\n    expose: ["5432"]\n' },
    evidence: ['compose.yaml publishes no host port (db)'],
  },
  {
    name: 'does not report what the override resets, and reports what it adds',
    files: {
      'compose.yaml': oven('      - "5432:5432"\n'),
      'compose.override.yaml': 'services:\n  oven-db:\n    ports: !override\n      - "«6000:5432»"\n',
    },
    findings: ['fixed'],
  },
  {
    name: 'reports a service of a profile with less confidence',
    files: { 'compose.yaml': 'services:\n  mail:\n    image: mail\n    profiles: [debug]\n    ports: ["«25:25»"]\n' },
    findings: [{ id: 'fixed', confidence: 'medium' }],
  },
  {
    name: 'reports the network of the host instead of its ports',
    files: { 'compose.yaml': 'services:\n  proxy:\n    image: proxy\n    network_mode: «host»\n    ports: ["80:80"]\n' },
    findings: ['hostNetwork'],
  },
  {
    name: 'reports a place once that two services extend',
    files: { 'compose.yaml': 'services:\n  base: &b\n    image: x\n    ports: ["«80:80»"]\n  other:\n    <<: *b\n' },
    findings: ['fixed'],
  },
  {
    name: 'reports a port that a dev container binds itself',
    files: { '.devcontainer/devcontainer.json': '{\n  // ours\n  "appPort": "«3000:3000»"\n}' },
    findings: ['appPort'],
  },
  {
    name: 'grades a collection of samples low',
    files: Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`sample-${index}/compose.yaml`, oven('      - "«80:80»"\n')])),
    findings: Array.from({ length: 11 }, () => ({ id: 'fixed', confidence: 'low' as const })),
  },
  {
    name: 'leaves production, CI and example files out, and says so',
    files: { 'compose.prod.yaml': oven('      - "80:80"\n'), 'examples/shop/compose.yaml': oven('      - "80:80"\n') },
    state: 'not-applicable',
    reason: 'compose.prod.yaml (production or deployment) and 1 more',
  },
  { name: 'does not apply without Compose files', files: { 'README.md': '# Bakery' }, state: 'not-applicable', reason: 'no Compose file' },
  { name: 'cannot know what a broken file says', files: { 'compose.yaml': 'services: [\n' }, state: 'unknown', reason: 'compose.yaml could not be read' },
  {
    name: 'survives an alias bomb',
    files: {
      'compose.yaml': `a: &a [x,x]\n${'bcdefghijklmnopqrstuvw'
        .split('')
        .map((key, index) => `${key}: &${key} [*${'abcdefghijklmnopqrstuv'[index]},*${'abcdefghijklmnopqrstuv'[index]}]`)
        .join('\n')}\nservices: {x: {ports: *w}}`,
    },
    state: 'unknown',
  },
]);
