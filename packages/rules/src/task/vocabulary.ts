import type { Idea } from '../prose/statements.ts';
import { startOfWork } from '../prose/vocabulary.ts';

/** A field or heading that says when the work is done. */
export const acceptanceCriteria: Idea = {
  says: [
    [
      'acceptance criteria',
      'acceptance criterion',
      'acceptance test',
      'definition of done',
      'done when',
      'success criteria',
      'success looks like',
      'exit criteria',
      'expected behavior',
      'expected behaviour',
      'expected result',
      'expected outcome',
      'expected output',
      'expected',
      'expectation',
      'should happen',
      'desired behavior',
      'desired behaviour',
      'desired outcome',
      'ideal solution',
      'proposed behavior',
      'proposed behaviour',
      'proposed solution',
      'how will we know',
      'would you like',
      'you want',
      'requirement',
    ],
  ],
};

/** A field or heading that bounds the work: what is wrong, where, how far. */
export const scopeOfWork: Idea = {
  says: [
    [
      'scope',
      'problem',
      'affected',
      'what happened',
      'what happens',
      'wrong',
      'bug description',
      'describe the bug',
      'describe the issue',
      'description',
      'describe',
      'summary',
      'current behavior',
      'current behaviour',
      'actual behavior',
      'actual behaviour',
      'actual result',
      'actual',
      'use case',
      'user story',
      'motivation',
      'background',
      'goal',
      'proposal',
      'feature description',
      'what did you do',
      'steps to reproduce',
      'how to reproduce',
    ],
  ],
  unless: ['code of conduct', 'version'],
};

/** The two in running text (descriptions, comments), where single words say little. */
export const acceptanceInText: Idea = {
  says: [
    [
      'acceptance criteria',
      'definition of done',
      'expected behavior',
      'expected behaviour',
      'expected result',
      'expected outcome',
      'expected output',
      'you =expected',
      'did you expect',
      'expect to happen',
      'expect to see',
      'expected to happen',
      'should happen',
      'should have happened',
      'want to happen',
    ],
  ],
};

export const scopeInText: Idea = {
  says: [
    [
      'describe the bug',
      'describe the problem',
      'describe the issue',
      'describe the feature',
      'what the bug is',
      'what the problem is',
      'problem you',
      'problem does',
      'problem with',
      'what happened',
      'what happens',
      'what is wrong',
      'steps to reproduce',
      'how to reproduce',
      'to reproduce',
      'replicate',
      'use case',
      'details of the problem',
      'in scope',
    ],
  ],
};

/** A field or heading that says what must stay as it is. */
export const constraints: Idea = {
  says: [
    [
      'constraint',
      'out of scope',
      'non goal',
      'do not change',
      'must not change',
      'not to change',
      "don't change",
      'do not touch',
      'off limits',
      'boundary',
      'guardrail',
      'leave alone',
      'must stay',
      'limitation',
    ],
  ],
};

/** A form or label made for tasks that agents take. */
export const agentTask: Idea = {
  says: [
    [
      'agent task',
      'agent ready',
      'ai task',
      'ai ready',
      'ai agent task',
      'copilot task',
      'coding agent task',
      'coding agent',
      'for agents',
      'for ai',
      'agent work',
      'agent request',
      'delegate to',
      'assign to copilot',
      'copilot coding agent',
      'agent friendly',
      'ai friendly',
    ],
  ],
};

/** A question of a form whether an agent may take the task. */
export const mayAgentTake: Idea = {
  says: [
    ['may an agent', 'may agents', 'may an ai', 'may copilot', 'should an agent', 'could an agent', 'can an agent', 'suitable for', 'fit for'],
    ['agent', 'ai', 'copilot'],
    ['task', 'issue', 'work', 'do this', 'do it', 'take this', 'take it', 'suitable for', 'fit for'],
  ],
  within: 10,
};

