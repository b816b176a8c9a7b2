import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isServerConfig, parseServerConfig } from './server-config.ts';

const read = (path: string, text: string): string[] =>
  parseServerConfig(path, text).map(({ port, binding, variable, location }) => {
    expect(text.slice(location.range.start.offset, location.range.end.offset)).toContain(port.split(',')[0]);
    return `${binding} ${port}${variable === undefined ? '' : ` ${variable}`}`;
  });

const spring = 'src/main/resources/application';

describe('parseServerConfig', () => {
  it.each([
    ['vite.config.ts', 'export default { server: { port: 3000 }, preview: { port: 4000, strictPort: true } }', ['falls-forward 3000', 'fixed 4000']],
    [
      'vite.config.ts',
      'export default { server: { port: Number(process.env.PORT ?? 3000), strictPort: true } }',
      ['variable Number(process.env.PORT ?? 3000)'],
    ],
    ['apps/web/astro.config.mjs', 'export default defineConfig({ server: { port: 1234 } })', ['falls-forward 1234']],
    ['nuxt.config.ts', 'export default defineNuxtConfig({ devServer: { port: 3001 } })', ['falls-forward 3001 PORT']],
    ['vue.config.js', 'module.exports = { devServer: { port: 8081 } }', ['falls-forward 8081 PORT']],
    ['webpack.config.js', 'module.exports = { devServer: { port: 8080 } }', ['fixed 8080']],
    ['webpack.dev.js', 'module.exports = { devServer: { port: "auto" } }', ['falls-forward auto']],
    [
      'angular.json',
      '{"projects":{"shop":{"architect":{"serve":{"options":{"port":4201},"configurations":{"dev":{"port":0}}}}}}}',
      ['fixed 4201', 'falls-forward 0'],
    ],
    [
      'Shop/Properties/launchSettings.json',
      '{"profiles":{"http":{"commandName":"Project","applicationUrl":"https://localhost:5001;http://localhost:5000"},"IIS Express":{"commandName":"IISExpress","applicationUrl":"http://localhost:1"}}}',
      ['fixed 5001, 5000'],
    ],
    [`${spring}.properties`, '# server.port=1\nserver.port = 8081 \r\nmanagement.server.port=9\n', ['variable 8081 SERVER_PORT']],
    [`${spring}-dev.properties`, 'quarkus.http.port=0\n%dev.quarkus.http.port=8082', ['falls-forward 0 QUARKUS_HTTP_PORT', 'variable 8082 QUARKUS_HTTP_PORT']],
    [`${spring}.yml`, 'server:\n  port: ${PORT:8080}\n', ['variable ${PORT:8080} SERVER_PORT']],
    [`${spring}.yaml`, 'server.port: 8080\n', ['variable 8080 SERVER_PORT']],
    ['config/dev.exs', 'config :shop, ShopWeb.Endpoint,\n  # http: [port: 1]\n  http: [ip: {127, 0, 0, 1}, port: 4000],\n', ['fixed 4000']],
    [
      'config/runtime.exs',
      'http: [port: String.to_integer(System.get_env("PORT") || "4000")]',
      ['variable String.to_integer(System.get_env("PORT") || "4000") PORT'],
    ],
    ['config/puma.rb', 'port ENV.fetch("PORT") { 3000 }\n# port 1\nport 3000\n', ['variable ENV.fetch("PORT") { 3000 } PORT']],
    ['other.ts', 'server: { port: 1 }', []],
  ])('%s: %s', (path, text, said) => expect(read(path, text)).toEqual(said));

  it('knows its files', () =>
    expect(['vite.config.ts', 'a/vite.prod.config.mts', 'webpack.common.js', 'tsconfig.json', `${spring}-prod.yml`].map(isServerConfig)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]));
  it('never throws', () => {
    const path = fc.constantFrom(
      'vite.config.ts',
      'angular.json',
      'a/launchSettings.json',
      `${spring}.properties`,
      `${spring}.yml`,
      'config/dev.exs',
      'config/puma.rb',
    );
    const piece = fc.constantFrom('server', 'port', ':', '=', '{', '}', '[', ']', '"', 'http: [', 'port: 1', '\n', ' ', 'ENV', '#', 'server.port=1');
    fc.assert(
      fc.property(path, fc.array(piece, { maxLength: 16 }), (name, pieces) => void parseServerConfig(name, pieces.join(''))),
      { numRuns: 300 },
    );
  });
  it.each(['http: [', 'port ', 'server.port', 'a.'])('reads %j over and over', (part) => {
    for (const path of ['config/dev.exs', 'config/puma.rb', `${spring}.properties`]) expect(parseServerConfig(path, part.repeat(20_000))).toEqual([]);
  });
});
