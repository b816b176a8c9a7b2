// The command line bundles its libraries; their licences travel with it. Reads the bundler's list of inputs.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const cli = join(import.meta.dirname, '../packages/cli');
const metafile = join(cli, 'dist/metafile-esm.json');
const { inputs } = JSON.parse(readFileSync(metafile, 'utf8'));

/** @type {Map<string, string>} package id → its directory */
const packages = new Map();
for (const input of Object.keys(inputs)) {
  const at = input.lastIndexOf('node_modules/');
  if (at < 0) continue;
  const [scope, name] = input.slice(at + 'node_modules/'.length).split('/');
  const directory = join(cli, input.slice(0, at), 'node_modules', scope.startsWith('@') ? join(scope, name) : scope);
  const { name: id, version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  if (id) packages.set(`${id} ${version} (${license})`, directory);
}

const texts = [...packages]
  .sort(([left], [right]) => (left < right ? -1 : 1))
  .map(([title, directory]) => {
    const file = readdirSync(directory).find((name) => /^licen[cs]e/i.test(name));
    return `${title}\n\n${file ? readFileSync(join(directory, file), 'utf8').trim() : 'The package ships no licence text.'}\n`;
  });
if (texts.length === 0) throw new Error('The bundle names no third-party package: the list of inputs is not what this script expects.');
writeFileSync(join(cli, 'dist/THIRD-PARTY-LICENSES.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
if (existsSync(metafile)) rmSync(metafile);
