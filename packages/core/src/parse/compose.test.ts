import { describe, expect, it } from 'vitest';
import { parseCompose } from './compose.ts';
import { defaultValue, interpolate, interpolationsOf, invalidInterpolations } from './compose-interpolation.ts';
import { parseShortPort, portVariable } from './compose-port.ts';
import { mergeCompose } from './compose-project.ts';

describe('parseShortPort', () => {
  const rows: [string, string, string | undefined][] = [
    ['5432:5432', 'literal 5432', '5432'],
    ['5432', 'ephemeral', '5432'],
    ['127.0.0.1:5432:5432', 'literal 5432', '5432'],
    ['127.0.0.1::80', 'ephemeral', '80'],
    ['[::1]:8080:80', 'literal 8080', '80'],
    ['[::1]::80', 'ephemeral', '80'],
    ['53:53/udp', 'literal 53', '53'],
    ['8000-8010:8000', 'range 8000-8010', '8000'],
    ['8000-8010:8000-8010', 'literal 8000-8010', '8000-8010'],
    ['3000-3005', 'ephemeral', '3000-3005'],
    ['0:80', 'ephemeral', '80'],
    [':80', 'ephemeral', '80'],
    ['${DB_PORT:-5432}:5432', 'variable DB_PORT=5432', '5432'],
    ['127.0.0.1:${DB_PORT}:5432', 'variable DB_PORT=', '5432'],
    ['$DB_PORT:5432', 'variable DB_PORT=', '5432'],
    ['${A:-${B:-80}}:80', 'variable A=80', '80'],
    ['${BIND:-127.0.0.1}:5432:5432', 'variable BIND=5432', '5432'],
    ['1${OFFSET:-0}080:80', 'variable OFFSET=10080', '80'],
    ['8080:${INNER:-80}', 'literal 8080', '${INNER:-80}'],
    ['${WEB:-8080:80}', 'variable WEB=8080', '80'],
    ['${ONLY:-80}', 'ephemeral', '${ONLY:-80}'],
  ];
  it.each(rows)('reads %s', (text, host, container) => {
    const port = parseShortPort(text);
    const said =
      port?.host.kind === 'variable'
        ? `variable ${port.host.name}=${port.host.value}`
        : port?.host.kind === 'ephemeral'
          ? 'ephemeral'
          : `${port?.host.kind} ${port?.host.value}`;
    expect([said, port?.container]).toEqual([host, container]);
  });
  it.each([
    ['127.0.0.1:80:80/UDP', '127.0.0.1', 'udp'],
    ['[2001:db8::1]:80:80', '2001:db8::1', 'tcp'],
    ['80:80', '', 'tcp'],
    ['${BIND:-::1}:80:80', '::1', 'tcp'],
  ])('reads address and protocol of %s', (text, address, protocol) => expect(parseShortPort(text)).toMatchObject({ address, protocol }));
  it('does not guess what a variable without default stands for', () => expect(parseShortPort('${PORTS}')).toBeUndefined());
});

describe('interpolation', () => {
  it('leaves escaped dollars alone', () => expect(interpolationsOf('$$HOME is $${NOT}')).toEqual([]));
  it('finds nested names', () => expect(interpolationsOf('${A:-x${B}}').map(({ name }) => name)).toEqual(['A', 'B']));
  it('gives the value that stands when nothing is set', () => expect(defaultValue('app-${A:-${B:-one}}$$2')).toBe('app-one$2'));
  it('survives open braces', () => expect(interpolationsOf('${A:-${B')).toEqual([]));
  it('finds no name in many open braces', () => expect(interpolationsOf('${A:-'.repeat(20_000))).toEqual([]));
  it('stops at a depth that nobody writes', () => {
    const found = interpolationsOf(`${'${A:-'.repeat(5000)}${'}'.repeat(5000)}`).length;
    expect(found).toBeGreaterThan(0);
    expect(found).toBeLessThan(100);
  });
});

describe('interpolate', () => {
  const set = new Map([
    ['FLOUR', 'rye'],
    ['EMPTY', ''],
  ]);
  it.each([
    ['$FLOUR', 'rye'],
    ['${FLOUR}', 'rye'],
    ['$FLOURS', ''],
    ['${NONE}', ''],
    ['${NONE:-a}', 'a'],
    ['${NONE-a}', 'a'],
    ['${EMPTY:-a}', 'a'],
    ['${EMPTY-a}', ''],
    ['${FLOUR:-a}', 'rye'],
    ['${FLOUR:+a}', 'a'],
    ['${FLOUR+a}', 'a'],
    ['${EMPTY:+a}', ''],
    ['${EMPTY+a}', 'a'],
    ['${NONE+a}', ''],
    ['${NONE:?no flour}', ''],
    ['${FLOUR:?no flour}', 'rye'],
    ['${NONE:-${FLOUR}}', 'rye'],
    ['${NONE:-${NONE:-b}}', 'b'],
    ['${NONE:-$FLOUR}', 'rye'],
    ['${NONE:-a}}', 'a}'],
    ['$$FLOUR', '$FLOUR'],
    ['$$$FLOUR', '$rye'],
    ['$5 $ $', '$5 $ $'],
    ['a${FLOUR}b$FLOUR-c', 'aryebrye-c'],
    ['${NONE:-http://x:80/?a=1}', 'http://x:80/?a=1'],
  ])('%s is %s', (text, value) => expect(interpolate(text, (name) => set.get(name))).toBe(value));
  it.each([
    ['${', 1],
    ['${1}', 1],
    ['${NAME/a/b}', 1],
    ['${NAME%x}', 1],
    ['${NAME:x}', 1],
    ['${}', 1],
    ['${A:-${1}}', 1],
    ['$1 $$ ${A}', 0],
  ])('%s has %i invalid parts', (text, count) => expect(invalidInterpolations(text)).toHaveLength(count));
});

