import type { Idea } from '../prose/statements.ts';

/** One of the things that a pull request should say of itself. */
export interface Section {
  readonly id: string;
  /** Ends the sentence "The template does not ask for …". */
  readonly title: string;
  /** The option that adds phrases. */
  readonly option: `${'task' | 'approach' | 'changedAreas' | 'testsRun' | 'knownGaps' | 'notDone'}Phrases`;
  /** A heading to add. */
  readonly heading: string;
  /** A question to add. */
  readonly question: string;
  /** Ask for it anywhere: in a heading, a sentence, a check box or guidance. */
  readonly anywhere: readonly Idea[];
  /** Ask for it as a heading or label, where one word is enough. */
  readonly asHeading: readonly Idea[];
}

/** Lines that ask for these sections: a heading of that depth for each, with the question in a comment below. */
export function sectionLines(wanted: readonly Section[], depth: number): readonly string[] {
  return wanted.flatMap(({ heading, question }, index) => [...(index > 0 ? [''] : []), `${'#'.repeat(depth)} ${heading}`, '', `<!-- ${question} -->`]);
}

const ofTests = ['test*', 'verif*', 'validat*', 'qa'];

/** The six that the checklist names, in its order. */
export const sections: readonly Section[] = [
  {
    id: 'task',
    heading: 'Task',
    option: 'taskPhrases',
    title: 'the task',
    question: 'Which issue does this solve, and why is it needed?',
    anywhere: [
      {
        says: [
          ['fixes', 'closes', 'resolves', 'refs', 'link', 'relate', 'reference', 'associated', 'address', 'solve'],
          ['issue', 'ticket', 'discussion', 'problem', 'bug', 'task'],
        ],
        unless: [...ofTests, 'bug fix', 'bug fixes', 'bugfix'],
      },
      {
        says: [['why', 'motivation', 'purpose', 'problem', 'background', 'rationale', 'context', 'goal']],
        unless: [...ofTests, 'docs', 'document*', 'necessary'],
      },
      {
        says: [
          ['describe', 'description', 'summarise', 'summarize', 'summary', 'explain', 'what does'],
          ['pr', 'pull request', 'change', 'contribution', 'fix', 'feature'],
        ],
        unless: ofTests,
      },
      { says: [['fixes', 'closes', 'resolves']], within: 2, unless: ['test*', 'added', 'bugfix'] },
    ],
    asHeading: [
      {
        says: [['issue', 'ticket', 'task', 'description', 'summary', 'what', 'why', 'about', 'overview', 'story', 'jira', 'intent', 'objective', 'proposed']],
        unless: ofTests,
      },
    ],
  },
  {
    id: 'approach',
    heading: 'Approach',
    option: 'approachPhrases',
    title: 'the plan or approach',
    question: 'How was it solved, and why this way?',
    anywhere: [
      {
        says: [
          [
            'approach',
            'trade off',
            'design decision',
            'design choice',
            'implementation detail',
            'technical detail',
            'alternative',
            'solution',
            'reasoning',
            'rationale',
            'implementation',
            'strategy',
          ],
        ],
        unless: [...ofTests, 'documentation', 'demonstrate', 'correct'],
      },
      {
        says: [['how'], ['change', 'fix', 'solve', 'implement', 'address', 'work', 'achieve', 'approach', 'accomplish']],
        unless: [...ofTests, 'reproduce', 'review'],
      },
      { says: [['plan'], ['implement', 'change', 'contribute', 'approve', 'follow', 'deviate']], unless: ofTests },
      {
        says: [
          ['explain', 'describe'],
          ['logic', 'design', 'decision'],
        ],
        unless: ofTests,
      },
    ],
    asHeading: [
      {
        says: [['how', 'detail', 'plan', 'design', 'decision', 'changelog detail', 'technical']],
        unless: [...ofTests, 'release', 'contribute', 'issue', 'environment', 'rollback', 'rollout', 'deploy*'],
      },
    ],
  },
  {
    id: 'changed-areas',
    heading: 'Changed areas',
    option: 'changedAreasPhrases',
    title: 'the changed areas',
    question: 'Which components, packages or files does it touch?',
    anywhere: [
      {
        says: [
          ['what', 'which', 'list', 'describe', 'description of', 'summary', 'summarize', 'summarise', 'explain', 'label', 'main', 'key'],
          ['=changed', '=changes', 'you change', 'modification', 'area', 'component', 'package', 'module', 'affected', 'file'],
        ],
        within: 10,
        unless: [...ofTests, 'issue', 'breaking', 'release note', 'changelog', 'document*', 'screenshot', 'contributing', 'commit message'],
      },
      {
        says: [
          ['affect', 'touch', 'impact'],
          ['area', 'component', 'package', 'module', 'file', 'service', 'scope'],
        ],
      },
      {
        says: [
          ['pull request', 'pr', 'contribution'],
          ['=changes', '=adds', '=touches', '=touch'],
        ],
        within: 3,
        unless: [...ofTests, 'title', 'document*', 'contains', 'docstring'],
      },
    ],
    asHeading: [
      {
        says: [
          ['change', 'changed', 'area', 'component', 'package', 'module', 'affected', 'scope', 'impact', 'type of change', 'kind of change', 'file', 'detail'],
        ],
        unless: [...ofTests, 'breaking', 'release', 'changelog', 'out of scope', 'describe'],
      },
    ],
  },
  {
    id: 'tests-run',
    heading: 'Tests run',
    option: 'testsRunPhrases',
    title: 'the tests that were run',
    question: 'Which tests and commands were run, with which result?',
    anywhere: [
      {
        says: [
          ['how', 'what', 'which', 'describe', 'explain', 'detail', 'list', 'demonstrate', 'step'],
          ['=tested', '=test', '=testing', 'verify', 'verified', 'verification', 'validate', 'validation'],
        ],
        unless: ['added', 'include', 'docs'],
      },
      {
        says: [
          ['=tested', 'verified', 'validated'],
          ['i', 'have', 'has', 'been', 'locally', 'manually', 'how', 'work'],
        ],
        within: 8,
      },
      {
        says: [
          ['run', 'ran', 'pass', 'passes', 'execute'],
          ['test', 'suite', 'lint*', 'check', 'ci', 'verification'],
        ],
        within: 12,
      },
      {
        says: [
          [
            'test plan',
            'testing done',
            'manual testing',
            'test evidence',
            'test result',
            'test procedure',
            'test instructions',
            'testing instructions',
            'how to test',
            'test step',
            'proof',
          ],
        ],
      },
    ],
    asHeading: [
      { says: [['test', 'testing', 'tests', 'verification', 'validation', 'verify', 'validate', 'qa', 'quality assurance']], unless: ['added', 'include'] },
    ],
  },
  {
    id: 'known-gaps',
    heading: 'Known gaps and risks',
    option: 'knownGapsPhrases',
    title: 'known gaps and risks',
    question: 'What is not certain or not tested, and what could break?',
    anywhere: [
      {
        says: [
          [
            'known issue',
            'known gap',
            'gap',
            'limitation',
            'caveat',
            'risk',
            'concern',
            'uncertain',
            'side effect',
            'regression',
            'drawback',
            'downside',
            'trade off',
            'tradeoff',
            'open question',
            'edge case',

            'not tested',
            'untested',
            'could break',
            'breaking change',
            'breaking',
            'backward compatib*',
            'backwards compatib*',
            'incompatib*',

            'not be tested',
            'could not complete',
            'pay attention',
            'be careful',
            'worth mentioning',
          ],
        ],
        unless: ['non breaking'],
      },
    ],
    asHeading: [{ says: [['impact', 'compatibility', 'unknown', 'attention', 'danger']] }],
  },
  {
    id: 'not-done',
    heading: 'Left out on purpose',
    option: 'notDonePhrases',
    title: 'what was intentionally not done',
    question: 'What was left out on purpose, and where is it followed up?',
    anywhere: [
      {
        says: [
          [
            'out of scope',
            'non goal',
            'not in scope',
            'not =included',
            'not handled',
            'not addressed',
            'not covered',
            'left out',
            'leave out',
            'follow up',
            'follow ups',
            'followup',
            'future work',
            'future change',
            'next step',
            'deferred',
            'defer',
            'remaining work',
            'still to do',
            'todo',
            'not done',
            'not implemented',
            'excluded',
            'intentionally',
            'partial fix',
            'feature complete',
            'remaining',
            'not necessary because',
            'not needed because',
          ],
        ],
      },
    ],
    asHeading: [],
  },
];
