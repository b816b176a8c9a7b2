import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCompose } from './compose.ts';
import { type ComposeInput, type MergedCompose, mergeCompose } from './compose-project.ts';
import { type ComposeNode, composeValue } from './compose-tree.ts';
import { parseEnvFile } from './env-file.ts';

type Files = Readonly<Record<string, string>>;

/** Names that end in `.env` are env files, all others Compose files. */
const read = (files: Files): Pick<ComposeInput, 'files' | 'envFiles'> => {
  const entries = Object.entries(files);
  return {
    files: new Map(entries.filter(([path]) => !path.endsWith('.env')).map(([path, text]) => [path, parseCompose(path, text)])),
    envFiles: new Map(entries.filter(([path]) => path.endsWith('.env')).map(([path, text]) => [path, parseEnvFile(path, text, 'compose').variables])),
  };
};

const merge = (files: Files, ...paths: readonly string[]): MergedCompose => mergeCompose({ paths, ...read(files) });

const plain = (node: ComposeNode | undefined): unknown => {
  if (!node) return undefined;
  if (node.kind === 'scalar') return typeof node.value === 'string' ? node.resolved : node.value;
  if (node.kind === 'sequence') return node.items.map(plain);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, plain(entry.value)]));
};

const codes = (project: MergedCompose): readonly string[] => project.diagnostics.map(({ code }) => code);

/** Merges one key of a service; the key's value afterwards. */
const key = (name: string, base: string, over: string): unknown => {
  const file = (value: string): string => `services:\n  oven:\n    ${name}: ${value}\n`;
  const { model } = merge({ 'a.yaml': file(base), 'b.yaml': file(over) }, 'a.yaml', 'b.yaml');
  return plain(composeValue(model, 'services', 'oven', name));
};

