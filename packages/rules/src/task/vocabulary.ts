import type { Idea } from '../prose/statements.ts';
import { agentTerms, startOfWork } from '../prose/vocabulary.ts';

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
      'affected area',
      'affected component',
      'affected',
      'component',
      'area',
      'package',
      'module',
      'what happened',
      'what happens',
      'what is wrong',
      'bug description',
      'describe the bug',
      'describe the issue',
      'description',
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
      'task',
      'proposal',
      'feature',
      'reproduce',
      'reproduction',
      'reproducible',
      'what',
    ],
  ],
  unless: ['checked for existing', 'code of conduct'],
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
    ['issue', 'label', 'ticket', 'task'],
    agentTerms.filter((term) => term !== 'cursor'),
    ['pick', 'take', 'assign', 'label', 'mark', 'only work on', 'allowed', 'may work', 'reserved', 'suitable', 'claim', 'approved'],
  ],
  within: 16,
};

/** A plan, or an agreement on the approach, that comes before the code. */
export const planFirst: readonly Idea[] = [
  {
    says: [
      ['plan', 'execplan', 'outline', 'design doc', 'implementation plan', 'proposal', 'propose', 'rfc', 'spec'],
      [
        'before',
        'first',
        'prior to',
        'until',
        'up front',
        'upfront',
        'start with',
        'start by',
        'begin with',
        'begin by',
        'wait for',
        'approve',
        'approval',
        'confirm',
      ],
      startOfWork,
    ],
    within: 20,
    unless: ['test plan', 'pricing plan', 'we plan', 'release plan', 'floor plan', 'query plan'],
  },
  {
    says: [
      ['use', 'enter', 'start', 'switch'],
      ['plan mode', 'planning mode', 'execplan', 'exec plan'],
    ],
    within: 10,
  },
  {
    says: [
      [
        'discuss',
        'open an issue',
        'open a discussion',
        'create an issue',
        'file an issue',
        'start a discussion',
        'raise an issue',
        'get feedback',
        'agree',
        'agreement',
        'consensus',
        'reach out',
        'talk',
        'ask',
        'approval',
        'approved',
      ],
      ['before', 'first', 'prior to', 'until'],
      [
        'cod*',
        'implement*',
        'start',
        'work',
        'pull request',
        'pr',
        'prs',
        'writing',
        'submit',
        'invest',
        'large',
        'significant',
        'major',
        'substantial',
        'non trivial',
        'feature',
      ],
    ],
    within: 22,
    unless: ['security', 'vulnerab*', 'test plan', 'release'],
  },
];

/** That a decision about architecture comes before its implementation. */
export const architectureFirst: readonly Idea[] = [
  {
    says: [
      ['architect*', 'design', 'rfc', 'adr', 'decision record', 'proposal', 'technical decision', 'enhancement proposal', 'kep', 'design doc'],
      ['before', 'first', 'prior to', 'until', 'require', 'must', 'need', 'should', 'discuss', 'agree', 'approve', 'ask', 'open', 'write', 'record', 'submit'],
      [
        'architect*',
        'decision',
        'record',
        'implement*',
        'cod*',
        'change',
        'large',
        'major',
        'significant',
        'substantial',
        'feature',
        'pull request',
        'api',
        'doc',
        'issue',
        'discussion',
        'proposal',
      ],
    ],
    within: 14,
    unless: ['design system', 'designed to', 'by design', 'web design'],
  },
];

/** Words that ask for more than the usual care. */
export const extraCare: readonly string[] = [
  'ask',
  'approval',
  'approve',
  'permission',
  'confirm',
  'confirmation',
  'do not',
  "don't",
  'never',
  'must not',
  'without',
  'careful',
  'carefully',
  'caution',
  'extra review',
  'additional review',
  'two reviewers',
  'second reviewer',
  'review by',
  'reviewed by',
  'sign off',
  'high risk',
  'risky',
  'sensitive',
  'protected',
  'off limits',
  'owner',
  'code owner',
  'security team',
  'discuss',
  'stop',
  'avoid',
  'only when',
  'only if',
  'explicitly',
  'maintainer',
];

/** How instructions speak of each default risk area; an area of one's own is spoken of by its title. */
export const riskTerms: Readonly<Record<string, readonly string[]>> = {
  ci: ['ci', 'workflow', 'github actions', 'pipeline', '.github', 'github workflows', 'continuous integration', 'ci configuration'],
  ownership: ['codeowners', 'code owner'],
  agents: [
    'agents.md',
    'agents md',
    'claude md',
    'agent instruction',
    'agent setting',
    'instruction file',
    'copilot instructions',
    '.claude',
    'claude settings',
  ],
  deploy: ['deploy*', 'infrastructure', 'infra', 'terraform', 'helm', 'kubernetes', 'k8s', 'production', 'docker', 'dockerfile', 'ansible'],
  migrations: ['migration', 'migrate', 'schema', 'database', 'backfill'],
  auth: ['auth', 'authentication', 'authorization', 'authorisation', 'oauth', 'permission', 'login', 'session', 'credential', 'security', 'access control'],
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
      'decision',
    ],
  ],
};

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
  'access',
  'write',
  'drop',
  'rename',
  'trigger',
  'push',
];

/** Words that ask for more care without naming what is done. */
export const strictCare: readonly string[] = [
  'approval',
  'ask first',
  'ask before',
  'ask for permission',
  'explicit permission',
  'two reviewers',
  'second reviewer',
  'extra review',
  'additional review',
  'code owner',
  'off limits',
  'high risk',
  'risky',
  'security team',
  'security review',
];
