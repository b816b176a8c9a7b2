import { defineRule, fileStart, type InstructionFile, type RepositoryRule } from '@ten-point/core/rule';
import { guidingFiles, noInstructions } from './guiding-files.ts';

export const substance: RepositoryRule = defineRule({
  id: 'instructions/substance',
  scope: 'repository',
  severity: 'note',
  needs: ['instructions', 'guides'],
  title: 'Instructions say what the repository does not already say',
  why: 'Redundancy is the harm: generated files lowered success by up to 3 % and raised cost by a fifth, and helped only where all other documentation was taken away (ETH Zürich, arXiv 2602.11988). Compliance falls with the number of directives, and the early ones win (IFScale, 2025).',
  howToFix:
    'Delete what the README, the guides and the tree say already; keep commands, limits and what surprises newcomers; put the critical rules first, and rare procedures into skills.',
  limits: 'Directives are counted by list items and sentences that begin with a verb of command or hold "must", "never" or "always"; the count is an estimate.',
  effort: 'hours',
  sources: [
    { url: 'https://arxiv.org/abs/2602.11988', checked: '2026-11-24' },
    { url: 'https://arxiv.org/abs/2507.11538', checked: '2026-11-24', note: 'IFScale: many instructions at once.' },
  ],
  messages: {
    copy: '{path} repeats {share} % of its sentences from {source}, which agents can read themselves; keep what is only said here.',
    tree: '{path} lists {lines} lines of the directory tree, which an agent sees by itself and which goes stale; keep the few folders that need a word.',
    directives:
      '{path} holds about {count} directives, more than models keep to ({limit}); put the critical ones first and move the rest into files of their part or skills.',
  },
  check({ repo, outcome }) {
    const guiding = guidingFiles(repo.instructions()).filter((file) => file.role === 'instructions');
    if (guiding.length === 0) return outcome.notApplicable(noInstructions);
    const guides = [...repo.guides().of('readme'), ...repo.guides().of('contributing')].filter(
      (guide) => !guide.path.includes('/') || guide.path.startsWith('.github/'),
    );
    const known = guides.map(({ path, document }) => ({ path, text: document.text, sentences: new Set(longSentences(document)) }));
    for (const file of guiding) {
      let sound = true;
      const own = longSentences(file.document);
      for (const { path, text, sentences } of known) {
        const share = own.length < fewestSentences ? 0 : own.filter((sentence) => sentences.has(sentence)).length / own.length;
        // A link to the guide is the guide, not a copy.
        if (share < copyShare || text === file.source) continue;
        sound = false;
        outcome.fail('copy', { path: file.path, source: path, share: Math.round(share * 100) }, fileStart(file.path), { subject: `${file.path} copy` });
      }
      const tree = file.document.codeBlocks.map((block) => ({ block, lines: treeLines(block.value) })).find(({ lines }) => lines > treeLimit);
      if (tree) {
        sound = false;
        outcome.fail('tree', { path: file.path, lines: tree.lines }, tree.block.location, { confidence: 'medium', subject: `${file.path} tree` });
      }
      const count = directives(file);
      if (count > directiveLimit) {
        sound = false;
        outcome.fail('directives', { path: file.path, count, limit: directiveLimit }, fileStart(file.path), {
          confidence: 'low',
          subject: `${file.path} directives`,
        });
      }
      if (sound) outcome.pass(`${file.path}: about ${count} directives, not a copy of README or contributing guide`, fileStart(file.path));
    }
  },
});

const copyShare = 0.5;
const fewestSentences = 8;
const fewestLetters = 24;
// A tree of a dozen lines is a map; one that fills the screen is a listing.
const treeLimit = 40;
const directiveLimit = 150;

function longSentences(document: InstructionFile['document']): readonly string[] {
  return document.sentences
    .filter((sentence) => sentence.kind !== 'heading')
    .map((sentence) =>
      sentence.text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    )
    .filter((text) => text.length >= fewestLetters);
}

function treeLines(value: string): number {
  return value.split('\n').filter((line) => /^[\s│|]*(?:├|└|\|--|`--|\+--)/.test(line)).length;
}

const command =
  /^(?:always|never|do not|don't|avoid|prefer|use|run|add|keep|make|ensure|write|follow|check|update|include|put|place|name|test|read|ask|remove|create|import|export|return|call|set|define|document|validate|handle|commit|push|open)\b|\b(?:must|should|never|always)\b/i;

function directives({ document }: InstructionFile): number {
  return document.sentences.filter((sentence) => sentence.kind !== 'heading' && sentence.kind !== 'table-cell' && command.test(sentence.text)).length;
}