/** Labels that mark tasks for agents, lower case. */
export const agentLabels: ReadonlySet<string> = new Set([
  'agent',
  'agents',
  'agent-task',
  'agent task',
  'agent-ready',
  'ai',
  'ai-task',
  'ai-ready',
  'ai-agent',
  'coding-agent',
  'copilot',
  'claude',
  'codex',
  'good-for-ai',
  'good-for-agents',
  'good first agent issue',
]);

/** A statement that some issues are, or are not, for agents. */
export const issuesForAgents: Idea = {
  says: [
    ['issue', 'ticket', 'label'],
    ['=agent', '=agents', 'ai', 'llm', 'copilot', 'claude', 'codex'],
    ['labelled', 'labeled', 'with the label', 'pick up', 'only work on', 'may work on', 'reserved for', 'suitable for', 'good for', 'assign'],
  ],
  within: 14,
  unless: ['agents md'],
};

/** A plan, or an agreement on the approach, that comes before the code. */
export const planFirst: readonly Idea[] = [
  {
    says: [
      ['plan', 'implementation plan', 'outline', 'design doc'],
      ['before', 'first', 'prior to', 'until', 'up front', 'upfront', 'wait for', 'start with', 'start by'],
      startOfWork,
    ],
    within: 12,
    unless: ['test plan', 'pricing plan', 'we plan', 'release plan', 'floor plan', 'query plan', 'plan to', 'at first', 'execution plan', 'plan mode'],
  },
  { says: [['use plan mode', 'enter plan mode', 'start in plan mode', 'switch to plan mode', 'use planning mode', 'execplan', 'exec plan']] },
  {
    says: [
      [
        '=discuss',
        '=discussed',
        '=discussing',
        'that discussion',
        'create a discussion',
        'start a discussion',
        'open a discussion',
        'suggestion issue',
        'agree on the approach',
        'approach is agreed',
        'open an issue',
        'open a ticket',
        'create an issue',
        'file an issue',
        'raise an issue',
        'raising an issue',
        'get feedback',
        'agreement',
        'consensus',
        'submit a proposal',
        'submitting a proposal',
        'proposal issue',
        'design proposal',
        'create an rfc',
        'open an rfc',
        'write an rfc',
        'wait for approval',
        'begin with an issue',
        'begin with a github issue',
        'start with an issue',
      ],
      ['before', 'first', 'prior to', 'until', 'up front', 'upfront', 'ahead of time', 'please start by', 'begin with', 'start with', 'approved', 'approval'],
      [
        'cod*',
        'implement*',
        'start*',
        'work on',
        'working on',
        'pull request',
        'pr',
        'prs',
        'writing',
        'submit',
        'invest',
        'involved',
        'large',
        'significant',
        'major',
        'substantial',
        'feature',
        'hack',
        'embark',
        'build',
      ],
    ],
    within: 24,
    unless: ['security', 'vulnerab*', 'test plan', 'release', 'at first', 'first time', 'good first issue', 'code of conduct'],
  },
  {
    says: [
      ['state', 'write', 'make', 'share', 'draft', 'post', 'propose', 'present'],
      ['brief plan', 'short plan', 'plan first', 'plan before'],
    ],
    within: 4,
    unless: ['test plan'],
  },
  { says: [['issue first']] },
  {
    // Only what was agreed on is merged: "Pull requests implement an accepted issue".
    says: [
      ['accepted issue', 'approved issue', 'approved github issue', 'accepted proposal', 'approved proposal', 'discussed the approach', 'enhancement proposal'],
      ['pull request', 'pr', 'prs', 'contribution', 'feature', 'change', 'implement*'],
    ],
    within: 16,
    unless: ['security', 'vulnerab*', 'document*', 'changelog'],
  },
];