describe('mergeCompose, key by key', () => {
  it.each<[string, string, string, unknown]>([
    // Single values.
    ['image', 'rye', 'spelt', 'spelt'],
    ['image', 'rye', '!reset null', undefined],
    ['image', 'rye', '', 'rye'],
    ['privileged', 'true', 'false', false],
    // Commands are replaced, whatever their form; an empty one takes the base's away.
    ['command', '[a, b]', '[c]', ['c']],
    ['command', '[a, b]', 'c d', 'c d'],
    ['command', '[a]', 'null', null],
    ['entrypoint', 'a', '[b]', ['b']],
    ['healthcheck', '{ test: [CMD, a], interval: 1s }', '{ test: [CMD, b] }', { test: ['CMD', 'b'], interval: '1s' }],
    // Lists are appended.
    ['security_opt', '[a]', '[a, b]', ['a', 'a', 'b']],
    ['expose', '["80"]', '["80", "81"]', ['80', '81']],
    ['dns', '1.1.1.1', '[8.8.8.8]', ['1.1.1.1', '8.8.8.8']],
    ['dns', '[1.1.1.1]', '[1.1.1.1]', ['1.1.1.1']],
    ['dns_search', 'a', 'b', ['a', 'b']],
    ['tmpfs', '/a', '[/b, /a]', ['/a', '/b']],
    ['cap_add', '[A]', '[B, A]', ['A', 'B']],
    ['profiles', '[a]', '[b, a]', ['a', 'b']],
    ['links', '[a]', '[b]', ['a', 'b']],
    ['env_file', 'a.env', '[b.env]', ['a.env', 'b.env']],
    ['env_file', '[a.env]', '[{ path: a.env, required: false }]', [{ path: 'a.env', required: false }]],
    ['extra_hosts', '["a=1"]', '["a=1", "b=2"]', ['a=1', 'b=2']],
    ['devices', '["/dev/a:/dev/x"]', '["/dev/b:/dev/x"]', ['/dev/b:/dev/x']],
    // Ports are unique by address, published port, target and protocol.
    ['ports', '["80:80"]', '["81:80"]', ['80:80', '81:80']],
    ['ports', '["80:80"]', '["80:80", "80:80/udp"]', ['80:80', '80:80/udp']],
    ['ports', '["80:80"]', '[{ target: 80, published: 80 }]', [{ target: 80, published: 80 }]],
    ['ports', '["80:80"]', '["127.0.0.1:80:80"]', ['80:80', '127.0.0.1:80:80']],
    ['ports', '["80:80"]', '!override ["${P:-81}:80"]', ['81:80']],
    ['ports', '["80:80"]', '!reset []', undefined],
    // Mounts, secrets and configs are unique by target.
    ['volumes', '["rye:/work"]', '["spelt:/work", "oats:/other"]', ['spelt:/work', 'oats:/other']],
    ['volumes', '["rye:/bake/"]', '[{ type: bind, source: ./x, target: /bake }]', [{ type: 'bind', source: './x', target: '/bake' }]],
    ['volumes', '["/work"]', '["./x:/work:ro"]', ['./x:/work:ro']],
    ['secrets', '[a]', '[{ source: b, target: /run/secrets/a }]', [{ source: 'b', target: '/run/secrets/a' }]],
    ['configs', '[a]', '[a, b]', ['a', 'b']],
    // Variables: list and mapping are the same thing; the later value stands at the earlier place.
    ['environment', '{ A: 1, B: 2 }', '{ B: 3, C: 4 }', ['A=1', 'B=3', 'C=4']],
    ['environment', '[A=1, B]', '{ A: 2 }', ['A=2', 'B']],
    ['environment', '{ A: 1 }', '[A]', ['A']],
    ['environment', '{ A: 1 }', '{ A: !reset null }', ['A=1']],
    ['labels', '{ a: 1 }', '[a=2, b=3]', ['a=2', 'b=3']],
    ['sysctls', '{ a: 1 }', '{ a: 2 }', ['a=2']],
    // Mappings.
    ['deploy', '{ replicas: 2, resources: { limits: { cpus: "1" } } }', '{ replicas: 3 }', { replicas: 3, resources: { limits: { cpus: '1' } } }],
    ['ulimits', '{ nofile: { soft: 1, hard: 2 } }', '{ nofile: 5 }', { nofile: 5 }],
    ['build', '.', '{ target: dev }', { context: '.', target: 'dev' }],
    ['build', '{ context: ., args: { A: 1 } }', '{ args: [A=2, B=3] }', { context: '.', args: ['A=2', 'B=3'] }],
    ['networks', '[a]', '{ b: { aliases: [x] } }', { a: null, b: { aliases: ['x'] } }],
    [
      'depends_on',
      '[a]',
      '{ a: { condition: service_healthy }, b: { condition: service_started } }',
      { a: { condition: 'service_healthy', required: true }, b: { condition: 'service_started' } },
    ],
    ['logging', '{ driver: json-file, options: { a: 1 } }', '{ options: { b: 2 } }', { driver: 'json-file', options: { a: 1, b: 2 } }],
    ['logging', '{ driver: json-file, options: { a: 1 } }', '{ driver: syslog }', { driver: 'syslog' }],
  ])('%s: %s, then %s', (name, base, over, value) => expect(key(name, base, over)).toEqual(value));

  it('reports what does not go together', () => {
    const project = merge({ 'a.yaml': 'services: { a: { ports: ["80:80"] } }', 'b.yaml': 'services: { a: { ports: { x: 1 } } }' }, 'a.yaml', 'b.yaml');
    expect(codes(project)).toEqual(['compose-merge']);
    expect(project.services[0]?.ports).toHaveLength(1);
  });
  it('resets whole services and replaces them', () => {
    const base = 'services: { a: { image: x, command: y }, b: { image: x } }';
    const { services } = merge({ 'a.yaml': base, 'b.yaml': 'services:\n  a: !override { image: z }\n  b: !reset null\n' }, 'a.yaml', 'b.yaml');
    expect(services.map(({ name, image }) => [name, image?.value])).toEqual([['a', 'z']]);
  });
  it('merges networks, volumes and subnets', () => {
    const { model } = merge(
      {
        'a.yaml': 'networks: { n: { ipam: { config: [{ subnet: 10.0.0.0/8, gateway: a }] } } }\nvolumes: { v: { name: x } }\nservices: { a: {} }',
        'b.yaml': 'networks: { n: { ipam: { config: [{ subnet: 10.0.0.0/8, gateway: b }, { subnet: 11.0.0.0/8 }] } } }\nvolumes: { v: { external: true } }',
      },
      'a.yaml',
      'b.yaml',
    );
    expect(plain(composeValue(model, 'networks', 'n', 'ipam', 'config'))).toEqual([{ subnet: '10.0.0.0/8', gateway: 'b' }, { subnet: '11.0.0.0/8' }]);
    expect(plain(composeValue(model, 'volumes', 'v'))).toEqual({ name: 'x', external: true });
  });
  it('keeps places of the file that set each value', () => {
    const { services } = merge(
      { 'a.yaml': 'services: { a: { image: x, ports: ["80:80"] } }', 'b.yaml': 'services: { a: { image: y, ports: ["81:80"] } }' },
      'a.yaml',
      'b.yaml',
    );
    expect([services[0]?.location, services[0]?.image?.location, ...(services[0]?.ports.map(({ location }) => location) ?? [])].map((at) => at?.path)).toEqual([
      'a.yaml',
      'b.yaml',
      'a.yaml',
      'b.yaml',
    ]);
  });
});

