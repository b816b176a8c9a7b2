// Bundles and imports TypeScript sources of the packages, so that scripts and benchmarks need no build.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');

/**
 * @param {string} name - Of the bundle, in the cache.
 * @param {string} contents - A module of exports.
 * @param {string} [from] - Directory that its imports are resolved from.
 * @param {import('esbuild').Plugin[]} [plugins]
 */
export async function importSources(name, contents, from = root, plugins = []) {
  const outfile = join(root, `node_modules/.cache/agent-readiness/${name}.mjs`);
  await build({
    stdin: { contents, resolveDir: from },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['agent-readiness-source'],
    mainFields: ['module', 'main'],
    banner: { js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);" },
    outfile,
    plugins,
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile).href);
}
