import { type CodeOwnersRule, defineRule, type FileIndex, type RepositoryRule } from '@ten-point/core/rule';
import { noFileReason, owningFile } from './no-file.ts';

/** Lines that one later line overrides, above which they are reported once, at that line. */
const severalLines = 3;

export const ownershipEffective: RepositoryRule = defineRule({
  id: 'ownership/effective',
  scope: 'repository',
  severity: 'warning',
  needs: ['codeowners'],
  title: 'Every line of CODEOWNERS decides over some file',
  why: 'A pattern that matches nothing protects nothing: a folder was renamed, or misspelt as in TensorFlow’s file. And a late line can override earlier ones whole, as has happened in the files of HashiCorp Vault and Node.js. Whoever reads the line believes that its owners are asked.',
  howToFix: 'Correct or delete patterns that match nothing. Put general lines at the top and special ones below.',
  limits:
    'Patterns that may match anywhere (`*.proto`, `OWNERS`) are kept for files to come and not reported. A line that is overridden by lines with the same owners is harmless and not reported either.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners#codeowners-syntax',
      checked: '2026-11-24',
      note: 'order, case, directories',
    },
  ],
  messages: {
    matchesNothing: '{pattern} matches no file here; correct the path or delete the line.',
    otherCase: '{pattern} matches no file: paths are case-sensitive, and here it is {found}.',
    notDirectory: '{pattern} matches no file: {found} is a file, and a final slash means a directory. Remove the slash.',
    dotPath: '{pattern} matches no file: patterns do not begin with ./ or ../. Write {instead}.',
    overridden: 'Nothing is left to {pattern}: {by} in line {line} matches {files}, and the last match decides. Move this line below, or delete it.',
    overridesMany: '{pattern} overrides {count} lines above it ({lines}), to which nothing is left: the last match decides. Move this line above them.',
  },
  check({ repo, outcome }) {
    const owners = repo.codeowners();
    const file = owningFile(owners);
    if (!file) return outcome.notApplicable(noFileReason(owners));
    const literal = new Set(file.problems.map(({ location }) => location.range.start.line));
    const overridden = new Map<CodeOwnersRule, { rule: CodeOwnersRule; files: string }[]>();
    let effective = 0;
    for (const usage of file.usage(subjects(repo.files))) {
      const { rule, state } = usage;
      const winner = state === 'shadowed' ? usage.by.find((other) => !sameOwners(rule, other)) : undefined;
      if (state === 'shadowed' && winner) {
        // The example is a file of the first line.
        const files = winner === usage.by[0] ? `its files later, such as ${usage.example}` : 'files of it later';
        const lines = overridden.get(winner) ?? [];
        lines.push({ rule, files });
        overridden.set(winner, lines);
      } else if (state !== 'dead' || literal.has(rule.line) || isForFilesToCome(rule.pattern)) effective++;
      else reportUnmatched(rule);
    }
    if (effective > 0) outcome.pass(`${effective} of ${file.rules.length} lines of ${file.path} decide over files, or would over new ones`);
    for (const [winner, lines] of overridden) {
      if (lines.length > severalLines) {
        const numbers = lines.map(({ rule }) => rule.line);
        outcome.fail('overridesMany', { pattern: winner.pattern, count: lines.length, lines: `${numbers[0]} to ${numbers.at(-1)}` }, winner.location, {
          subject: winner.pattern,
          related: lines.slice(0, 20).map(({ rule }) => ({ location: rule.location, message: `Nothing is left to ${rule.pattern}.` })),
        });
      } else
        for (const { rule, files } of lines)
          outcome.fail('overridden', { pattern: rule.pattern, by: winner.pattern, line: winner.line, files }, rule.location, relatedTo(rule, winner));
    }
    return undefined;

    function reportUnmatched(rule: CodeOwnersRule): void {
      const { pattern, location } = rule;
      const plain = withoutSlashes(pattern);
      const details = { subject: pattern, confidence: /[*?]/.test(pattern) ? 'medium' : 'high' } as const;
      const found = findIgnoringCase(repo.files, plain);
      if (/^\/?\.{1,2}\//.test(pattern)) outcome.fail('dotPath', { pattern, instead: `/${pattern.replace(/^\/?(?:\.{1,2}\/)+/, '')}` }, location, details);
      else if (pattern.endsWith('/') && repo.files.has(plain)) outcome.fail('notDirectory', { pattern, found: plain }, location, details);
      else if (found !== undefined && found !== plain) outcome.fail('otherCase', { pattern, found }, location, details);
      else outcome.fail('matchesNothing', { pattern }, location, details);
    }
  },
});

/** What is below a submodule belongs to another repository, but a line for it has its use. */
function subjects(files: FileIndex): string[] {
  return files.entries.flatMap(({ path, kind }) => (kind === 'submodule' || kind === 'nested-repository' ? [path, `${path}/.`] : [path]));
}

function withoutSlashes(pattern: string): string {
  return pattern
    .replace(/^\//, '')
    .replace(/\/$/, '')
    .replace(/\\([ [\]])/g, '$1');
}

/** A pattern that can match at any depth, or by a wildcard in its last part, is often written before there is a file for it. */
function isForFilesToCome(pattern: string): boolean {
  const inner = pattern.replace(/\/$/, '');
  return !inner.includes('/') || inner.startsWith('**/') || /[*?]/.test(inner.slice(inner.lastIndexOf('/') + 1));
}

function sameOwners(left: CodeOwnersRule, right: CodeOwnersRule): boolean {
  const names = (rule: CodeOwnersRule): string =>
    rule.owners
      .map(({ name }) => name.toLowerCase())
      .sort()
      .join(' ');
  return names(left) === names(right);
}

function relatedTo(rule: CodeOwnersRule, winner: CodeOwnersRule): { subject: string; related: { location: CodeOwnersRule['location']; message: string }[] } {
  return { subject: rule.pattern, related: [{ location: winner.location, message: 'This line decides.' }] };
}

function findIgnoringCase(files: FileIndex, path: string): string | undefined {
  const found: string[] = [];
  for (const wanted of path.split('/')) {
    const names = files.children(found.join('/'));
    const name = names.find((candidate) => candidate === wanted) ?? names.find((candidate) => candidate.toLowerCase() === wanted.toLowerCase());
    if (name === undefined) return undefined;
    found.push(name);
  }
  return found.join('/');
}
