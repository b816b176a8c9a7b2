import { describe, expect, it } from 'vitest';
import { parseCompose } from './compose.ts';
import { defaultValue, interpolationsOf } from './compose-interpolation.ts';
import { parseShortPort, portVariable } from './compose-port.ts';

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

describe('portVariable', () => {
  it('is named after the service', () => expect(portVariable('my-db', '5432', true)).toBe('MY_DB_PORT'));
  it('adds the container port when there are several', () => expect(portVariable('mail', '1025', false)).toBe('MAIL_1025_PORT'));
  it('is a valid name for a service that starts with a digit', () => expect(portVariable('3proxy', '80', true)).toBe('_3PROXY_PORT'));
});

describe('parseCompose', () => {
  it('reads anchors and merge keys', () => {
    const file = parseCompose('compose.yaml', 'x-base: &base\n  image: bread:1\n  ports: ["80:80"]\nservices:\n  oven:\n    <<: *base\n    image: bread:2\n');
    expect(file.services[0]?.image?.value).toBe('bread:2');
    expect(file.services[0]?.ports.items[0]?.host).toEqual({ kind: 'literal', value: '80' });
  });
  it('reads the long form', () => {
    const file = parseCompose(
      'compose.yaml',
      'services:\n  web:\n    ports:\n      - { target: 80, published: 8080, protocol: tcp }\n      - target: 443\n      - { target: 9, published: "${P}" }\n',
    );
    expect(file.services[0]?.ports.items.map((port) => port.host.kind)).toEqual(['literal', 'ephemeral', 'variable']);
  });
  it('reads an unquoted base-60 look-alike as Compose does', () => {
    const file = parseCompose('compose.yaml', 'services:\n  ssh:\n    ports:\n      - 22:22\n');
    expect(file.services[0]?.ports.items[0]?.host).toEqual({ kind: 'literal', value: '22' });
  });
  it('reports broken YAML and keeps what it could read', () => {
    const file = parseCompose('compose.yaml', 'services:\n  web: {ports: ["80:80"\n');
    expect(file.diagnostics.length).toBeGreaterThan(0);
  });
  it('knows its own tags', () => {
    const file = parseCompose('compose.override.yaml', 'services:\n  web:\n    ports: !override\n      - "81:80"\n    container_name: !reset null\n');
    expect(file.diagnostics).toEqual([]);
    expect(file.services[0]?.ports.tag).toBe('override');
    expect(file.services[0]?.containerName).toBe('reset');
  });
  it.each(['', '[]', 'services: 3', 'services: {a: null}', 'services: {a: {ports: 5, volumes: x, extends: []}}', '\u0000', 'a: &a [*a]'])(
    'survives %j',
    (text) => {
      expect(parseCompose('compose.yaml', text).path).toBe('compose.yaml');
    },
  );
});

describe('hostile Compose files', () => {
  it('counts many variables of one value', () => {
    const { variables } = parseCompose('compose.yaml', `services:\n  a:\n    image: "${'$A'.repeat(40_000)}"\n`);
    expect(variables).toHaveLength(40_000);
  });
});
