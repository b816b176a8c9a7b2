import { describe, expect, it } from 'vitest';
import { defaultConfiguration } from '../configuration/defaults.ts';
import type { Compose } from '../model/compose.ts';
import { memorySource } from '../sources/memory.ts';
import { createRepository } from './repository.ts';

const composeOf = async (files: Record<string, string>): Promise<Compose> =>
  (await createRepository(memorySource(files), defaultConfiguration)).facet('compose');

const service = (ports: string): string => `services:\n  web:\n    image: bakery\n    ports: ${ports}\n`;

describe('loadCompose', () => {
  it('joins the ports of a base and its override', async () => {
    const { projects } = await composeOf({ 'compose.yaml': service('["80:80"]'), 'compose.override.yaml': service('["81:80"]') });
    expect(projects.map((project) => project.paths)).toEqual([['compose.yaml', 'compose.override.yaml']]);
    expect(projects[0]?.services[0]?.ports.map((port) => port.location.path)).toEqual(['compose.yaml', 'compose.override.yaml']);
  });
  it('drops what the override resets', async () => {
    const { projects } = await composeOf({ 'compose.yaml': service('["80:80"]'), 'compose.override.yaml': service('!reset []') });
    expect(projects[0]?.services[0]?.ports).toEqual([]);
  });
  it('replaces what the override overrides', async () => {
    const { projects } = await composeOf({ 'compose.yaml': service('["80:80"]'), 'compose.override.yaml': service('!override ["${P:-80}:80"]') });
    expect(projects[0]?.services[0]?.ports.map((port) => port.host.kind)).toEqual(['variable']);
  });
  it('follows local includes and extends, and reads included files once', async () => {
    const { projects } = await composeOf({
      'compose.yaml': 'include: [infra.d/compose.db.yaml, "oci://registry/x"]\nservices:\n  web:\n    extends: { file: base/common.yml, service: web }\n',
      'infra.d/compose.db.yaml': 'services:\n  db:\n    image: postgres\n    ports: ["5432:5432"]\n',
      'base/common.yml': service('["80:80"]'),
    });
    expect(projects).toHaveLength(1);
    expect(projects[0]?.services.map(({ name, ports }) => [name, ports.length])).toEqual([
      ['web', 1],
      ['db', 1],
    ]);
  });
  it('leaves production, CI and example files out and says so', async () => {
    const { projects, leftOut } = await composeOf({
      'docker-compose.prod.yml': service('["80:80"]'),
      'deploy/compose.yaml': service('["80:80"]'),
      'examples/shop/compose.yaml': service('["80:80"]'),
      'compose.ci.yml': service('["80:80"]'),
      'hosting/docker/compose.yaml': service('["80:80"]'),
    });
    expect(projects).toEqual([]);
    expect(leftOut.map(({ reason }) => reason)).toEqual([
      'CI only',
      'production or deployment',
      'production or deployment',
      'example file',
      'production or deployment',
    ]);
  });
  it('reads the default file that Compose reads', async () => {
    const { projects, leftOut } = await composeOf({ 'compose.yaml': service('["80:80"]'), 'docker-compose.yml': service('["81:80"]') });
    expect(projects.map((project) => project.paths)).toEqual([['compose.yaml']]);
    expect(leftOut.map(({ path }) => path)).toEqual(['docker-compose.yml']);
  });
  it('prefers the names that Compose prefers', async () => {
    const { projects } = await composeOf({
      'docker-compose.yaml': service('["80:80"]'),
      'docker-compose.yml': service('["81:80"]'),
      'compose.override.yaml': service('["82:80"]'),
      'compose.override.yml': service('["83:80"]'),
    });
    expect(projects.map(({ paths }) => paths)).toEqual([['docker-compose.yml', 'compose.override.yml']]);
  });
  it('takes the files that COMPOSE_FILE names, in its order, and values of .env', async () => {
    const { projects } = await composeOf({
      '.env': 'COMPOSE_FILE=compose.yaml:deploy/compose.extra.yaml\nP=81\nCOMPOSE_PROJECT_NAME=bakery\n',
      'compose.yaml': service('["${P:-80}:80"]'),
      'compose.override.yaml': service('["82:80"]'),
      'deploy/compose.extra.yaml': 'services: { db: { image: postgres } }',
    });
    expect(projects.map(({ paths, projectName }) => [paths, projectName?.value])).toEqual([[['compose.yaml', 'deploy/compose.extra.yaml'], 'bakery']]);
    expect(projects[0]?.services.map(({ name, ports }) => [name, ports[0]?.host])).toMatchObject([
      ['web', { value: '81', origin: { kind: 'env-file' } }],
      ['db', undefined],
    ]);
  });
  it('reads env files of what is included, relative to its project directory', async () => {
    const { projects } = await composeOf({
      'compose.yaml': 'include: [{ path: infra.d/base.yaml, project_directory: shop, env_file: x.env }]\n',
      'x.env': 'TAG=17\n',
      'infra.d/base.yaml': 'include: [more.yaml]\nservices: { db: { image: "postgres:$TAG" } }',
      'shop/more.yaml': 'services: { mail: { image: mail } }',
    });
    expect(projects[0]?.services.map(({ image }) => image?.resolved)).toEqual(['postgres:17', 'mail']);
  });
  it('ends on circular includes and extends', async () => {
    const { projects } = await composeOf({
      'compose.yaml':
        'include: [compose.b.yaml]\nservices:\n  a: { extends: { service: a } }\n  c: { extends: { service: d } }\n  d: { extends: { service: c }, ports: ["1:1"] }\n',
      'compose.b.yaml': 'include: [compose.yaml]\nservices:\n  b: { image: x }\n',
    });
    expect(projects.length).toBeLessThanOrEqual(1);
  });
  it('finds names that checkouts would share', async () => {
    const { projects } = await composeOf({
      'compose.yaml':
        'name: bakery\nservices: { web: { image: x, container_name: oven, network_mode: host } }\nnetworks:\n  shared: { external: true }\n  own: { name: "${COMPOSE_PROJECT_NAME}_own" }\nvolumes:\n  data: { name: bakery-data }\n  plain: {}\n',
    });
    expect(projects[0]?.names.map(({ subject, name, interpolated, external }) => [subject, name.value, interpolated, external])).toEqual([
      ['project', 'bakery', false, false],
      ['network', 'shared', false, true],
      ['network', '${COMPOSE_PROJECT_NAME}_own', true, false],
      ['volume', 'bakery-data', false, false],
    ]);
    expect(projects[0]?.services[0]?.containerName?.value).toBe('oven');
    expect(projects[0]?.services[0]?.hostNetwork).toBeDefined();
  });
});
