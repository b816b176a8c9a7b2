import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { statementIn } from '../prose/statements.ts';
import { lookUp } from './command-lookup.ts';
import { guidingFiles, noInstructions } from './guiding-files.ts';

/** A sentence that speaks of what is not there, or is yet to be made. */
const speaksOfAbsence =
  /\b(?:no longer|does not exist|doesn't exist|do not (?:use|run)|don't (?:use|run)|never (?:use|run)|there is no|instead of|rather than|used to|removed|deprecated|not a script|will fail|fails because|if (?:it|one) exists|if (?:available|present|defined|configured)|when (?:available|present)|such as|for example|e\.g\.)(?!\w)/i;

/** Sections whose commands are meant for other repositories. */
const otherRepository = /\b(?:your (?:own )?(?:app|project|site|repo|application)|downstream|new project|for users|end users|template usage)\b/i;

export const commandsExist: RepositoryRule = defineRule({
  id: 'instructions/commands-exist',
  scope: 'repository',
  severity: 'error',
  needs: ['instructions', 'tasks'],
  title: 'Commands that instructions quote exist',
  why: 'An agent runs what it is told to, literally. A script that was renamed costs a failed call and a search at best; at worst the agent makes up a command of its own, or reports work as tested that was not. Naming a tool makes agents use it far more (arXiv 2602.11988), so a stale name does more harm than none.',
  howToFix: 'Change the quoted command to what the manifest or task file defines today, or define the script again.',
  limits:
    'Judged are commands that name a package script, a make, just or task target, a cargo alias, an environment of tox, a session of nox, a script of composer or poe, or a script file. Global programs are not judged, nor names that a program may have, task files that cannot be listed statically, files that a build makes or git ignores, and commands with placeholders, or in sentences that speak of what is not there, in English or by a configured phrase. A script that some other package defines counts as existing.',
  effort: 'minutes',
  sources: [
    { url: 'https://arxiv.org/abs/2602.11988', checked: '2026-11-24', note: 'Tools that are named are used.' },
    { url: 'https://docs.npmjs.com/cli/v11/commands/npm-run', checked: '2026-11-24' },
    { url: 'https://pnpm.io/cli/run', checked: '2026-11-24', note: 'Scripts and programs by one name.' },
    { url: 'https://www.gnu.org/software/make/manual/html_node/Goals.html', checked: '2026-11-24' },
  ],
  options: {
    phrases: phraseOption('that speak of a command which is not there, e.g. `gibt es nicht mehr`'),
  },
  messages: {
    missing: '`{command}` needs the {what}, which the repository does not define; quote a command that works today.',
    missingNear: '`{command}` needs the {what}, which the repository does not define; did you mean `{suggestion}`?',
    missingFile: '`{command}` runs {what}, which is not in the repository; quote a command that works today.',
    moved: '`{command}` runs {what}, which is not in the repository; a file of that name is at {suggestion}.',
  },
  check({ repo, options, outcome }) {
    const instructions = repo.instructions();
    const guiding = guidingFiles(instructions);
    if (guiding.length === 0) return outcome.notApplicable(noInstructions);
    const facts = { files: repo.files, tasks: repo.tasks(), isIgnored: (path: string) => instructions.isIgnored(path) };
    const phrases = phrased(options.phrases);
    let judged = 0;
    for (const file of guiding) {
      const seen = new Set<string>();
      for (const mention of file.commands) {
        if (speaksOfAbsence.test(mention.context) || statementIn(mention.context, phrases)) continue;
        if (mention.headings.some((heading) => otherRepository.test(heading))) continue;
        for (const verdict of lookUp(file, mention, facts)) {
          if (seen.has(verdict.subject)) continue;
          seen.add(verdict.subject);
          judged++;
          if (verdict.state === 'defined') {
            outcome.pass(`\`${mention.text}\` is defined in ${verdict.where}`, mention.location);
            continue;
          }
          const { what, suggestion } = verdict;
          const data = { command: mention.text, what };
          const details = { subject: `${file.path} ${verdict.subject}` };
          const isFile = verdict.kind === 'file';
          if (suggestion === undefined) outcome.fail(isFile ? 'missingFile' : 'missing', data, mention.location, details);
          else outcome.fail(isFile ? 'moved' : 'missingNear', { ...data, suggestion }, mention.location, details);
        }
      }
    }
    if (judged === 0) outcome.notApplicable('the instructions quote no command that names a script, a target or a file of this repository');
  },
});
