import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { description } from './description.ts';

const files = { base: { 'src/oven.ts': '1\n' }, head: { 'src/oven.ts': '2\n' } };
const template =
  '## Task\n\n<!-- Which issue? -->\n\n## Approach\n\n## Changed areas\n\n## Tests run\n\n## Known gaps\n\n## Left out\n\n- [ ] I answer for it\n';
const full = [
  '## Task\n\nFixes #12: the oven forgets its heat after a power cut.',
  '## Approach\n\nThe last heat is kept in the log and read at the start.',
  '## Changed areas\n\n`src/oven.ts` only.',
  '## Tests run\n\n`npm test`: 41 passed.',
  '## Known gaps\n\nNone',
  '## Left out\n\nNothing.',
].join('\n\n');

testChangeRule({ describe, it }, description, [
  {
    name: 'passes six answers',
    example: true,
    ...files,
    pullRequest: { body: full },
    evidence: ['the task: "Fixes #12', 'known gaps and risks: Known gaps: none'],
  },
  {
    name: 'passes answers without headings',
    ...files,
    pullRequest: {
      body: 'Fixes #12, where the oven forgets its heat after a power cut. The heat is written to the log and read again when the oven starts, since the log survives the cut; this needs no new file. Changes `src/oven.ts`. I ran `npm test` and all tests pass. Risk: a full log forgets as before. Out of scope: the second oven.',
    },
  },
  {
    name: 'names what a short text leaves open',
    example: true,
    ...files,
    pullRequest: { body: 'Fixes #12' },
    findings: ['missing', 'missing', 'missing', 'missing', 'missing'],
  },
  { name: 'takes an empty text for no description', ...files, pullRequest: { body: '' }, findings: ['empty'] },
  {
    name: 'takes the text of the template for nobody’s answer',
    base: { ...files.base, '.github/PULL_REQUEST_TEMPLATE.md': `${template}\nDescribe what you did in your own words.\n` },
    head: files.head,
    pullRequest: { body: `${template}\nDescribe what you did in your own words.\n` },
    findings: ['empty'],
  },
  {
    name: 'wants the parts of the template filled in',
    base: { ...files.base, '.github/PULL_REQUEST_TEMPLATE.md': template },
    head: files.head,
    pullRequest: { body: full.replace('The last heat is kept in the log and read at the start.', '') },
    findings: [{ id: 'unanswered', text: 'Approach' }],
  },
  {
    name: 'takes "n/a" for no answer to the tests',
    ...files,
    pullRequest: { body: full.replace('`npm test`: 41 passed.', 'N/A') },
    findings: [{ id: 'noTests', verdict: 'stop' }],
  },
  {
    name: 'takes a comment for no answer',
    ...files,
    pullRequest: { body: '<!-- Fixes #12. Approach: it is kept. Tested with npm test. -->' },
    findings: ['empty'],
  },
  { name: 'reads bold labels', ...files, pullRequest: { body: full.replace(/^## (.+)\n\n/gm, '**$1:** ') } },
  {
    name: 'reads configured phrases',
    ...files,
    options: {
      taskPhrases: ['Aufgabe'],
      approachPhrases: ['Lösungsweg'],
      changedAreasPhrases: ['Geänderte Teile'],
      testsRunPhrases: ['Geprüft mit'],
      knownGapsPhrases: ['Bekannte Lücken'],
      notDonePhrases: ['Weggelassen'],
    },
    pullRequest: {
      body: '## Aufgabe\n\nDer Ofen vergisst die Hitze.\n\n## Lösungsweg\n\nEr liest sie aus dem Buch.\n\n## Geänderte Teile\n\nDer Ofen.\n\n## Geprüft mit\n\nallen Proben\n\n## Bekannte Lücken\n\nkeine bekannt\n\n## Weggelassen\n\nder zweite Ofen\n',
    },
  },
  { name: 'does not know before there is a pull request', ...files, state: 'unknown', reason: 'no pull request yet' },
]);
