import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { statementIn } from '../prose/statements.ts';
import { guidingFiles, noInstructions } from './guiding-files.ts';
import { lookUpPath } from './path-lookup.ts';

export const pathsExist: RepositoryRule = defineRule({
  id: 'instructions/paths-exist',
  scope: 'repository',
  severity: 'warning',
  needs: ['instructions'],
  title: 'Paths that instructions name exist',
  why: 'A path is the most useful thing that instructions hold, and the first to go stale: a moved folder leaves the agent with a wrong map, which it trusts more than its own search. Overviews did not help agents find files (arXiv 2602.11988); wrong ones mislead.',
  howToFix: 'Change the path to where the file is today, or take it out: agents find files by searching.',
  limits:
    'Judged are relative links, and inline code with a slash whose first folder exists here and which ends as a file or, with a slash, as a folder. Not judged: globs, placeholders, URLs, packages, home and absolute paths, build outputs, what git ignores, bare file names, and sentences that speak of files to create, generated, moved or removed files, or examples, in English or by a configured phrase. A path counts as existing when some package has it.',
  effort: 'minutes',
  sources: [{ url: 'https://arxiv.org/abs/2602.11988', checked: '2026-11-24', note: 'Overviews do not speed up finding files.' }],
  options: {
    phrases: phraseOption('that speak of a path which is not there yet, or no longer, e.g. `wird erzeugt`'),
  },
  messages: {
    missing: '`{path}` is not in the repository; correct the path or take it out.',
    moved: '`{path}` is not in the repository; a file of that name is at `{suggestion}`. Correct the path.',
  },
  check({ repo, options, outcome }) {
    const instructions = repo.instructions();
    const guiding = guidingFiles(instructions);
    if (guiding.length === 0) return outcome.notApplicable(noInstructions);
    const facts = { files: repo.files, isIgnored: (path: string) => instructions.isIgnored(path) };
    const phrases = phrased(options.phrases);
    let judged = 0;
    for (const file of guiding) {
      const seen = new Set<string>();
      for (const mention of file.paths) {
        if (seen.has(mention.path)) continue;
        seen.add(mention.path);
        const verdict = lookUpPath(file, mention, facts);
        if (verdict.state === 'undecided' || (verdict.state === 'missing' && statementIn(mention.context, phrases))) continue;
        judged++;
        if (verdict.state === 'exists') {
          outcome.pass(`${verdict.at} exists`, mention.location);
          continue;
        }
        const { suggestion, confidence } = verdict;
        const details = { confidence, subject: `${file.path} ${mention.path}` };
        if (suggestion === undefined) outcome.fail('missing', { path: mention.path }, mention.location, details);
        else outcome.fail('moved', { path: mention.path, suggestion }, mention.location, details);
      }
    }
    if (judged === 0) outcome.notApplicable('the instructions name no path of this repository');
  },
});
