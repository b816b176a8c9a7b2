import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { templateSections } from './template-sections.ts';

const template = (text: string): Record<string, string> => ({ '.github/pull_request_template.md': text });

const complete = `## Task

<!-- Link the issue. -->

## Approach

## Changed areas

## Tests run

## Known gaps and risks

## Intentionally not done
`;

const german = `## Aufgabe

## Lösungsweg

## Betroffene Teile

## Wie getestet

## Risiken

## Bewusst weggelassen
`;

const japanese = `## 課題

## 方針と理由

## 変更箇所

## テスト結果

## 既知の問題

## やらなかったこと
`;

testRule({ describe, it }, templateSections, [
  {
    name: 'offers headings for what is missing, behind what is there',
    files: {
      '.github/pull_request_template.md': '«»«»## Task\r\n\r\n## Approach\r\n\r\n## Changed areas\r\n\r\n## Tests run\r\n\r\n<!-- Keep it short. -->\r\n',
    },
    findings: ['missing', 'missing'],
    fixed: {
      '.github/pull_request_template.md':
        '## Task\r\n\r\n## Approach\r\n\r\n## Changed areas\r\n\r\n## Tests run\r\n\r\n<!-- Keep it short. -->\r\n\r\n## Known gaps and risks\r\n\r\n<!-- What is not certain or not tested, and what could break? -->\r\n\r\n## Left out on purpose\r\n\r\n<!-- What was left out on purpose, and where is it followed up? -->\r\n',
    },
  },
  {
    name: 'offers headings as deep as the others are',
    files: {
      '.github/pull_request_template.md': '«»# Bakery\n\n### Task\n\n### Approach\n\n### Changed areas\n\n### Tests run\n\n### Known gaps and risks\n\n',
    },
    findings: ['missing'],
    fixed: {
      '.github/pull_request_template.md':
        '# Bakery\n\n### Task\n\n### Approach\n\n### Changed areas\n\n### Tests run\n\n### Known gaps and risks\n\n### Left out on purpose\n\n<!-- What was left out on purpose, and where is it followed up? -->\n',
    },
  },
  { name: 'accepts a heading for each of the six', files: template(complete), evidence: ['the task', 'the plan or approach', 'known gaps'] },
  {
    name: 'takes questions in comments below a heading for asking',
    files: template(
      '## Bread\n\n<!--\n- Why is it needed?\n- How does it work, and which alternatives were there?\n- Which packages are affected?\n- How did you test it?\n- Are there known limitations?\n- What is out of scope?\n-->\n',
    ),
  },
  {
    name: 'takes bold labels and check boxes for asking',
    files: template(
      '**What this PR does / why we need it:**\n\n**Implementation:**\n\n**Affected areas:**\n\n- [ ] I have run `npm test` and all tests pass\n- [ ] No breaking changes\n- [ ] Follow-ups have issues\n',
    ),
  },
  {
    name: 'does not take a non-breaking change for a question about risk, but the breaking one beside it',
    files: template('## Task, approach, changes\n\n## Tests run\n\n- [ ] Recipe (non-breaking change)\n- [ ] Breaking change\n\n## Out of scope\n'),
    evidence: ['known gaps and risks: "Breaking change"'],
  },
  {
    name: 'reports each missing section once, at the top of the file',
    files: template('«««»»»## Summary\n\n## Changes\n\n## Test plan\n'),
    findings: [
      { id: 'missing', text: 'plan or approach' },
      { id: 'missing', text: 'known gaps' },
      { id: 'missing', text: 'intentionally not done' },
    ],
  },
  {
    name: 'does not take a test plan for a plan, nor tests that were added for tests that were run',
    files: template('## Task\n\n## Changes\n\n## Risks and out of scope\n\n- [ ] I have added tests to the test plan file\n'),
    findings: [{ id: 'missing', text: 'plan or approach' }],
  },
  {
    name: 'reports what only a comment without a heading asks for',
    files: template('<!-- Fill in every part. «How was this tested?» -->\n\n## Task, approach, changes\n\n## Risks, out of scope\n'),
    findings: [{ id: 'onlyInComment', text: 'tests that were run', confidence: 'medium' }],
  },
  {
    name: 'does not count a heading inside a comment',
    files: template('<!--\n«### Testing»\n-->\n\n## Task, approach, changes\n\n## Risks, out of scope\n'),
    findings: ['onlyInComment'],
  },
  { name: 'cannot read a template in another script', files: template('## 概要\n\n## テスト\n'), state: 'unknown', reason: 'not written in English' },
  { name: 'is silent without a template', files: { 'README.md': 'Bread.\n' }, state: 'not-applicable', reason: 'no default pull request template' },
  {
    name: 'leaves templates alone that are chosen by a parameter',
    files: { '.github/PULL_REQUEST_TEMPLATE/bread.md': '## Bread\n' },
    state: 'not-applicable',
  },
  {
    name: 'survives hostile text',
    files: template(`${'**'.repeat(5_000)}\n${'# test '.repeat(5_000)}`),
    findings: ['missing', 'missing', 'missing', 'missing', 'missing'],
  },
  {
    name: 'accepts headings by configured phrases, in any language',
    files: template(german),
    options: {
      taskPhrases: ['Aufgabe'],
      approachPhrases: ['Lösungsweg'],
      changedAreasPhrases: ['betroffene Teile'],
      testsRunPhrases: ['wie getestet'],
      knownGapsPhrases: ['Risiken'],
      notDonePhrases: ['bewusst weggelassen'],
    },
    evidence: ['the task: "Aufgabe"', 'intentionally not done: "Bewusst weggelassen"'],
  },
  {
    name: 'knows no other language by itself',
    files: template(german),
    findings: ['missing', 'missing', 'missing', 'missing', 'missing', 'missing'],
  },
  {
    name: 'reads a template in another script by configured phrases',
    files: template(japanese),
    options: {
      taskPhrases: ['課題'],
      approachPhrases: ['方針'],
      changedAreasPhrases: ['変更箇所'],
      testsRunPhrases: ['テスト'],
      knownGapsPhrases: ['既知'],
      notDonePhrases: ['やらなかった'],
    },
    evidence: ['the tests that were run: "テスト結果"'],
  },
  {
    name: 'cannot know sections in another script for which no phrase is configured',
    files: template(japanese),
    options: { taskPhrases: ['課題'] },
    state: 'unknown',
    reason: 'no phrase for known gaps and risks is configured',
    evidence: ['the task: "課題"'],
  },
  {
    name: 'reports a section in another script that no configured phrase finds',
    files: template('## 概要\n'),
    options: { taskPhrases: ['概要'], testsRunPhrases: ['テスト'] },
    findings: [{ id: 'missing', text: 'tests that were run' }],
  },
]);
