import { defineRule, fileStart, type InstructionFile, type RepositoryRule } from '@ten-point/core/rule';
import { noInstructions } from './guiding-files.ts';

export const noDrift: RepositoryRule = defineRule({
  id: 'instructions/no-drift',
  scope: 'repository',
  severity: 'warning',
  needs: ['instructions'],
  title: 'Files of several tools are one text, or say different things on purpose',
  why: 'A rule that is changed in `AGENTS.md` and not in its copy for another tool holds for half of the agents from then on, and nobody sees which half. Tools merge several files in different ways (Codex and Claude Code join them, Zed takes the first), so that two half-equal texts contradict each other sooner or later.',
  howToFix: 'Keep one source. Let the others import it (`@AGENTS.md`), link to it, or be generated from it; keep in them only what is for that tool.',
  limits:
    'Compared are files for the same directory, sentence by sentence. Texts that share less than two sentences in five are taken to say something of their own.',
  effort: 'minutes',
  sources: [{ url: 'https://code.claude.com/docs/en/memory', checked: '2026-11-24', note: 'Advises the import @AGENTS.md.' }],
  messages: {
    nearCopy:
      '{path} repeats {share} % of {source} and differs in the rest, so changes to one are missing in the other; import or link {source} and keep only what is for this tool.',
  },
  check({ repo, outcome }) {
    const files = repo.instructions().files.filter((file) => file.role === 'instructions' && file.importedBy === undefined);
    if (files.length === 0) return outcome.notApplicable(noInstructions);
    let judged = 0;
    for (const file of files) {
      if (file.sameTextAs !== undefined) {
        judged++;
        outcome.pass(`${file.path} is the same text as ${file.sameTextAs} (${file.sameTextBy})`, fileStart(file.path));
      }
    }
    const own = files.filter((file) => file.sameTextAs === undefined);
    for (const [index, file] of own.entries()) {
      const others = own.slice(index + 1).filter((other) => other.directory === file.directory && other.kind !== file.kind);
      for (const other of others) {
        judged++;
        const [source, copy] = file.kind === 'agents-md' || other.kind !== 'agents-md' ? [file, other] : [other, file];
        const share = sharedShare(copy, source);
        if (share < leastShare) outcome.pass(`${copy.path} says something of its own beside ${source.path}`, fileStart(copy.path));
        else
          outcome.fail('nearCopy', { path: copy.path, source: source.path, share: Math.round(share * 100) }, fileStart(copy.path), {
            confidence: share > 0.7 ? 'high' : 'medium',
            subject: `${copy.path} ${source.path}`,
            related: [{ location: fileStart(source.path), message: 'The other text.' }],
          });
      }
    }
    if (judged === 0) outcome.notApplicable('there is one instruction file for each directory');
  },
});

const leastShare = 0.4;
// Shorter sentences ("Run the tests.") meet by chance.
const fewestLetters = 24;
const fewestSentences = 6;

/** Share of the smaller text's sentences that stand in the other as well. */
function sharedShare(left: InstructionFile, right: InstructionFile): number {
  const [a, b] = [sentencesOf(left), sentencesOf(right)];
  const smaller = a.size <= b.size ? a : b;
  const larger = smaller === a ? b : a;
  if (smaller.size < fewestSentences) return 0;
  let shared = 0;
  for (const sentence of smaller) if (larger.has(sentence)) shared++;
  return shared / smaller.size;
}

function sentencesOf({ document }: InstructionFile): ReadonlySet<string> {
  const texts = document.sentences
    .filter((sentence) => sentence.kind !== 'heading')
    .map((sentence) =>
      sentence.text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    );
  return new Set(texts.filter((text) => text.length >= fewestLetters));
}