/** That a decision about architecture comes before its implementation. */
export const architectureFirst: readonly Idea[] = [
  {
    says: [
      ['architecture', 'architectural', 'design', 'rfc', 'design doc', 'enhancement proposal', 'technical decision'],
      ['before', 'first', 'prior to', 'until'],
      [
        'cod*',
        'implement*',
        'start*',
        'work',
        'pull request',
        'pr',
        'discuss*',
        'change',
        'agree*',
        'propos*',
        'hack',
        'embark',
        'approve',
        'issue',
        'feature',
      ],
    ],
    within: 16,
    unless: ['design system', 'designed to', 'designed for', 'by design', 'web design', 'at first', 'first class', 'design token'],
  },
  {
    says: [
      [
        'needs design',
        'needs decision',
        'needs rfc',
        'design needed',
        'architecture decision record',
        'architectural decision record',
        '=adr',
        '=adrs',
        'rfc process',
      ],
    ],
  },
];

/** Words that hold one back. */
export const extraCare: readonly string[] = [
  'ask before',
  'ask first',
  'ask for',
  '=ask',
  'approval',
  '=approve',
  'permission',
  'confirm with',
  'confirmation',
  'do not',
  "don't",
  'never',
  'must not',
  'cannot',
  'avoid',
  'extra review',
  'additional review',
  'two reviewers',
  'second reviewer',
  'must be reviewed',
  'high risk',
  'risky',
  'sensitive',
  'off limits',
  'security team',
  'carefully',
  'without explicit',
];

/** The same as a heading or lead-in, or strong enough to need no verb beside it. */
export const strictCare: readonly string[] = [
  'ask first',
  'ask before',
  'ask for permission',
  'approval before',
  'requires approval',
  'need approval',
  'needs approval',
  'explicit approval',
  'explicit permission',
  'get approval',
  'two reviewers',
  'second reviewer',
  'extra review',
  'additional review',
  'off limits',
  'high risk',
  'risky',
  'security review',
];

/** What one does to a risky area. */
export const touchingIt: readonly string[] = [
  'change',
  'edit',
  'modify',
  'modification',
  'touch',
  'alter',
  'update',
  'delete',
  'remove',
  'add',
  'create',
  'apply',
  'deploy',
  'write',
  'drop',
  'rename',
  'weaken',
  'disable',
];

const guards: readonly string[] = [
  'never',
  '=do not',
  "don't",
  'must not',
  'ask before',
  'ask first',
  'approval',
  'only maintainers',
  'trusted author',
  'author is trusted',
  'supply chain',
  'off limits',
  'sensitive',
  'security review',
  'high risk',
];

/** Care that an instruction file asks for in its own directory, whose place says what it is about. */
export const careInTheArea: readonly Idea[] = [
  { says: [guards, ['change', 'edit', 'modify', 'touch', 'alter', 'delete', 'remove', 'rename', 'weaken', 'disable']], within: 14 },
];

/** Care with something that the sentence names by its path. */
export const careWithIt: readonly Idea[] = [
  { says: [touchingIt, extraCare], within: 16 },
  { says: [touchingIt], about: [strictCare] },
];

/** How instructions speak of each default risk area; an area of one's own is spoken of by its title. */
export const riskTerms: Readonly<Record<string, readonly string[]>> = {
  ci: [
    '=workflows',
    'a workflow',
    'any workflow',
    'github workflow',
    'workflow file',
    'ci workflow',
    'github actions',
    'ci config*',
    'ci setup',
    'ci file',
    'ci script',
    'ci pipeline',
    'pipeline config*',
    'ci cd',
  ],
  deploy: [
    'deployment',
    'deploy config*',
    'deploy script',
    'deploy key',
    'infrastructure',
    'infra',
    'terraform',
    'helm chart',
    'production',
    'dockerfile',
    'ansible',
  ],
  migrations: ['migration', 'database schema', 'schema change', 'backfill'],
  auth: ['auth', 'authentication', 'authorization', 'authorisation', 'oauth', 'access control', 'login flow', 'credential'],
};

/** A section in which a decision is set down. */
export const decisionSection: Idea = {
  says: [
    [
      'design decision',
      'architecture decision',
      'architectural decision',
      'proposed design',
      'design proposal',
      'detailed design',
      'technical design',
      'architecture',
      'adr',
      'rfc',
    ],
  ],
};
