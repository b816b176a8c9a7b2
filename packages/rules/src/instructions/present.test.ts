import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { present } from './present.ts';

const text = '# Bakery\n\nInstall with `pnpm install`, test with `pnpm test`, and lint with `pnpm lint` before every pull request. Never touch `vendor/`.\n';

testRule({ describe, it }, present, [
  { name: 'accepts AGENTS.md', files: { 'AGENTS.md': text }, evidence: ['AGENTS.md is there'] },
  { name: "accepts a tool's own file", files: { '.github/copilot-instructions.md': text }, evidence: ['.github/copilot-instructions.md is there'] },
  {
    name: 'accepts a link to the contributing guide',
    files: { 'CLAUDE.md': { link: 'CONTRIBUTING.md' }, 'CONTRIBUTING.md': text },
    evidence: ['CLAUDE.md is there'],
  },
  { name: 'accepts an import beside the file that it imports', files: { 'CLAUDE.md': '@AGENTS.md\n', 'AGENTS.md': text } },
  { name: 'accepts an import of a document elsewhere', files: { 'CLAUDE.md': '@docs/agents.md\n', 'docs/agents.md': text } },
  { name: 'accepts a rule that is always applied', files: { '.cursor/rules/all.mdc': `---\nalwaysApply: true\n---\n${text}` } },
  { name: 'accepts a fence of commands with few words', files: { 'AGENTS.md': '```sh\nmake bread\nmake test\nmake lint\nmake clean\nmake all\n```\n' } },
  { name: 'says that nothing was prepared', files: { 'README.md': text }, findings: [{ id: 'notPrepared', text: 'has not prepared' }] },
  {
    name: 'takes fixtures and vendored files for no instructions',
    files: { 'fixtures/a/AGENTS.md': text, 'vendor/b/CLAUDE.md': text },
    findings: ['notPrepared'],
  },
  {
    name: 'reports that only parts have some',
    files: { 'ovens/AGENTS.md': text, '.cursor/rules/ts.mdc': `---\nglobs: *.ts\n---\n${text}` },
    findings: [{ id: 'onlyParts', text: 'ovens/AGENTS.md' }],
  },
  { name: 'reports an empty file', files: { 'AGENTS.md': '«»\n\n' }, findings: ['empty'] },
  {
    name: 'reports a stub',
    files: {
      'AGENTS.md':
        '«»# Bakery\n\nThis file provides guidance to Claude Code when working with code in this repository.\n\nTODO write more of this later when there is some time left for it.\n',
    },
    findings: [{ id: 'stub', text: '0 words' }],
  },
  { name: 'reports a stub once, though two files lead to it', files: { 'AGENTS.md': '«»Be nice.', 'CLAUDE.md': '@AGENTS.md' }, findings: ['stub'] },
  { name: 'survives hostile text', files: { 'AGENTS.md': `«»${'> '.repeat(20_000)}` }, findings: ['stub'] },
]);
