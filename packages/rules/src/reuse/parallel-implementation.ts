import { type ChangeRule, type CodeDeclaration, defineChangeRule, fileStart, type NamedFile, type ParallelName } from '@ten-point/core/rule';

export const parallelImplementation: ChangeRule = defineChangeRule({
  id: 'reuse/parallel-implementation',
  scope: 'change',
  severity: 'note',
  verdict: 'note',
  needs: [],
  changeNeeds: ['codeReuse'],
  title: 'Nothing new goes by the name of what is there',
  why: 'A second function of the same name is how a repository ends with three ways to format a date. Who looks for one of them later finds the wrong one.',
  howToFix: 'Use the one that is there, or extend it. Where both must be, give the new one a name that says what is other about it.',
  limits:
    'Compared are exported functions with the same name and number of parameters, exported types with the same name, and new files whose names have the same words, within a language (not in Ruby). Names of one word, and names that stand in two places or more already, are custom and left out; tests, generated, vendored and example files, too.',
  effort: 'minutes',
  sources: [{ url: 'https://arxiv.org/abs/2604.00917', checked: '2026-11-24', note: "Agents' code lives shorter and is changed more." }],
  messages: {
    function: '{name} is exported by {existing} already, with as many parameters; use that one, or name this one by what is other about it.',
    type: '{name} is declared in {existing} already; use that one, or name this one by what is other about it.',
    file: '{path} is new beside {existing}; look whether what it adds belongs there.',
  },
  check({ change, outcome }) {
    const known = change.codeReuse();
    if (known.state === 'unknown') return outcome.unknown(known.reason, known.reveal);
    const { parallelNames, addedFiles } = known.value;
    if (addedFiles.length === 0) return outcome.notApplicable('the change adds no code in the languages that are compared');
    const told = parallelNames.filter(isTelling);
    for (const { added, existing } of told) {
      const [other] = existing;
      if (!other) continue;
      if (added.kind === 'file')
        outcome.fail('file', { path: added.path, existing: other.path }, fileStart(added.path), { subject: added.path, confidence: 'medium' });
      else
        outcome.fail(added.kind, { name: added.name, existing: placeOf(other) }, added.location, {
          subject: `${added.path} ${added.name}`,
          confidence: 'medium',
          ...(other.kind === 'file' ? {} : { related: [{ location: other.location, message: 'The one that is there.' }] }),
        });
    }
    if (told.length === 0) outcome.pass('no new function, type or file has the name of another one');
  },
});

/** What one place has is a thing; what several have is how files are named here. */
function isTelling({ added, existing }: ParallelName): boolean {
  const [other] = existing;
  const words = wordsOf(added.name);
  if (existing.length !== 1 || !other || words.length < 2) return false;
  if (customaryFirst.has(words[0] ?? '') || customaryLast.has(words.at(-1) ?? '')) return false;
  if (added.kind === 'function') return other.kind === 'function' && added.parameters === other.parameters && (added.parameters ?? 0) > 0;
  return added.kind === other.kind;
}

/** The words of `formatDate`, `format_date` and `format-date`. */
function wordsOf(name: string): readonly string[] {
  return (name.match(/\p{Lu}{2,}(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}|\p{N}+/gu) ?? []).map((word) => word.toLowerCase());
}

/** Constructors, hooks and entries: each module has its own. */
const customaryFirst: ReadonlySet<string> = new Set(
  'new create make build register init initialize setup configure use with generate on handle run main page layout index route test bench'.split(' '),
);
const customaryLast: ReadonlySet<string> = new Set(
  'props options config params error errors page layout module plugin handler handlers controller type types test request response'.split(' '),
);

function placeOf(other: CodeDeclaration | NamedFile): string {
  return other.kind === 'file' ? other.path : `${other.path}:${other.location.range.start.line}`;
}
