import { expect, it } from 'vitest';
import * as environment from './environment.ts';

// The example of docs/parsers/environment.md.
it('merges a base with its override', () => {
  const { mergeCompose, parseCompose, parseEnvFile } = environment;
  const files = {
    'compose.yaml': 'services:\n  db:\n    image: postgres:17\n    ports: ["${DB_PORT:-5432}:5432"]\n',
    'compose.override.yaml': 'services:\n  db:\n    ports: !override ["127.0.0.1:${DB_PORT:-5432}:5432"]\n',
  };
  const project = mergeCompose({
    paths: Object.keys(files),
    files: new Map(Object.entries(files).map(([path, text]) => [path, parseCompose(path, text)])),
    envFiles: new Map([['.env', parseEnvFile('.env', 'DB_PORT=6000\n', 'compose').variables]]),
  });
  const [port] = project.services[0]?.ports ?? [];
  expect(port?.host).toMatchObject({ kind: 'variable', name: 'DB_PORT', value: '6000', origin: { kind: 'env-file' } });
  expect(port?.address).toBe('127.0.0.1');
  expect(port?.location.path).toBe('compose.override.yaml');
  expect(project.diagnostics).toEqual([]);
});

it('exports what it means to', () =>
  expect(Object.keys(environment).sort()).toEqual([
    'composeReferences',
    'composeValue',
    'interpolate',
    'interpolationsOf',
    'isDevcontainerPath',
    'isPlatformVariable',
    'isServerConfig',
    'mergeCompose',
    'parseCompose',
    'parseDevcontainer',
    'parseEnvFile',
    'parseProcfile',
    'parseServerConfig',
    'readEnvironmentNames',
  ]));
