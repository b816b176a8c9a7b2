import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { reachesTools } from './reaches-tools.ts';

const text = '# Bakery\n\nBake with `make bread`.\n';

testRule({ describe, it }, reachesTools, [
  {
    name: 'offers a file that leads Gemini CLI to AGENTS.md',
    files: { 'AGENTS.md': '# Bakery\n\nBake with `make bread`.\n', '.gemini/settings.json': '{ "ui": { "theme": "dark" } }' },
    findings: ['notReached'],
    fixed: { 'GEMINI.md': '@./AGENTS.md\n' },
  },
  {
    name: 'offers no such file where settings name another one',
    files: { 'AGENTS.md': '# Bakery\n\nBake with `make bread`.\n', '.gemini/settings.json': '{ "context": { "fileName": "RECIPES.md" } }' },
    findings: ['notReached'],
    fixed: {},
  },
  {
    name: 'offers no file that leads to an empty text',
    files: { 'AGENTS.md': '\n', '.github/copilot-instructions.md': text, '.gemini/settings.json': '{ "ui": { "theme": "dark" } }' },
    findings: ['notReached'],
    fixed: {},
  },
  {
    name: 'accepts agents that read AGENTS.md by themselves',
    files: { 'AGENTS.md': text, '.cursor/worktrees.json': '{}', '.codex/config.toml': '' },
    evidence: ['Cursor', 'Codex'],
  },
  { name: 'accepts Claude Code with AGENTS.md alone', files: { 'AGENTS.md': text, '.claude/settings.json': '{}' }, evidence: ['Claude Code'] },
  { name: 'accepts an import', files: { 'AGENTS.md': text, 'CLAUDE.md': '@AGENTS.md' }, evidence: ['imports AGENTS.md'] },
  {
    name: 'accepts Gemini CLI with a configured name',
    files: { 'AGENTS.md': text, '.gemini/settings.json': '{"context":{"fileName":"AGENTS.md"}}' },
    evidence: ['settings name it'],
  },
  { name: 'accepts Aider with a configured name', files: { 'AGENTS.md': text, '.aider.conf.yml': 'read: AGENTS.md\n' } },
  {
    name: 'reports Gemini CLI that knows GEMINI.md only',
    files: { 'AGENTS.md': text, '.gemini/settings.json': '«»{}' },
    findings: [{ id: 'notReached', text: 'AGENTS.md is not read by it' }],
  },
  {
    name: 'reports a tool that a workflow runs',
    files: {
      'CLAUDE.md': text,
      '.github/workflows/a.yml': '«»on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: openai/codex-action@v1\n',
    },
    findings: [{ id: 'notReached', text: 'Codex' }],
    state: 'fail',
  },
  {
    name: 'reports an empty override that hides AGENTS.md',
    files: { 'AGENTS.md': text, 'AGENTS.override.md': '«»' },
    findings: [{ id: 'notReached', text: 'override' }],
  },
  { name: 'does not apply without a trace of a tool', files: { 'AGENTS.md': text }, state: 'not-applicable', reason: 'which agents' },
  { name: 'does not apply without instructions', files: { '.gemini/settings.json': '{}' }, state: 'not-applicable', reason: 'no instruction files' },
  { name: 'survives settings that are none', files: { 'AGENTS.md': text, '.gemini/settings.json': '«»[{' }, findings: ['notReached'] },
]);