describe('mergeCompose, extends', () => {
  it('follows chains in this file and another, own values on top', () => {
    const { services, diagnostics } = merge(
      {
        'compose.yaml':
          'services:\n  a: { extends: b, image: own }\n  b: { extends: { service: base, file: common/base.yml }, ports: ["81:80"], environment: { X: 2 } }\n',
        'common/base.yml':
          'services:\n  base: { extends: root, ports: ["80:80"], env_file: base.env, environment: { X: 1, Y: 1 } }\n  root: { command: run }\n',
      },
      'compose.yaml',
    );
    expect(diagnostics).toEqual([]);
    const [a, b] = services;
    expect(a?.image?.value).toBe('own');
    expect(a?.ports.map(({ location }) => location.path)).toEqual(['common/base.yml', 'compose.yaml']);
    expect(b?.environment.map(({ name, value }) => `${name}=${value}`)).toEqual(['X=2', 'Y=1']);
    expect(b?.envFiles[0]?.path).toBe('common/base.env');
  });
  it('lets an override extend within its own file, tags included', () => {
    const { services } = merge(
      { 'a.yaml': 'services: { a: { ports: ["80:80"] } }', 'b.yaml': 'services:\n  c: { image: x }\n  a: { extends: c, ports: !override ["${P}:80"] }\n' },
      'a.yaml',
      'b.yaml',
    );
    expect(services[0]?.image?.value).toBe('x');
    expect(services[0]?.ports.map(({ host }) => host.kind)).toEqual(['variable']);
  });
  it.each([
    ['services: { a: { extends: b }, b: { extends: a } }', ['compose-cycle']],
    ['services: { a: { extends: a } }', ['compose-cycle']],
    ['services: { a: { extends: none } }', ['compose-extends']],
    ['services: { a: { extends: { service: x, file: none.yml } } }', ['compose-extends']],
    ['services: { a: { extends: { service: x, file: "https://example.com/x.yml" } } }', []],
  ])('%s gives %j', (text, expected) => expect(codes(merge({ 'compose.yaml': text }, 'compose.yaml'))).toEqual(expected));
});

describe('mergeCompose, include', () => {
  it('reads included files as projects of their own, with their env file and directory', () => {
    const { services, paths, diagnostics } = merge(
      {
        'compose.yaml':
          'include:\n  - infra/compose.yaml\n  - { path: [b/one.yaml, b/two.yaml], project_directory: c, env_file: b/x.env }\nservices: { web: { image: x } }\n',
        'infra/compose.yaml': 'name: other\nservices: { db: { image: "pg:${V}", env_file: db.env } }\n',
        'infra/.env': 'V=17',
        'b/one.yaml': 'services: { mail: { image: "m:${V:-1}", env_file: m.env } }\n',
        'b/two.yaml': 'services: { mail: { command: y } }\n',
        'b/x.env': 'V=3',
      },
      'compose.yaml',
    );
    expect(diagnostics).toEqual([]);
    expect(paths).toEqual(['compose.yaml', 'infra/compose.yaml', 'b/one.yaml', 'b/two.yaml']);
    expect(services.map(({ name, image, envFiles }) => [name, image?.resolved, envFiles[0]?.path])).toEqual([
      ['web', 'x', undefined],
      ['db', 'pg:17', 'infra/db.env'],
      ['mail', 'm:3', 'c/m.env'],
    ]);
  });
  it("lets the project's own env file win over an included one's, and its services over included ones", () => {
    const { services } = merge(
      {
        'compose.yaml': 'include: [i/compose.yaml]\nservices: { db: { command: mine } }\n',
        '.env': 'V=1',
        'i/compose.yaml': 'services: { db: { image: "pg:$V", command: theirs } }\n',
        'i/.env': 'V=2',
      },
      'compose.yaml',
    );
    expect(services.map(({ image }) => image?.resolved)).toEqual(['pg:1']);
  });
  it('extends what is included', () => {
    const { services } = merge(
      { 'compose.yaml': 'include: [i.yaml]\nservices: { web: { extends: base } }\n', 'i.yaml': 'services: { base: { image: x } }\n' },
      'compose.yaml',
    );
    expect(services[0]?.image?.value).toBe('x');
  });
  it.each([
    [{ 'compose.yaml': 'include: [compose.yaml]' }, ['compose-cycle']],
    [{ 'compose.yaml': 'include: [b.yaml]', 'b.yaml': 'include: [compose.yaml]' }, ['compose-cycle']],
    [{ 'compose.yaml': 'include: [none.yaml]' }, ['compose-missing-file']],
    [{ 'compose.yaml': 'include: ["oci://registry/x", "../out.yaml", "${NONE}"]' }, []],
  ])('%j gives %j', (files, expected) => expect(codes(merge(files, 'compose.yaml'))).toEqual(expected));
});