describe('portVariable', () => {
  it('is named after the service', () => expect(portVariable('my-db', '5432', true)).toBe('MY_DB_PORT'));
  it('adds the container port when there are several', () => expect(portVariable('mail', '1025', false)).toBe('MAIL_1025_PORT'));
  it('is a valid name for a service that starts with a digit', () => expect(portVariable('3proxy', '80', true)).toBe('_3PROXY_PORT'));
});

const project = (text: string) => mergeCompose({ paths: ['compose.yaml'], files: new Map([['compose.yaml', parseCompose('compose.yaml', text)]]) });

describe('parseCompose', () => {
  it('reads anchors and merge keys', () => {
    const { services } = project('x-base: &base\n  image: bread:1\n  ports: ["80:80"]\nservices:\n  oven:\n    <<: *base\n    image: bread:2\n');
    expect(services[0]?.image?.value).toBe('bread:2');
    expect(services[0]?.ports[0]?.host).toEqual({ kind: 'literal', value: '80' });
  });
  it('reads the long form', () => {
    const { services } = project(
      'services:\n  web:\n    ports:\n      - { target: 80, published: 8080, protocol: tcp }\n      - target: 443\n      - { target: 9, published: "${P}" }\n      - { target: 7, published: "8000-8005", host_ip: 127.0.0.1, mode: host }\n',
    );
    expect(services[0]?.ports.map(({ host, address, container }) => `${host.kind} ${address} ${container}`)).toEqual([
      'literal  80',
      'ephemeral  443',
      'variable  9',
      'range 127.0.0.1 7',
    ]);
  });
  it('reads an unquoted base-60 look-alike as Compose does', () =>
    expect(project('services:\n  ssh:\n    ports:\n      - 22:22\n').services[0]?.ports[0]?.host).toEqual({ kind: 'literal', value: '22' }));
  it('reports broken YAML and keeps what it could read', () =>
    expect(parseCompose('compose.yaml', 'services:\n  web: {ports: ["80:80"\n').diagnostics.length).toBeGreaterThan(0));
  it('knows its own tags', () =>
    expect(parseCompose('o.yaml', 'services:\n  web:\n    ports: !override\n      - "81:80"\n    container_name: !reset null\n').diagnostics).toEqual([]));
  it.each([
    ['services: []', 'compose-shape'],
    ['services: { web: x }', 'compose-shape'],
    ['include: x.yaml', 'compose-shape'],
    ['services: { web: { image: "${A" } }', 'compose-variable'],
    ['services: { web: { image: "${A/b/c}" } }', 'compose-variable'],
  ])('reports %s', (text, code) => expect(parseCompose('compose.yaml', text).diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]));
  it('tells variables apart by what happens without them', () =>
    expect(
      parseCompose('compose.yaml', 'services: { a: { image: "${A}${B:-x}${C?y}${D:+z}${E:-${F}}" } }').variables.map(
        ({ name, hasDefault, required, defaultValue: value }) => `${name} ${hasDefault} ${required} ${value ?? ''}`,
      ),
    ).toEqual(['A false false ', 'B true false x', 'C false true ', 'D true false ', 'E true false ', 'F true false ']));
  it.each([
    '',
    '[]',
    'services: 3',
    'services: {a: null}',
    'services: {a: {ports: 5, volumes: x, extends: []}}',
    '\u0000',
    'a: &a [*a]',
    '\ufeffservices:\r\n  a:\r\n    image: x\r\n',
  ])('survives %j', (text) => {
    expect(project(text).paths).toEqual(['compose.yaml']);
  });
  it('reports a port that Compose refuses', () => {
    const { services, diagnostics } = project('services: { a: { ports: ["web:80", "70000:80", "80:80"] } }');
    expect(services[0]?.ports).toHaveLength(1);
    expect(diagnostics.map(({ code }) => code)).toEqual(['compose-port', 'compose-port']);
  });
});

describe('hostile Compose files', () => {
  it('counts many variables of one value', () => {
    const { variables } = parseCompose('compose.yaml', `services:\n  a:\n    image: "${'$A'.repeat(40_000)}"\n`);
    expect(variables).toHaveLength(40_000);
  });
});
