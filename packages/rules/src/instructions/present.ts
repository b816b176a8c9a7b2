import { defineRule, fileStart, type InstructionFile, type RepositoryRule } from '@ten-point/core/rule';
import { guidingFiles, isAlwaysGiven } from './guiding-files.ts';

// Fewer words of its own than this cannot tell an agent how a repository is built, tested and kept safe.
const fewestWords = 15;

/** Sentences that generators put in front; they say nothing about the repository. */
const boilerplate = [
  /^This file provides guidance to \w/i,
  /^This file (?:helps|guides|gives|is for|contains|provides) .{0,40}\b(?:agents?|assistants?|Copilot|Claude|Codex|Gemini|Cursor)\b/i,
  /^(?:TODO|TBD|WIP|Coming soon|Lorem ipsum)\b/i,
  /^(?:Add|Describe|Put|Write) (?:your|the) .{0,60}\bhere\b/i,
];

export const present: RepositoryRule = defineRule({
  id: 'instructions/present',
  scope: 'repository',
  severity: 'error',
  needs: ['instructions'],
  title: 'The repository carries instructions for coding agents',
  why: 'What an agent is not told it guesses: the package manager, the test command, what must not be touched. A file that travels with the repository tells every agent and every session the same. Developer-written files raised task success by about 4 % over 12 repositories (ETH Zürich, arXiv 2602.11988), generated ones lowered it: a short file that people here wrote is what helps.',
  howToFix:
    'Write an `AGENTS.md` at the root, by hand and short: the exact commands that install, build, test and lint; what must not be touched or needs a question first; what a pull request must contain. Leave out what the code or the README already says.',
  limits: 'Instructions that an organisation or a user configures outside the repository are not visible here.',
  effort: 'hours',
  sources: [
    { url: 'https://agents.md/', checked: '2026-11-24', note: 'Name and place of the file, nearest file wins.' },
    { url: 'https://arxiv.org/abs/2602.11988', checked: '2026-11-24', note: 'Effect of developer-written and of generated files.' },
  ],
  messages: {
    notPrepared:
      'This repository has not prepared instructions for coding agents; write an AGENTS.md with the commands to build, test and lint, what not to touch, and what a pull request must contain.',
    onlyParts:
      'Only parts of the repository have instructions for agents ({files}); nothing is given with every task. Write an AGENTS.md at the root with what holds everywhere.',
    empty: '{path} is empty, so agents are told nothing; write down the commands to build, test and lint, and what not to touch.',
    stub: '{path} holds {words} words of its own, too few to work by; write down the commands to build, test and lint, and what not to touch.',
  },
  check({ repo, outcome }) {
    const instructions = repo.instructions();
    const roots = instructions.files.filter((file) => file.directory === '' && file.importedBy === undefined && isAlwaysGiven(file));
    if (roots.length === 0) {
      const parts = guidingFiles(instructions);
      if (parts.length === 0) return outcome.fail('notPrepared', {});
      const paths = parts.map((file) => file.path);
      return outcome.fail('onlyParts', { files: paths.slice(0, 3).join(', ') + (paths.length > 3 ? `, and ${paths.length - 3} more` : '') });
    }
    const sound = roots.filter((file) => words(file) >= fewestWords || leadsElsewhere(file, roots));
    for (const file of sound) {
      const same = file.sameTextAs === undefined ? '' : `, the same text as ${file.sameTextAs}`;
      outcome.pass(`${file.path} is there${same}`, fileStart(file.path));
    }
    if (sound.length > 0) return;
    for (const file of roots.filter((candidate) => candidate.sameTextAs === undefined)) {
      if (file.document.text.trim() === '') outcome.fail('empty', { path: file.path }, fileStart(file.path));
      else outcome.fail('stub', { path: file.path, words: words(file) }, fileStart(file.path));
    }
  },
});

/** A file that is another one's text is as good as that one; an import brings in text that is not counted here. */
function leadsElsewhere(file: InstructionFile, roots: readonly InstructionFile[]): boolean {
  if (file.sameTextAs === undefined) return file.imports.some((entry) => entry.state === 'resolved');
  return !roots.some((other) => other.path === file.sameTextAs);
}

function words({ document, commands }: InstructionFile): number {
  const prose = document.sentences.filter((sentence) => sentence.kind !== 'heading' && !boilerplate.some((pattern) => pattern.test(sentence.text)));
  const counted = prose.reduce((sum, sentence) => sum + sentence.text.split(' ').length, 0);
  // A fence of commands is content even without a sentence around it.
  return counted + commands.filter((mention) => mention.form === 'fence').length * 3;
}
