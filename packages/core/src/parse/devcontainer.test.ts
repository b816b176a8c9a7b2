import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDevcontainerPath, parseDevcontainer } from './devcontainer.ts';

const path = '.devcontainer/devcontainer.json';
const read = (text: string) => parseDevcontainer(path, text);

describe('parseDevcontainer', () => {
  it('reads JSON with comments, and Compose files relative to itself', () => {
    const { devcontainer, diagnostics } = read(
      '{ // ours\n "dockerComposeFile": ["../compose.yaml", "compose.yaml"], "service": "web", "runServices": ["db"], "appPort": [3000, "80:80"], }',
    );
    expect(diagnostics).toEqual([]);
    expect(devcontainer.base).toMatchObject({ kind: 'compose', service: { value: 'web' }, runServices: [{ value: 'db' }] });
    expect(devcontainer.composeFiles).toEqual(['compose.yaml', '.devcontainer/compose.yaml']);
    expect(devcontainer.appPorts.map(({ value }) => value)).toEqual(['3000', '80:80']);
  });
  it.each([
    ['{"image":"oven:1"}', { kind: 'image', image: { value: 'oven:1' } }],
    ['{"build":{"dockerfile":"Dockerfile","context":".."}}', { kind: 'dockerfile', path: '.devcontainer/Dockerfile' }],
    ['{"dockerFile":"../../Dockerfile"}', { kind: 'dockerfile', written: { value: '../../Dockerfile' } }],
    ['{"image":"x","build":{"dockerfile":"../Dockerfile"}}', { kind: 'dockerfile', path: 'Dockerfile' }],
  ])('%s is made from %j', (text, base) => expect(read(text).devcontainer.base).toMatchObject(base));
  it.each([
    ['"npm ci && make"', ['shell npm ci && make']],
    ['["npm", "ci"]', ['words npm ci']],
    ['{"a":"npm ci","b":["x","y"]}', ['a shell npm ci', 'b words x y']],
    ['[]', []],
    ['null', []],
  ])('reads the lifecycle command %s', (text, said) => {
    const { devcontainer } = read(`{"image":"x","postCreateCommand":${text}}`);
    expect(devcontainer.commands.map(({ name, form, command }) => [name, form, command.value].filter(Boolean).join(' '))).toEqual(said);
  });
  it('gives commands in the order in which they run, those of set-up apart', () => {
    const { devcontainer } = read('{"image":"x","postStartCommand":"d","postCreateCommand":"c","initializeCommand":"a","onCreateCommand":"b"}');
    expect(devcontainer.commands.map(({ command }) => command.value)).toEqual(['a', 'b', 'c', 'd']);
    expect(devcontainer.setupCommands.map(({ value }) => value)).toEqual(['b', 'c']);
  });
  it('reads ports, variables, mounts, features and secrets', () => {
    const { devcontainer, diagnostics } = read(
      '{"image":"x","forwardPorts":[3000,"db:5432"],"portsAttributes":{"3000":{"label":"Shop","requireLocalPort":true,"onAutoForward":"silent"}},"containerEnv":{"A":"1"},"remoteEnv":{"B":null,"C":"${localEnv:C}"},"mounts":["type=volume,target=/x",{"type":"bind","source":"/s","target":"/t"}],"features":{"ghcr.io/devcontainers/features/node:1":{"version":"24"}},"secrets":{"KEY":{"description":"d"}},"runArgs":["--network=host"],"customizations":{"vscode":[1]}}',
    );
    expect(diagnostics).toEqual([]);
    expect(devcontainer.forwardPorts.map(({ value }) => value)).toEqual(['3000', 'db:5432']);
    expect(devcontainer.portsAttributes).toMatchObject([{ port: { value: '3000' }, label: 'Shop', onAutoForward: 'silent', requireLocalPort: true }]);
    expect([...devcontainer.containerEnv, ...devcontainer.remoteEnv].map(({ name, value }) => `${name.value}=${value ?? ''}`)).toEqual([
      'A=1',
      'B=',
      'C=${localEnv:C}',
    ]);
    expect(devcontainer.mounts.map(({ value }) => value)).toEqual(['type=volume,target=/x', 'type=bind,source=/s,target=/t']);
    expect([devcontainer.features, devcontainer.secrets, devcontainer.runArgs].map(([first]) => first?.value)).toEqual([
      'ghcr.io/devcontainers/features/node:1',
      'KEY',
      '--network=host',
    ]);
  });
  it.each([
    ['{"image": ', ['json-syntax', 'devcontainer-base']],
    ['[]', ['devcontainer-type']],
    ['{"image":1}', ['devcontainer-type']],
    ['{"image":"x","forwardPorts":3000}', ['devcontainer-type']],
    ['{"image":"x","runArgs":["a",1]}', ['devcontainer-type']],
    ['{"image":"x","postCreateCommand":true}', ['devcontainer-type']],
    ['{"image":"x","features":["a"]}', ['devcontainer-type']],
    ['{"dockerComposeFile":"c.yaml"}', ['devcontainer-base']],
    ['{}', ['devcontainer-base']],
    ['', ['json-syntax']],
  ])('%s gives %j', (text, codes) => expect(read(text).diagnostics.map(({ code }) => code)).toEqual(codes));
  it('knows its three places', () =>
    expect(
      ['.devcontainer.json', path, '.devcontainer/web/devcontainer.json', '.devcontainer/a/b/devcontainer.json', 'x/.devcontainer/devcontainer.json'].map(
        isDevcontainerPath,
      ),
    ).toEqual([true, true, true, false, false]));
  it('never throws', () => {
    const json = fc.jsonValue({ maxDepth: 2 });
    const keys = fc.constantFrom(
      'image',
      'build',
      'features',
      'mounts',
      'appPort',
      'postCreateCommand',
      'remoteEnv',
      'portsAttributes',
      'dockerComposeFile',
      '__proto__',
    );
    fc.assert(
      fc.property(fc.dictionary(keys, json), fc.string(), (value, junk) => {
        const text = JSON.stringify(value);
        for (const { range } of read(text).diagnostics) expect(range?.end.offset ?? 0).toBeLessThanOrEqual(text.length);
        read(junk);
        read(text.slice(1) + junk);
      }),
      { numRuns: 200 },
    );
  });
});