describe('mergeCompose, variables and names', () => {
  const of = (files: Files): string => {
    const host = merge(files, 'compose.yaml').services[0]?.ports[0]?.host;
    return host?.kind === 'variable' ? `${host.name}=${host.value} ${host.origin.kind}` : `${host?.kind}`;
  };
  const port = (text: string): string => `services: { a: { ports: ["${text}:80"] } }`;
  it.each([
    [{ 'compose.yaml': port('${P:-80}') }, 'P=80 default'],
    [{ 'compose.yaml': port('${P}') }, 'P= unset'],
    [{ 'compose.yaml': port('${P:-80}'), '.env': 'P=81' }, 'P=81 env-file'],
    [{ 'compose.yaml': port('${P:-80}'), '.env': 'P=' }, 'P=80 default'],
    [{ 'compose.yaml': port('${P}'), '.env': 'Q=81\nP=$Q' }, 'P=81 env-file'],
    [{ 'compose.yaml': port('${P:+90}'), '.env': 'P=81' }, 'P=90 env-file'],
  ])('%j gives %s', (files, said) => expect(of(files)).toBe(said));
  it.each([
    [{ 'shop/compose.yaml': 'services: { a: { image: "${COMPOSE_PROJECT_NAME}" } }' }, undefined, 'shop'],
    [{ 'shop/compose.yaml': 'name: My Bakery\nservices: { a: { image: "$COMPOSE_PROJECT_NAME" } }' }, 'My Bakery', 'mybakery'],
    [{ 'shop/compose.yaml': 'name: one\nservices: { a: { image: "$COMPOSE_PROJECT_NAME" } }', 'shop/.env': 'COMPOSE_PROJECT_NAME=two' }, 'two', 'two'],
    [{ 'shop/compose.yaml': 'name: "${N:-three}"\nservices: { a: { image: x } }' }, 'three', 'x'],
  ])('%j is named %s', (files, name, image) => {
    const project = merge(files, 'shop/compose.yaml');
    expect([project.projectName?.value, project.services[0]?.image?.resolved]).toEqual([name, image]);
  });
  it('reads active profiles', () =>
    expect(merge({ 'compose.yaml': 'services: { a: { profiles: [x] } }', '.env': 'COMPOSE_PROFILES=x, y' }, 'compose.yaml').activeProfiles).toEqual([
      'x',
      'y',
    ]));
});

describe('mergeCompose, a service', () => {
  it('reads what development needs to know', () => {
    const { services } = merge(
      {
        'compose.yaml': `services:
  web:
    build: { dockerfile: D }
    network_mode: host
    env_file: [a.env, { path: "./b.env", required: false, format: raw }]
    deploy: { replicas: 2 }
    depends_on: { db: { condition: service_healthy, required: false } }
    develop: { watch: [{ action: sync, path: ./src, target: /src }, { path: x }] }
    environment: [A=1, "B=\${C:-2}", D]
    volumes: ["~/data:/data", "/etc/x:/x:ro", "./y:/y", data:/z, "C:\\\\w:/w", { type: bind, source: /srv, target: /srv, read_only: true }, /anon]
`,
      },
      'compose.yaml',
    );
    const [web] = services;
    expect(web).toMatchObject({
      build: { value: '.' },
      hostNetwork: { path: 'compose.yaml' },
      replicas: { value: 2 },
      dependsOn: [{ service: 'db', condition: 'service_healthy', required: false }],
      watch: [{ action: 'sync', path: './src', target: '/src' }],
      envFiles: [
        { path: 'a.env', required: true },
        { path: 'b.env', required: false, format: 'raw' },
      ],
    });
    expect(web?.environment.map(({ name, value }) => `${name}=${value ?? ''}`)).toEqual(['A=1', 'B=2', 'D=']);
    expect(web?.mounts.map(({ type, source, target, readOnly }) => `${type} ${source ?? ''} ${target}${readOnly ? ' ro' : ''}`)).toEqual([
      'bind ~/data /data',
      'bind /etc/x /x ro',
      'bind ./y /y',
      'volume data /z',
      'bind C:\\w /w',
      'bind /srv /srv ro',
      'volume  /anon',
    ]);
    expect(web?.hostMounts.map(({ value }) => value)).toEqual(['~/data']);
  });
});

