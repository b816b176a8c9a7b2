import type { GuideKind } from '../model/guide.ts';

/** Names of guides, lower case, without extension, separators as `-`. They are looked for at the root, in `.github/` and in `docs/`. */
export const guideNames: Readonly<Record<GuideKind, readonly string[]>> = {
  contributing: ['contributing', 'contributing-guide', 'contribution-guide', 'contribute', 'hacking', 'development', 'developing', 'developer-guide'],
  'ai-policy': [
    'ai-policy',
    'ai-usage',
    'ai-usage-policy',
    'ai-contribution-policy',
    'ai-contributions',
    'ai-contributing',
    'ai-assistance',
    'ai-disclosure',
    'ai',
    'genai',
    'genai-policy',
    'generative-ai',
    'generative-ai-policy',
    'llm-policy',
    'llm-usage',
    'agent-policy',
    'coding-assistants',
  ],
  governance: ['governance'],
  security: ['security'],
  readme: ['readme'],
  runbook: [
    'runbook',
    'rollback',
    'rollbacks',
    'rolling-back',
    'incident-response',
    'incidents',
    'incident',
    'on-call',
    'oncall',
    'disaster-recovery',
    'operations',
  ],
  release: ['release', 'releasing', 'releases', 'release-process', 'release-checklist', 'deployment', 'deploying', 'deploy', 'publishing'],
  'review-guide': [
    'reviewing',
    'review',
    'code-review',
    'code-reviews',
    'review-guide',
    'review-guidelines',
    'code-review-guidelines',
    'reviewer-guide',
    'reviewers',
    'pull-requests',
  ],
  maintainers: ['maintainers', 'maintainer', 'maintaining', 'maintainer-guide', 'committers', 'core-team', 'owners'],
  architecture: ['architecture', 'design', 'architecture-overview'],
  'decision-record': ['decisions'],
  dco: ['dco', 'developer-certificate-of-origin'],
  support: ['support'],
};

/** Folders whose documents are all of one kind. Only so many are read: what counts is that they are there and what they say, not all of them. */
export const guideFolders: readonly { readonly directory: string; readonly kind: GuideKind }[] = [
  ...['contributing', 'docs/contributing', '.github/contributing', 'docs/development'].map((directory) => ({ directory, kind: 'contributing' as const })),
  ...['runbooks', 'docs/runbooks', 'docs/runbook', 'runbook', 'ops/runbooks'].map((directory) => ({ directory, kind: 'runbook' as const })),
  ...['docs/architecture', 'architecture', 'docs/design'].map((directory) => ({ directory, kind: 'architecture' as const })),
  ...[
    'adr',
    'adrs',
    'docs/adr',
    'docs/adrs',
    'doc/adr',
    'docs/decisions',
    'docs/architecture/decisions',
    'docs/architecture/adr',
    'docs/architecture-decisions',
    'rfcs',
    'docs/rfcs',
    'docs/proposals',
  ].map((directory) => ({ directory, kind: 'decision-record' as const })),
];

/** Documents read of one folder. */
export const guidesPerFolder = 12;
