import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository, run } from './run.ts';

const bakery = {
  'AGENTS.md': `# Bakery\n\n${'Knead. '.repeat(5000)}\n`,
  'CLAUDE.md': '# For Claude\n\n@AGENTS.md\n\nNever skip the proofing.\n',
  'GEMINI.md': '# For Gemini\n\nWatch the oven.\n',
  '.codex/config.toml': 'project_doc_max_bytes = 30000\n',
  'ovens/AGENTS.md': 'Ovens are hot.\n',
};

interface JsonTools {
  readonly directory: string;
  readonly tools: readonly {
    readonly tool: string;
    readonly parts: readonly { readonly path: string; readonly pieces: readonly { readonly text: string }[] }[];
  }[];
  readonly groups: readonly { readonly tools: readonly string[] }[];
}

describe('instructions', () => {
  it('shows what a tool reads, from where, and what is cut off or left out', () => {
    const root = repository(bakery);
    const { status, stdout, stderr } = run(['instructions', join(root, 'ovens'), '--tool', 'codex']);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('Codex in ovens reads 1 file.');
    expect(stdout).toContain('1. AGENTS.md  always, 30,000 bytes');
    expect(stdout).toMatch(/cut off from AGENTS\.md:3:\d+ on, 5,0\d\d bytes: the tool reads 30000 bytes of all files together/);
    expect(stdout).toContain('- ovens/AGENTS.md: the files before it use up the 30000 bytes that the tool reads');
    expect(stdout).toContain('- .codex/config.toml:1 project_doc_max_bytes = 30000 (only where the user trusts the folder)');
    const claude = run(['instructions', root, '--tool', 'claude-code']).stdout;
    expect(claude).toContain('   CLAUDE.md:1-2\n   AGENTS.md:1-3\n   CLAUDE.md:3-5\n');
  });

  it('compares the tools in use', () => {
    const { stdout } = run(['instructions', repository(bakery)]);
    expect(stdout).toMatch(/^claude-code {2}CLAUDE\.md \(35,\d+ bytes\)/m);
    expect(stdout).toContain('codex        AGENTS.md (30,000 bytes); cut off: AGENTS.md');
    expect(stdout).toContain('The tools are told different things at the root:');
    expect(stdout).toContain('- gemini-cli: GEMINI.md');
  });

  it('shows every tool that finds a file where none is in use, and says where none does', () => {
    const shared = run(['instructions', repository({ 'AGENTS.md': 'Knead.\n' })]).stdout;
    expect(shared).toContain('zed');
    expect(shared).toContain('All are told the same at the root.');
    expect(run(['instructions', repository({ 'README.md': 'Bread.\n' })])).toMatchObject({ status: 0, stdout: 'No tool finds instructions at the root.\n' });
  });

  it('gives JSON with the text of each piece', () => {
    const report: JsonTools = JSON.parse(run(['instructions', repository(bakery), '--tool', 'claude-code', '--format', 'json']).stdout);
    expect(report.directory).toBe('');
    expect(report.tools.map(({ tool }) => tool)).toEqual(['claude-code']);
    expect(report.tools[0]?.parts[0]?.pieces.map(({ text }) => text.slice(0, 9))).toEqual(['# For Cla', '# Bakery\n', '\n\nNever s']);
    const all: JsonTools = JSON.parse(run(['instructions', repository(bakery), '--format', 'json']).stdout);
    expect(all.groups.map(({ tools }) => tools)).toEqual([['claude-code'], ['codex'], ['gemini-cli']]);
  });

  it.each([
    [['--tool', 'codx'], /no tool "codx"\. Did you mean "codex"\?/],
    [['--tool', 'claude'], /Did you mean "claude-code"\?/],
    [['ovens/none'], /no file or directory/],
    [['AGENTS.md'], /is a file; name the directory/],
    [['--format', 'xml'], /Allowed choices are text, json/],
  ])('exits with 2 on %j', (args, message) => {
    const { status, stdout, stderr } = run(['instructions', ...args], { cwd: repository(bakery) });
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
  });

  it('lets no control character of a file name or a setting through', () => {
    const esc = String.fromCharCode(27);
    const root = repository({
      [`.cursor/rules/${esc}[2J\u202E.mdc`]: '---\nalwaysApply: true\n---\nx\n',
      '.aider.conf.yml': `read: "a\\e[31m.md"\n`,
      'opencode.json': `{ "instructions": ["https://bakery.test/\\u001b[31m"] }`,
    });
    mkdirSync(join(root, 'empty'));
    for (const args of [[], ['--tool', 'cursor'], ['--tool', 'opencode'], ['--format', 'json'], ['empty']]) {
      const { stdout, status } = run(['instructions', ...args], { cwd: root });
      expect(status).toBe(0);
      expect(stdout).not.toContain(esc);
      expect(stdout).not.toContain('\u202E');
    }
  });
});