describe('hostile projects', () => {
  it('stops where doubling would not end', () => {
    const files = Object.fromEntries(
      Array.from({ length: 21 }, (_, n) => [`f${n}.yaml`, `include: [f${n + 1}.yaml, f${n + 1}.yaml]\nservices: { s${n}: {} }`]),
    );
    expect(codes(merge(files, 'f0.yaml'))).toContain('compose-too-large');
  });
  it('stops where services multiply a large one', () => {
    const ports = Array.from({ length: 1000 }, (_, n) => `"${n + 1}:80"`).join(',');
    const many = Array.from({ length: 2000 }, (_, n) => `  s${n}: { extends: base, ports: ["x"] }`).join('\n');
    expect(codes(merge({ 'compose.yaml': `services:\n  base: { ports: [${ports}] }\n${many}\n` }, 'compose.yaml'))).toContain('compose-too-large');
  });
  it('knows no key that the language has of its own', () => {
    const text = 'constructor: { a: 1 }\n__proto__: [1]\nservices: { __proto__: { image: x }, constructor: { toString: [1], ports: ["80:80"] } }';
    expect(merge({ 'a.yaml': text, 'b.yaml': text }, 'a.yaml', 'b.yaml').services.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
  });
  it('never throws, and merging a file with itself changes no unique list', () => {
    const scalar = fc.constantFrom('a', '80:80', '${A:-b}', '${', '$$', 'null', '1', '"x=y"', '!reset null', '!override [z]', '*q', '&q v', './x:/y');
    const value: fc.Arbitrary<string> = fc.oneof(
      scalar,
      fc.array(scalar, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
      fc.dictionary(fc.constantFrom('a', 'b', 'path', 'target', 'file', 'service'), scalar, { maxKeys: 3 }).map(
        (map) =>
          `{ ${Object.entries(map)
            .map(([name, text]) => `${name}: ${text}`)
            .join(', ')} }`,
      ),
    );
    const service = fc.dictionary(
      fc.constantFrom('ports', 'volumes', 'environment', 'extends', 'build', 'depends_on', 'command', 'networks', 'logging', 'env_file', 'secrets', '<<'),
      value,
      { maxKeys: 6 },
    );
    const file = fc
      .tuple(fc.dictionary(fc.constantFrom('a', 'b', 'c'), service, { maxKeys: 3 }), fc.array(fc.constantFrom('a.yaml', 'b.yaml'), { maxLength: 2 }))
      .map(
        ([services, include]) =>
          `include: [${include.join(', ')}]\nservices:\n${Object.entries(services)
            .map(
              ([name, keys]) =>
                `  ${name}:\n    image: x\n${Object.entries(keys)
                  .map(([field, text]) => `    ${field}: ${text}\n`)
                  .join('')}`,
            )
            .join('')}`,
      );
    fc.assert(
      fc.property(file, file, (left, right) => {
        const input = read({ 'a.yaml': left, 'b.yaml': right });
        const project = mergeCompose({ paths: ['a.yaml', 'b.yaml'], ...input });
        for (const { location, ports, mounts } of project.services)
          for (const { path, range } of [location, ...ports.map((port) => port.location), ...mounts.map((mount) => mount.location)])
            expect(range.end.offset).toBeLessThanOrEqual((path === 'a.yaml' ? left : right).length);
        const again = mergeCompose({ paths: ['a.yaml', 'b.yaml', 'b.yaml'], ...input });
        const count = ({ services }: MergedCompose): readonly string[] => services.map(({ name, ports, mounts }) => `${name} ${ports.length} ${mounts.length}`);
        expect(count(again)).toEqual(count(project));
      }),
      { numRuns: 80 },
    );
  });
});
