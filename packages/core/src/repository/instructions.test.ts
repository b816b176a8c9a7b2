import { describe, expect, it } from 'vitest';
import { defaultConfiguration } from '../configuration/defaults.ts';
import type { Instructions } from '../model/instructions.ts';
import { type MemoryFile, memorySource } from '../sources/memory.ts';
import { createRepository } from './repository.ts';

async function load(files: Record<string, MemoryFile>): Promise<Instructions> {
  return (await createRepository(memorySource(files), defaultConfiguration)).facet('instructions');
}

const text = '# Bakery\n\nRun `make bread`, keep flour away from water.\n';

describe('loadInstructions', () => {
  it('collects the files of every tool, at the root and nested, own ones only', async () => {
    const { files, root } = await load({
      'AGENTS.md': text,
      'ovens/AGENTS.md': 'Ovens are hot.',
      '.claude/CLAUDE.md': 'For Claude.',
      'ovens/.claude/rules/heat.md': 'Heat.',
      '.github/copilot-instructions.md': 'For Copilot.',
      '.github/instructions/ts.instructions.md': '---\napplyTo: "**/*.ts"\n---\nTypes.',
      '.cursor/rules/a.mdc': '---\nglobs: *.ts\n---\nA',
      '.clinerules/general.md': 'x',
      '.clinerules/workflows/bake.md': 'x',
      '.claude/skills/bake/SKILL.md': '---\nname: bake\n---\n',
      '.claude/commands/bake.md': 'x',
      'node_modules/x/AGENTS.md': text,
      'tests/fixtures/repo/AGENTS.md': text,
      'examples/shop/CLAUDE.md': text,
      'docs/agents.md': text,
    });
    expect(files.map(({ path, kind, role, directory }) => `${path} ${kind} ${role} "${directory}"`)).toEqual([
      '.claude/CLAUDE.md claude-md instructions ""',
      '.claude/commands/bake.md claude-command command ""',
      '.claude/skills/bake/SKILL.md skill skill ""',
      '.clinerules/general.md clinerules instructions ""',
      '.clinerules/workflows/bake.md other-command command ""',
      '.cursor/rules/a.mdc cursor-rule scoped-rule ""',
      '.github/copilot-instructions.md copilot-instructions instructions ""',
      '.github/instructions/ts.instructions.md copilot-path-instructions scoped-rule ""',
      'AGENTS.md agents-md instructions ""',
      'ovens/.claude/rules/heat.md claude-rule scoped-rule "ovens"',
      'ovens/AGENTS.md agents-md instructions "ovens"',
    ]);
    expect(root.map(({ path }) => path)).toEqual(['.claude/CLAUDE.md', '.clinerules/general.md', '.github/copilot-instructions.md', 'AGENTS.md']);
  });

  it('knows one text under several names', async () => {
    const same = async (files: Record<string, MemoryFile>, path: string) => {
      const file = (await load(files)).files.find((candidate) => candidate.path === path);
      return file?.sameTextAs === undefined ? undefined : `${file.sameTextBy} ${file.sameTextAs}`;
    };
    expect(await same({ 'AGENTS.md': text, 'CLAUDE.md': { link: 'AGENTS.md' } }, 'CLAUDE.md')).toBe('link AGENTS.md');
    expect(await same({ 'AGENTS.md': text, 'CLAUDE.md': '# CLAUDE.md\n\nGuidance for Claude.\n\nSee @AGENTS.md.\n' }, 'CLAUDE.md')).toBe('import AGENTS.md');
    expect(await same({ 'AGENTS.md': text, 'CLAUDE.md': 'AGENTS.md' }, 'CLAUDE.md')).toBe('pointer AGENTS.md');
    expect(await same({ 'AGENTS.md': text, 'GEMINI.md': text }, 'GEMINI.md')).toBe('copy AGENTS.md');
    expect(await same({ 'AGENTS.md': text, 'CLAUDE.md': `${text}\nAlso read @AGENTS.md. ${'More of its own. '.repeat(20)}` }, 'CLAUDE.md')).toBeUndefined();
    expect(await same({ 'a/AGENTS.md': text, 'b/AGENTS.md': text }, 'b/AGENTS.md')).toBeUndefined();
  });

  it('follows imports, and names those that lead nowhere', async () => {
    const { files } = await load({
      'CLAUDE.md':
        'Read @docs/a.md, @docs/missing.md, @~/.claude/me.md and @../other/x.md.\n\nAsk @octocat, use @scope/pkg or `@docs/code.md`; mail me@docs.md.\n',
      'docs/a.md': 'See @b.md and @../CLAUDE.md.',
      'docs/b.md': 'End.',
    });
    const claude = files.find((file) => file.path === 'CLAUDE.md');
    expect(claude?.imports.map(({ raw, state }) => `${raw} ${state}`)).toEqual([
      'docs/a.md resolved',
      'docs/missing.md missing',
      '~/.claude/me.md outside-repository',
      '../other/x.md outside-repository',
    ]);
    const imported = files.find((file) => file.path === 'docs/a.md');
    expect(imported).toMatchObject({ kind: 'imported', importedBy: 'CLAUDE.md', directory: '' });
    expect(imported?.imports.map(({ raw, state }) => `${raw} ${state}`)).toEqual(['b.md resolved', '../CLAUDE.md cycle']);
  });

  it('stops where Claude Code does', async () => {
    const chain = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`d${index}.md`, `@d${index + 1}.md`]));
    const { files } = await load({ 'CLAUDE.md': '@d0.md', ...chain, 'd7.md': 'End.' });
    expect(files.flatMap((file) => file.imports.filter((entry) => entry.state === 'too-deep').map((entry) => `${file.path} ${entry.raw}`))).toEqual([
      'd3.md d4.md',
    ]);
  });

  it('knows what git ignores, by the nearest file that says so', async () => {
    const { isIgnored } = await load({ 'AGENTS.md': text, '.gitignore': 'dist/\n*.log\n.env*\n!.env.example\n', 'ovens/.gitignore': '/heat\n!keep.log\n' });
    const paths = ['dist/a.js', 'ovens/dist/', 'a.log', 'ovens/keep.log', 'ovens/heat/x', 'heat/x', '.env.local', '.env.example', 'src/a.ts'];
    expect(paths.filter(isIgnored)).toEqual(['dist/a.js', 'ovens/dist/', 'a.log', 'ovens/heat/x', '.env.local']);
  });

  it('reports links that lead nowhere', async () => {
    const { files, brokenLinks } = await load({ 'CLAUDE.md': { link: 'AGENTS.md' }, 'GEMINI.md': { link: '../x.md' } });
    expect(files).toEqual([]);
    expect(brokenLinks).toEqual([
      { path: 'CLAUDE.md', reason: 'missing' },
      { path: 'GEMINI.md', reason: 'outside-repository' },
    ]);
  });

  it('tells agents in use by their files and workflows, and whether they find instructions', async () => {
    const { agentsInUse } = await load({
      'AGENTS.md': text,
      '.cursor/worktrees.json': '{}',
      '.gemini/settings.json': '{ "mcpServers": {} }',
      '.github/workflows/agent.yml':
        'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: anthropics/claude-code-action@v1\n      - run: codex exec "bake"\n',
    });
    expect(agentsInUse.map(({ tool, reach }) => `${tool} ${reach.state}`)).toEqual([
      'claude-code reached',
      'codex reached',
      'cursor reached',
      'gemini-cli not-reached',
    ]);
  });

  it('believes the file name that Gemini settings give', async () => {
    const { agentsInUse } = await load({ 'AGENTS.md': text, '.gemini/settings.json': '{ "context": { "fileName": ["AGENTS.md", "GEMINI.md"] } }' });
    expect(agentsInUse[0]?.reach).toMatchObject({ state: 'reached', by: 'AGENTS.md' });
  });
});
