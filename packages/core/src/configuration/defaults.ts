import type { Configuration, RiskArea } from '../model/configuration.ts';

/**
 * Risky work by path: what the checklist names (deploy credentials, CI configuration, authentication, authorization, data
 * migrations, shared libraries), and what decides over agents. Configurable as `riskAreas`.
 */
export const defaultRiskAreas: readonly RiskArea[] = [
  {
    id: 'ci',
    title: 'CI configuration',
    paths: [
      '.github/workflows/**',
      '.github/actions/**',
      '.gitlab-ci.yml',
      '.circleci/**',
      'azure-pipelines.yml',
      'Jenkinsfile',
      '.buildkite/**',
      '.travis.yml',
    ],
  },
  { id: 'ownership', title: 'Code owners', paths: ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] },
  {
    id: 'agents',
    title: 'Agent instructions and settings',
    paths: [
      '**/AGENTS.md',
      '**/AGENTS.override.md',
      '**/CLAUDE.md',
      '**/GEMINI.md',
      '.github/copilot-instructions.md',
      '.github/instructions/**',
      '.claude/**',
      '.codex/**',
      '.cursor/**',
      '.gemini/**',
      '.mcp.json',
      '.agents/**',
    ],
  },
  {
    id: 'deploy',
    title: 'Deployment and infrastructure',
    paths: [
      'deploy/**',
      'deployment/**',
      'deployments/**',
      'infra/**',
      'infrastructure/**',
      'terraform/**',
      '**/*.tf',
      'helm/**',
      'charts/**',
      'k8s/**',
      'kubernetes/**',
      'ansible/**',
      'Dockerfile',
      'docker/**/Dockerfile',
      '{apps,services,packages,cmd}/*/Dockerfile',
    ],
  },
  { id: 'migrations', title: 'Data migrations', paths: ['**/migrations/**', '**/db/migrate/**', 'db/schema.rb', 'prisma/schema.prisma', 'alembic/**'] },
  {
    id: 'auth',
    title: 'Authentication and authorization',
    paths: ['**/auth/**', '**/authentication/**', '**/authorization/**', '**/oauth/**', '**/permissions/**'],
  },
];

/** What holds without any configuration file. */
export const defaultConfiguration: Configuration = {
  preset: 'recommended',
  rules: {},
  overrides: [],
  ignoredPaths: [],
  riskAreas: defaultRiskAreas,
  suppressions: [],
  suppressionComments: false,
  origins: {},
};
