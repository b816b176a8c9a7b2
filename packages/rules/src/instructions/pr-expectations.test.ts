import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { prExpectations } from './pr-expectations.ts';

const says = (text: string): Record<string, string> => ({ 'AGENTS.md': `# Bakery\n\n${text}\n` });

testRule({ describe, it }, prExpectations, [
  { name: 'accepts a duty of pull requests', files: says('Run `make test` before opening a pull request.'), evidence: ['before opening'] },
  { name: 'accepts a section', files: says('## Pull requests\n\n- Title with an area.') },
  { name: 'accepts a pointer to the template', files: says('Fill in the template of PRs.') },
  { name: 'reports silence', files: says('Bake daily.'), findings: ['silent'] },
  { name: 'takes a mention for no duty', files: says('This was found in a pull request.'), findings: ['silent'] },
  { name: 'takes commits for no pull requests', files: says('Commit messages must be short.'), findings: ['silent'] },
  { name: 'takes a heading alone for no duty', files: says('## Pull request rules'), findings: ['silent'] },
  {
    name: 'takes reviewing and fetching for no duty',
    files: says('When reviewing PRs that add tests, check names.\n\nRead the issue/PR and its comments before writing code.'),
    findings: ['silent'],
  },
  { name: 'does not apply without instructions', files: {}, state: 'not-applicable' },
  { name: 'survives hostile text', files: says('pull '.repeat(40_000)), findings: ['silent'] },
  {
    name: 'accepts a section by a configured phrase, in any language',
    files: says('## Muutospyynnöt\n\n- Otsikko kertoo alueen.'),
    options: { phrases: ['muutospyyn*'] },
    evidence: ['Otsikko kertoo'],
  },
  { name: 'accepts a sentence by a configured phrase', files: says('Muutospyyntöön tulee kuvaus.'), options: { phrases: ['muutospyyn*'] } },
  { name: 'knows no other language by itself', files: says('## Muutospyynnöt\n\n- Otsikko kertoo alueen.'), findings: ['silent'] },
]);
