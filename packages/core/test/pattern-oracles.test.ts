import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { compileGitAttributesPattern } from '../src/pattern/gitattributes-pattern.ts';
import { compileGitignore, ignoresPath } from '../src/pattern/gitignore.ts';
import { matchesPath } from '../src/pattern/path-pattern.ts';
import { scratch } from './scratch.ts';

const repository = scratch();
afterAll(() => repository.remove());

const atoms = [
  'a',
  'b',
  'ab',
  '.',
  '*',
  '*',
  '?',
  '[ab]',
  '[!a]',
  '[^b-z]',
  '[a-]',
  '[]a]',
  '[[:alpha:]]',
  '[[:nothing:]]',
  '[\\]b]',
  '\\*',
  '\\a',
  '{a,b}',
  '+',
  '[a',
];
const segment = fc.oneof(
  { weight: 5, arbitrary: fc.array(fc.constantFrom(...atoms), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.constant('**') },
);
const pattern = fc
  .tuple(fc.constantFrom('', '', '/'), fc.array(segment, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '', '/', '/**', '/*'))
  .map(([start, segments, end]) => start + segments.join('/') + end)
  // A set that holds a slash is read across segments by git and matches nothing here: see docs/parsers/patterns.md.
  .filter((text) => !/\[[^\]]*\/.*\]/.test(text));
const line = fc
  .tuple(fc.constantFrom('', '', '', '!', '\\!', '#'), pattern, fc.constantFrom('', '', ' ', '\\ ', '\\\\ ', '\t'))
  .map(([start, body, end]) => start + body + end);
const name = fc.stringMatching(/^[ab*.[{!+-]{1,2}$/).filter((text) => !/^\.+$/.test(text));
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));

const seed = Number(process.env['FUZZ_SEED'] ?? 1);
const count = Number(process.env['FUZZ_RUNS'] ?? 60) * 10;

/** Asks git once about all paths; each answer ends in NUL. */
function ask(args: readonly string[], paths: readonly string[]): string[] {
  try {
    return execFileSync('git', args, { cwd: repository.root, input: paths.join('\0'), encoding: 'utf8', maxBuffer: 1 << 28 }).split('\0');
  } catch (error) {
    // `check-ignore` ends with 1 when nothing is ignored.
    if (error instanceof Error && 'status' in error && error.status === 1) return [];
    throw error;
  }
}

describe('patterns of git', () => {
  it('ignores the paths that `git check-ignore` names', () => {
    const cases = fc.sample(fc.tuple(fc.array(line, { minLength: 1, maxLength: 3 }), fc.array(path, { minLength: 8, maxLength: 8 })), { numRuns: count, seed });
    for (const [index, [lines]] of cases.entries()) repository.write(`ignore/${index}/.gitignore`, `${lines.join('\n')}\n`);
    const ignored = new Set(
      ask(
        ['check-ignore', '--no-index', '-z', '--stdin'],
        cases.flatMap(([, paths], index) => paths.map((path) => `ignore/${index}/${path}`)),
      ),
    );
    const wrong = cases.flatMap(([lines, paths], index) =>
      paths
        .filter((path) => ignoresPath(compileGitignore(lines.join('\n')), path) !== ignored.has(`ignore/${index}/${path}`))
        .map((path) => `${JSON.stringify(lines)} ${path}: git ${ignored.has(`ignore/${index}/${path}`) ? 'ignores' : 'keeps'} it`),
    );
    expect(ignored.size).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  it('gives attributes to the paths that `git check-attr` names', () => {
    const cases = fc.sample(fc.tuple(pattern, fc.array(path, { minLength: 8, maxLength: 8 })), { numRuns: count, seed });
    for (const [index, [written]] of cases.entries()) repository.write(`attributes/${index}/.gitattributes`, `${written} bread\n`);
    const paths = cases.flatMap(([, paths], index) => paths.map((path) => `attributes/${index}/${path}`));
    const answers = ask(['check-attr', '-z', '--stdin', 'bread'], paths);
    const given = new Set(paths.filter((_, index) => answers[index * 3 + 2] === 'set'));
    const wrong = cases.flatMap(([written, paths], index) => {
      const compiled = compileGitAttributesPattern(written);
      return paths
        .filter((path) => (compiled !== undefined && matchesPath(compiled, path.split('/'))) !== given.has(`attributes/${index}/${path}`))
        .map((path) => `${written} ${path}: git ${given.has(`attributes/${index}/${path}`) ? 'matches' : 'does not match'} it`);
    });
    expect(given.size).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });
});
