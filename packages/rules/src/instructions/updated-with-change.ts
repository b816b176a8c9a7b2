import { type ChangeRule, defineChangeRule, joinPath } from '@ten-point/core/rule';
import { lookUp } from './command-lookup.ts';
import { guidingFiles, noInstructions } from './guiding-files.ts';

export const updatedWithChange: ChangeRule = defineChangeRule({
  id: 'instructions/updated-with-change',
  scope: 'change',
  severity: 'warning',
  verdict: 'review',
  needs: ['instructions', 'tasks'],
  title: 'Instructions follow what the change renames and removes',
  why: 'Instructions go stale in the moment in which a script or a folder gets another name, and nobody sees it: people know where it went. The next agent does what they say, fails, and looks for a way of its own.',
  howToFix: 'Change the command or path in the instructions in the same change, or take it out.',
  limits:
    'Reported are commands and paths that the instructions of the head still quote, that were there before the change and are not any more. Whether something new should be told is not looked at.',
  effort: 'minutes',
  sources: [{ url: 'https://arxiv.org/abs/2602.11988', checked: '2026-11-24', note: 'Agents do what is named.' }],
  messages: {
    path: '{file} still names {path}, which the change {what}; change the instructions with it.',
    command: '{file} still says `{command}`, which needs the {what} that the change removes; change the instructions with it.',
  },
  check({ change, base, head, outcome }) {
    const guiding = guidingFiles(head.instructions());
    if (guiding.length === 0) return outcome.notApplicable(noInstructions);
    const [before, after] = [base, head].map((view) => ({
      files: view.files,
      tasks: view.tasks(),
      isIgnored: (path: string) => view.instructions().isIgnored(path),
    }));
    let judged = 0;
    for (const file of guiding) {
      const seen = new Set<string>();
      for (const { path: quoted, location } of file.paths) {
        const place = [joinPath(file.directory, quoted.replace(/\/$/, '')), quoted.replace(/^\.?\//, '').replace(/\/$/, '')].find(
          (path) => path !== undefined && path !== '' && (base.files.has(path) || base.files.hasDirectory(path)),
        );
        if (place === undefined || seen.has(place)) continue;
        seen.add(place);
        if (head.files.has(place) || head.files.hasDirectory(place)) continue;
        judged++;
        const moved = change.pathAtHead(place);
        outcome.fail('path', { file: file.path, path: quoted, what: moved === undefined ? 'removes' : `moves to ${moved}` }, location, {
          subject: `${file.path} ${place}`,
        });
      }
      for (const mention of file.commands) {
        for (const verdict of after ? lookUp(file, mention, after) : []) {
          if (verdict.state !== 'missing' || seen.has(verdict.subject)) continue;
          const was = before ? lookUp(file, mention, before).find(({ subject }) => subject === verdict.subject) : undefined;
          if (was?.state !== 'defined') continue;
          seen.add(verdict.subject);
          judged++;
          outcome.fail('command', { file: file.path, command: mention.text, what: verdict.what }, mention.location, {
            subject: `${file.path} ${verdict.subject}`,
          });
        }
      }
    }
    if (judged === 0) outcome.pass(`${guiding.map(({ path }) => path).join(', ')}: nothing that is named goes away`);
  },
});
