import { defineRule, fileStart, type RepositoryRule } from '@ten-point/core/rule';
import { guidingFiles, noInstructions } from './guiding-files.ts';

export const importsResolve: RepositoryRule = defineRule({
  id: 'instructions/imports-resolve',
  scope: 'repository',
  severity: 'error',
  needs: ['instructions'],
  title: 'Imports and links of instruction files lead to files of the repository',
  why: 'Claude Code passes over a missing `@import` without a word, and stops after four hops; the rules behind it are then simply not there. A link that leads nowhere leaves a tool without instructions. What lies outside the repository differs from person to person, and is never loaded in CI.',
  howToFix: 'Correct the path (it is relative to the file that holds it), bring the file into the repository, or take the import out.',
  limits:
    "Judged is the `@path` syntax of Claude Code and Gemini CLI, in their files and in `AGENTS.md`, which Claude Code reads where no `CLAUDE.md` is. A token that leads to no file counts only when it is written as a path (`./`, `../`) or ends as a document. Imports from a person's home are meant to differ and are no findings.",
  effort: 'minutes',
  sources: [
    { url: 'https://code.claude.com/docs/en/memory', checked: '2026-11-24', note: 'Syntax, four hops, missing files are skipped.' },
    { url: 'https://github.com/google-gemini/gemini-cli/blob/main/docs/reference/memport.md', checked: '2026-11-24', note: 'Five levels, cycles are cut.' },
  ],
  messages: {
    missing: '@{path} leads to no file, so what it should bring in is missing without a word; correct the path, which is relative to this file.',
    outside: '@{path} leads out of the repository, where CI and other people have nothing or something else; bring the file in.',
    cycle: '@{path} leads back to a file that imports this one; take one of the two imports out.',
    tooDeep: '@{path} is one hop more than the tool follows, so it is not loaded; import the file further up.',
    brokenLink: '{path} is a symbolic link that leads to no file, so tools that read it find nothing; correct or remove it.',
    linkOutside: '{path} is a symbolic link out of the repository; other checkouts find something else or nothing there.',
  },
  check({ repo, outcome }) {
    const instructions = repo.instructions();
    if (guidingFiles(instructions).length === 0 && instructions.brokenLinks.length === 0) return outcome.notApplicable(noInstructions);
    let judged = instructions.brokenLinks.length;
    for (const { path, reason } of instructions.brokenLinks)
      outcome.fail(reason === 'outside-repository' ? 'linkOutside' : 'brokenLink', { path }, fileStart(path));
    for (const file of instructions.files) {
      if (file.sameTextBy === 'link') {
        judged++;
        outcome.pass(`${file.path} leads to ${file.sameTextAs}`, fileStart(file.path));
        continue;
      }
      for (const { raw, location, target, state } of file.imports) {
        judged++;
        switch (state) {
          case 'resolved':
            outcome.pass(`@${raw} leads to ${target}`, location);
            break;
          case 'missing':
            outcome.fail('missing', { path: raw }, location);
            break;
          case 'outside-repository':
            if (raw.startsWith('~')) outcome.pass(`@${raw} is a file of the person's own`, location);
            else outcome.fail('outside', { path: raw }, location);
            break;
          case 'cycle':
            outcome.fail('cycle', { path: raw }, location, { confidence: 'medium' });
            break;
          case 'too-deep':
            outcome.fail('tooDeep', { path: raw }, location);
            break;
          default:
            state satisfies never;
        }
      }
    }
    if (judged === 0) outcome.notApplicable('no instruction file imports another or is a link');
  },
});
