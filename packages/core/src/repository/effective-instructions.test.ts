import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultConfiguration } from '../configuration/defaults.ts';
import type { EffectiveInstructions, Instructions, ReadingTime } from '../model/instructions.ts';
import { type MemoryFile, memorySource } from '../sources/memory.ts';
import { effectiveInstructions, globList, instructionTools } from './effective-instructions.ts';
import { createRepository } from './repository.ts';

type Files = Record<string, MemoryFile>;

async function facetOf(files: Files): Promise<Instructions> {
  return (await createRepository(memorySource(files), defaultConfiguration)).facet('instructions');
}

async function read(files: Files, tool: string, directory = ''): Promise<EffectiveInstructions> {
  const result = effectiveInstructions(await facetOf(files), tool, directory);
  if (!result) throw new Error(`${tool} is not known`);
  return result;
}

/** Paths of the parts, in order, with when they are read where that is not always. */
const parts = ({ parts: list }: EffectiveInstructions): string[] => list.map(({ path, time }) => (time.when === 'always' ? path : `${path} (${words(time)})`));

function words(time: ReadingTime): string {
  switch (time.when) {
    case 'always':
      return 'always';
    case 'touched':
      return `in ${time.directory}`;
    case 'matching':
      return time.globs.join(' ');
    case 'requested':
      return `asked: ${time.how}`;
    default:
      return time.reason;
  }
}

const unread = ({ unread: list }: EffectiveInstructions): string[] => list.map(({ path, code, by }) => `${path} ${code}${by ? ` by ${by}` : ''}`);

const bakery = '# Bakery\n\nRun `make bread`.\n';
const forClaude = '# Claude\n\nKnead slowly, and never skip the proofing of the dough.\n';

describe('worked examples of precedence', () => {
  const examples: readonly {
    readonly state: string;
    readonly files: Files;
    readonly directory?: string;
    readonly codex: readonly string[];
    readonly claude: readonly string[];
    readonly copilot: readonly string[];
    readonly zed: readonly string[];
  }[] = [
    {
      state: 'AGENTS.md only',
      files: { 'AGENTS.md': bakery },
      codex: ['AGENTS.md'],
      claude: ['AGENTS.md'],
      copilot: ['AGENTS.md'],
      zed: ['AGENTS.md'],
    },
    {
      state: 'AGENTS.md and a CLAUDE.md with a text of its own',
      files: { 'AGENTS.md': bakery, 'CLAUDE.md': forClaude },
      codex: ['AGENTS.md'],
      claude: ['CLAUDE.md'],
      copilot: ['AGENTS.md', 'CLAUDE.md'],
      zed: ['AGENTS.md'],
    },
    {
      state: 'CLAUDE.md that imports AGENTS.md',
      files: { 'AGENTS.md': bakery, 'CLAUDE.md': '@AGENTS.md\n' },
      codex: ['AGENTS.md'],
      claude: ['CLAUDE.md'],
      copilot: ['AGENTS.md', 'CLAUDE.md'],
      zed: ['AGENTS.md'],
    },
    {
      state: 'a committed CLAUDE.local.md',
      files: { 'AGENTS.md': bakery, 'CLAUDE.local.md': forClaude },
      codex: ['AGENTS.md'],
      claude: ['CLAUDE.local.md'],
      copilot: ['AGENTS.md'],
      zed: ['AGENTS.md'],
    },
    {
      state: 'an empty AGENTS.override.md beside AGENTS.md',
      files: { 'AGENTS.md': bakery, 'AGENTS.override.md': '' },
      codex: [],
      claude: ['AGENTS.md'],
      copilot: ['AGENTS.md'],
      zed: ['AGENTS.md'],
    },
    {
      state: '40 KiB at the root and a file in pkg, started in pkg',
      files: { 'AGENTS.md': 'x'.repeat(40 * 1024), 'pkg/AGENTS.md': bakery },
      directory: 'pkg',
      codex: ['AGENTS.md'],
      claude: ['AGENTS.md', 'pkg/AGENTS.md'],
      copilot: ['pkg/AGENTS.md'],
      zed: ['AGENTS.md'],
    },
    {
      state: 'a stale .cursorrules beside AGENTS.md',
      files: { 'AGENTS.md': bakery, '.cursorrules': 'Use the old oven.' },
      codex: ['AGENTS.md'],
      claude: ['AGENTS.md'],
      copilot: ['AGENTS.md'],
      zed: ['.cursorrules'],
    },
    {
      state: 'a nested file only, started at the root',
      files: { 'pkg/AGENTS.md': bakery },
      codex: [],
      claude: ['pkg/AGENTS.md (in pkg)'],
      copilot: ['pkg/AGENTS.md (in pkg)'],
      zed: [],
    },
    {
      state: 'a nested file only, started in it',
      files: { 'pkg/AGENTS.md': bakery },
      directory: 'pkg',
      codex: ['pkg/AGENTS.md'],
      claude: ['pkg/AGENTS.md'],
      copilot: ['pkg/AGENTS.md'],
      zed: [],
    },
  ];

  it.each(examples)('$state', async ({ files, directory = '', codex, claude, copilot, zed }) => {
    const facet = await facetOf(files);
    const of = (tool: string): string[] => {
      const result = effectiveInstructions(facet, tool, directory);
      return result ? parts(result) : ['not known'];
    };
    expect(of('codex')).toEqual(codex);
    expect(of('claude-code')).toEqual(claude);
    expect(of('copilot-cloud-agent')).toEqual(copilot);
    expect(of('zed')).toEqual(zed);
  });

  it('gives Claude Code the imported text, and Copilot the line as it stands', async () => {
    const files = { 'AGENTS.md': bakery, 'CLAUDE.md': '@AGENTS.md\n' };
    const claude = await read(files, 'claude-code');
    expect(claude.parts[0]?.text).toBe(`${bakery}\n`);
    expect(claude.parts[0]?.pieces.map(({ location }) => `${location.path}:${location.range.start.line}`)).toEqual(['AGENTS.md:1', 'CLAUDE.md:1']);
    expect(unread(claude)).toEqual([]);
    expect((await read(files, 'copilot-cloud-agent')).parts[1]?.text).toBe('@AGENTS.md\n');
  });

  it('says why a file does not count', async () => {
    expect(unread(await read({ 'AGENTS.md': bakery, 'CLAUDE.local.md': forClaude }, 'claude-code'))).toEqual(['AGENTS.md hidden by CLAUDE.local.md']);
    expect(unread(await read({ 'AGENTS.md': bakery, 'AGENTS.override.md': '' }, 'codex'))).toEqual([
      'AGENTS.md hidden by AGENTS.override.md',
      'AGENTS.override.md empty',
    ]);
    expect(unread(await read({ 'AGENTS.md': bakery, '.cursorrules': 'x' }, 'zed'))).toEqual(['AGENTS.md hidden by .cursorrules']);
    expect(unread(await read({ 'AGENTS.md': bakery, 'CLAUDE.md': forClaude }, 'codex'))).toEqual(['CLAUDE.md other-tool']);
    expect(unread(await read({ 'pkg/AGENTS.md': bakery }, 'codex'))).toEqual(['pkg/AGENTS.md below']);
    expect(unread(await read({ 'pkg/AGENTS.md': bakery }, 'zed'))).toEqual(['pkg/AGENTS.md not-nested']);
    expect(unread(await read({ 'AGENTS.md': bakery, 'pkg/AGENTS.md': bakery }, 'copilot-cloud-agent', 'pkg'))).toEqual(['AGENTS.md farther by pkg/AGENTS.md']);
  });
});

describe('Codex', () => {
  it('reads root to directory, one name in each, and cuts by the bytes of the chain', async () => {
    const root = 'ä'.repeat(16_383);
    const result = await read({ 'AGENTS.md': root, 'pkg/AGENTS.md': 'äbc', 'pkg/deep/AGENTS.md': bakery }, 'codex', 'pkg/deep');
    expect(parts(result)).toEqual(['AGENTS.md', 'pkg/AGENTS.md']);
    // 2 bytes are left: the first letter fits, and nothing after it.
    expect(result.parts[1]).toMatchObject({ text: 'ä', cut: { location: { range: { start: { line: 1, column: 2, offset: 1 } } }, byteSize: 2 } });
    expect(unread(result)).toEqual(['pkg/deep/AGENTS.md over-budget']);
    expect(result).toMatchObject({ byteSize: 32_768, budget: 32_768 });
  });

  it('cuts no character in two, and counts a byte order mark', async () => {
    const marked = new TextEncoder().encode(`\uFEFF${'x'.repeat(32_763)}🥐y`);
    const { parts: list } = await read({ 'AGENTS.md': marked }, 'codex');
    expect(list[0]?.text).toBe('x'.repeat(32_763));
    expect(list[0]?.cut?.byteSize).toBe(5);
  });

  it('takes names and the limit from the closest configuration, which the user must trust', async () => {
    const files = {
      '.codex/config.toml': 'project_doc_fallback_filenames = ["TEAM.md"]\nproject_doc_max_bytes = 10\nproject_root_markers = [".hg"]\n',
      'TEAM.md': 'Team rules.',
      'pkg/TEAM.md': 'Hidden.',
      'pkg/AGENTS.md': bakery,
    };
    const result = await read(files, 'codex', 'pkg');
    expect(parts(result)).toEqual(['TEAM.md']);
    expect(result.parts[0]?.text).toBe('Team rules');
    expect(result.budget).toBe(10);
    expect(result.settings.map(({ key, effect }) => `${key} ${effect}`)).toEqual([
      'project_doc_fallback_filenames needs-trust',
      'project_doc_max_bytes needs-trust',
    ]);
    expect(unread(result)).toEqual(['pkg/AGENTS.md over-budget', 'pkg/TEAM.md hidden by pkg/AGENTS.md']);
    const nested = await read({ ...files, 'pkg/.codex/config.toml': 'project_doc_max_bytes = 0\n' }, 'codex', 'pkg');
    expect(nested.parts).toEqual([]);
    expect(nested.unread[0]?.code).toBe('switched-off');
  });
});

describe('Claude Code', () => {
  it('reads each directory on the way, rules by their paths, and what lies below when it gets there', async () => {
    const result = await read(
      {
        'CLAUDE.md': 'Root.',
        '.claude/CLAUDE.md': 'Also root.',
        'CLAUDE.local.md': 'Mine.',
        '.claude/rules/all.md': 'All.',
        '.claude/rules/types.md': '---\npaths: "src/**/*.{ts,tsx}, lib/*.ts"\n---\nTypes.',
        '.claude/rules/broken.md': '---\npaths: *.ts\n---\nBroken.',
        'pkg/CLAUDE.md': 'Package.',
        'pkg/oven/CLAUDE.md': 'Oven.',
        'other/CLAUDE.md': 'Other.',
      },
      'claude-code',
      'pkg',
    );
    expect(parts(result)).toEqual([
      'CLAUDE.md',
      '.claude/CLAUDE.md',
      '.claude/rules/all.md',
      '.claude/rules/broken.md',
      '.claude/rules/types.md (src/**/*.{ts,tsx} lib/*.ts)',
      'CLAUDE.local.md',
      'pkg/CLAUDE.md',
      'pkg/oven/CLAUDE.md (in pkg/oven)',
    ]);
    expect(result.parts[4]?.text).toBe('Types.');
  });

  it('takes out comments that are blocks, not those in code or in a line', async () => {
    const text = '<!-- hidden\nlines -->\n# A\n\nWords <!-- inline --> here.\n\n```html\n<!-- code -->\n```\n\n> <!-- quoted -->\n';
    const result = await read({ 'CLAUDE.md': text }, 'claude-code');
    expect(result.parts[0]?.text).toBe('\n# A\n\nWords <!-- inline --> here.\n\n```html\n<!-- code -->\n```\n\n> \n');
    expect((await read({ 'AGENTS.md': text }, 'codex')).parts[0]?.text).toBe(text);
  });

  it('expands four hops, each file once, nothing outside the working directory', async () => {
    const hops = Object.fromEntries([0, 1, 2, 3, 4].map((hop) => [`d${hop}.md`, `${hop} @d${hop + 1}.md`]));
    const deep = await read({ 'CLAUDE.md': '@d0.md @d1.md @gone.md @~/me.md', ...hops, 'd5.md': '5' }, 'claude-code');
    expect(deep.parts[0]?.text).toBe('0 1 2 3 @d4.md @d1.md @gone.md @~/me.md');
    expect(deep.parts[0]?.imports.map(({ raw, state }) => `${raw} ${state}`)).toEqual([
      'd0.md expanded',
      'd1.md expanded',
      'd2.md expanded',
      'd3.md expanded',
      'd4.md too-deep',
      'd1.md repeated',
      'gone.md missing',
      '~/me.md outside-repository',
    ]);
    const cycle = await read({ 'CLAUDE.md': 'a @b.md', 'b.md': 'b @CLAUDE.md @b.md' }, 'claude-code');
    expect(cycle.parts[0]?.text).toBe('a b @CLAUDE.md @b.md');
    const outside = await read({ 'docs/a.md': 'A', 'pkg/CLAUDE.md': '@../docs/a.md @own.md', 'pkg/own.md': 'Own' }, 'claude-code', 'pkg');
    expect(outside.parts[0]?.text).toBe('@../docs/a.md Own');
    expect(outside.parts[0]?.imports[0]?.state).toBe('needs-approval');
  });

  it('reads names with blanks, and nothing in code or quotes', async () => {
    const { parts: list } = await read({ 'CLAUDE.md': '@my\\ oven.md "@a.md" `@a.md`', 'my oven.md': 'Hot', 'a.md': 'A' }, 'claude-code');
    expect(list[0]?.text).toBe('Hot "@a.md" `@a.md`');
  });

  it('follows links, but not out of the working directory unasked', async () => {
    const linked = await read({ 'CLAUDE.md': { link: 'AGENTS.md' }, 'AGENTS.md': 'See @docs/a.md', 'docs/a.md': 'A' }, 'claude-code');
    expect(linked.parts.map(({ path, text }) => `${path}: ${text}`)).toEqual(['CLAUDE.md: See A']);
    expect(unread(linked)).toEqual([]);
    const outside = await read({ 'AGENTS.md': bakery, 'pkg/CLAUDE.md': { link: '../AGENTS.md' } }, 'claude-code', 'pkg');
    expect(unread(outside)).toContain('pkg/CLAUDE.md needs-approval by AGENTS.md');
    expect(unread(await read({ 'CLAUDE.md': { link: 'gone.md' } }, 'claude-code'))).toEqual(['CLAUDE.md broken-link']);
  });

  it('skips files of more than 4 MiB', async () => {
    const result = await read({ 'CLAUDE.md': `~~~\n${'x'.repeat(4 * 1024 * 1024)}\n`, 'src/CLAUDE.md': bakery }, 'claude-code');
    expect(unread(result)).toEqual(['CLAUDE.md too-large']);
  });

  it('lets a nested CLAUDE.md hide the AGENTS.md beside it', async () => {
    const result = await read({ 'AGENTS.md': bakery, 'pkg/CLAUDE.md': forClaude, 'pkg/AGENTS.md': bakery }, 'claude-code');
    expect(parts(result)).toEqual(['AGENTS.md', 'pkg/CLAUDE.md (in pkg)']);
  });
});

describe('other tools', () => {
  it('Gemini CLI reads the names of its committed settings, with imports', async () => {
    const files = { 'AGENTS.md': 'See @./docs/a.md', 'docs/a.md': 'A', 'GEMINI.md': 'G', 'pkg/AGENTS.md': 'P' };
    expect(parts(await read(files, 'gemini-cli'))).toEqual(['GEMINI.md']);
    const named = await read({ ...files, '.gemini/settings.json': '{ "context": { "fileName": ["AGENTS.md"] } }' }, 'gemini-cli');
    expect(named.parts.map(({ path, text }) => `${path}: ${text}`)).toEqual(['AGENTS.md: See A', 'pkg/AGENTS.md: P']);
    expect(named.settings[0]).toMatchObject({ key: 'context.fileName', effect: 'needs-trust' });
    expect(unread(named)).toEqual(['GEMINI.md other-tool']);
  });

  it('Gemini CLI expands five hops', async () => {
    const hops = Object.fromEntries([0, 1, 2, 3, 4, 5].map((hop) => [`d${hop}.md`, `${hop} @d${hop + 1}.md`]));
    expect((await read({ 'GEMINI.md': '@d0.md', ...hops, 'd6.md': '6' }, 'gemini-cli')).parts[0]?.text).toBe('0 1 2 3 4 @d5.md');
  });

  it('Copilot reads path instructions by applyTo, each agent its own', async () => {
    const files = {
      '.github/copilot-instructions.md': 'x'.repeat(4100),
      '.github/instructions/ts.instructions.md': '---\napplyTo: "**/*.ts,**/*.tsx"\nexcludeAgent: "code-review"\n---\nTypes.',
      '.github/instructions/none.instructions.md': 'On request.',
    };
    expect(parts(await read(files, 'copilot-cloud-agent'))).toEqual([
      '.github/copilot-instructions.md',
      '.github/instructions/none.instructions.md (asked: somebody attaches it: it has no applyTo)',
      '.github/instructions/ts.instructions.md (**/*.ts **/*.tsx)',
    ]);
    const review = await read(files, 'copilot-code-review');
    expect(review.parts[0]).toMatchObject({ byteSize: 4000, cut: { byteSize: 100, location: { range: { start: { offset: 4000 } } } } });
    expect(unread(review)).toEqual(['.github/instructions/ts.instructions.md excluded']);
  });

  it('Cursor reads rules by their front matter, valid YAML or not', async () => {
    const rule = (frontMatter: string): string => `---\n${frontMatter}\n---\nRule.`;
    const result = await read(
      {
        'AGENTS.md': bakery,
        'pkg/AGENTS.md': bakery,
        '.cursor/rules/a-always.mdc': rule('alwaysApply: true'),
        '.cursor/rules/b-globs.mdc': rule('description: x\nglobs: *.ts,src/**\nalwaysApply: false'),
        '.cursor/rules/c-list.mdc': rule('globs: ["*.py"]'),
        '.cursor/rules/d-model.mdc': rule('description: Ovens'),
        '.cursor/rules/e-manual.mdc': 'Nothing.',
        '.cursor/rules/f-quoted.mdc': rule('alwaysApply: "true"'),
        '.cursor/rules/g-plain.md': 'Plain.',
      },
      'cursor',
    );
    expect(parts(result)).toEqual([
      'AGENTS.md',
      'pkg/AGENTS.md (in pkg)',
      '.cursor/rules/a-always.mdc',
      '.cursor/rules/b-globs.mdc (*.ts src/**)',
      '.cursor/rules/c-list.mdc (*.py)',
      '.cursor/rules/d-model.mdc (asked: the model finds its description fitting)',
      '.cursor/rules/e-manual.mdc (asked: somebody names it)',
      '.cursor/rules/f-quoted.mdc (asked: somebody names it)',
      '.cursor/rules/g-plain.md',
    ]);
    expect(result.parts[2]?.text).toBe('Rule.');
  });

  it('Windsurf scopes nested AGENTS.md to its directory, and cuts rules', async () => {
    const result = await read(
      {
        'AGENTS.md': bakery,
        'pkg/AGENTS.md': bakery,
        '.windsurf/rules/a.md': `---\ntrigger: always_on\n---\n${'x'.repeat(12_000)}`,
        '.windsurf/rules/b.md': '---\ntrigger: glob\nglobs: *.ts\n---\nx',
        '.windsurf/rules/c.md': 'x',
      },
      'windsurf',
      'pkg',
    );
    expect(parts(result)).toEqual([
      'AGENTS.md',
      'pkg/AGENTS.md (in pkg)',
      '.windsurf/rules/a.md',
      '.windsurf/rules/b.md (*.ts)',
      '.windsurf/rules/c.md (it has no trigger that the tool documents)',
    ]);
    expect(result.parts[2]?.cut?.byteSize).toBe(27);
  });

  it.each<[string, Files, string[]]>([
    [
      'cline',
      { 'AGENTS.md': 'a', '.clinerules/a.md': '---\npaths:\n  - src/**\n---\nx', '.clinerules/workflows/w.md': 'w', '.windsurfrules': 'w' },
      ['AGENTS.md', '.clinerules/a.md (src/**)', '.windsurfrules'],
    ],
    [
      'roo-code',
      { 'AGENTS.md': 'a', '.roo/rules/b.md': 'b', '.roo/rules-code/c.md': 'c', '.clinerules': 'd' },
      ['.roo/rules-code/c.md (asked: the tool works in the mode code)', 'AGENTS.md', '.roo/rules/b.md'],
    ],
    ['roo-code', { '.roorules-ask': 'a', '.clinerules': 'd' }, ['.roorules-ask (asked: the tool works in the mode ask)', '.clinerules']],
    ['kilo-code', { '.kilocode/rules/a.md': 'a', 'AGENTS.md': 'b' }, ['AGENTS.md', '.kilocode/rules/a.md']],
    ['opencode', { 'CLAUDE.md': 'a', 'pkg/AGENTS.md': 'b' }, ['CLAUDE.md']],
    [
      'opencode',
      { 'AGENTS.md': 'a', 'CLAUDE.md': 'b', 'docs/x.md': 'x', 'opencode.json': '{ "instructions": ["docs/*.md", "https://bakery.test/r.md"] }' },
      ['AGENTS.md', 'docs/x.md'],
    ],
    [
      'kiro',
      {
        'AGENTS.md': 'a',
        '.kiro/steering/p.md': 'p',
        '.kiro/steering/q.md': '---\ninclusion: fileMatch\nfileMatchPattern: "*.ts"\n---\nq',
        '.kiro/steering/r.md': '---\ninclusion: manual\n---\nr',
      },
      ['AGENTS.md', '.kiro/steering/p.md', '.kiro/steering/q.md (*.ts)', '.kiro/steering/r.md (asked: somebody names it)'],
    ],
    ['junie', { 'AGENTS.md': 'a', '.junie/guidelines.md': 'g' }, ['AGENTS.md']],
    ['junie', { 'AGENTS.md': 'a', '.junie/AGENTS.md': 'j' }, ['.junie/AGENTS.md']],
    ['aider', { 'AGENTS.md': 'a', '.aider.conf.yml': 'read: [CONVENTIONS.md, gone.md]\n', 'CONVENTIONS.md': 'c' }, ['CONVENTIONS.md']],
    ['aider', { 'AGENTS.md': 'a' }, []],
    ['goose', { 'AGENTS.md': 'a', '.goosehints': 'g' }, ['AGENTS.md', '.goosehints']],
    ['warp', { 'AGENTS.md': 'a', 'WARP.md': 'w' }, ['WARP.md']],
    ['augment', { '.augment/rules/a.md': '---\ntype: agent_requested\n---\na' }, ['.augment/rules/a.md (asked: the model finds its description fitting)']],
    [
      'openhands',
      { '.openhands/microagents/repo.md': 'r', '.openhands/microagents/k.md': '---\ntriggers: [oven]\n---\nk' },
      ['.openhands/microagents/k.md (asked: the prompt has one of its triggers)', '.openhands/microagents/repo.md'],
    ],
    [
      'continue',
      { '.continue/rules/b.md': '---\nglobs: "*.ts"\n---\nb', '.continue/rules/a.md': 'a' },
      ['.continue/rules/a.md', '.continue/rules/b.md (*.ts)'],
    ],
    ['gemini-code-assist', { '.gemini/styleguide.md': 's', 'GEMINI.md': 'g' }, ['.gemini/styleguide.md']],
    ['vscode', { 'AGENTS.md': 'a', 'pkg/AGENTS.md': 'b', 'CLAUDE.md': 'c' }, ['AGENTS.md', 'CLAUDE.md']],
    [
      'vscode',
      { 'AGENTS.md': 'a', 'pkg/AGENTS.md': 'b', '.vscode/settings.json': '{ "chat.useAgentsMdFile": false, "chat.useNestedAgentsMdFiles": true }' },
      ['pkg/AGENTS.md'],
    ],
    ['amp', { 'AGENTS.md': 'a', 'CLAUDE.md': 'c' }, ['AGENTS.md']],
    ['qwen-code', { 'AGENTS.md': 'a', 'QWEN.md': 'c' }, ['AGENTS.md', 'QWEN.md']],
    ['crush', { 'AGENTS.md': 'a', 'CRUSH.md': 'c' }, ['CRUSH.md', 'AGENTS.md']],
  ])('%s reads what it is said to (%#)', async (tool, files, expected) => {
    expect(parts(await read(files, tool))).toEqual(expected);
  });

  it('names instructions that are fetched', async () => {
    const { unknown } = await read({ 'opencode.json': '{ "instructions": ["https://bakery.test/rules.md"] }' }, 'opencode');
    expect(unknown[0]).toContain('https://bakery.test/rules.md');
  });
});

describe('effectiveInstructions', () => {
  it('knows neither other tools nor directories outside', async () => {
    const facet = await facetOf({ 'AGENTS.md': bakery });
    expect(effectiveInstructions(facet, 'toaster', '')).toBeUndefined();
    expect(effectiveInstructions(facet, 'codex', '../other')).toBeUndefined();
    expect(effectiveInstructions(facet, 'codex', './pkg/')?.directory).toBe('pkg');
    expect(new Set(instructionTools).size).toBe(instructionTools.length);
  });

  it('splits globs at commas outside braces', () => {
    expect(globList('a, "b",{c,d}/*.ts,,')).toEqual(['a', 'b', '{c,d}/*.ts']);
    expect(globList(['x', 'y,z'])).toEqual(['x', 'y', 'z']);
    expect(globList(true)).toEqual([]);
  });

  const line = fc.constantFrom('@a.md', '@b.md', '@sub/c.md', 'Words.', '<!-- x -->', '<!--', '-->', '```', '---', 'paths: *.ts', 'äöü 🥐', '');
  const text = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'));
  const paths = [
    'AGENTS.md',
    'AGENTS.override.md',
    'CLAUDE.md',
    'GEMINI.md',
    'a.md',
    'b.md',
    'sub/c.md',
    'sub/AGENTS.md',
    '.cursor/rules/r.mdc',
    '.claude/rules/r.md',
  ];
  const files = fc.dictionary(fc.constantFrom(...paths), text, { maxKeys: 8 });

  it('gives pieces that stand where they say, whatever the files hold', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.constantFrom('', 'sub'), async (contents, directory) => {
        const facet = await facetOf(contents);
        for (const tool of instructionTools) {
          const result = effectiveInstructions(facet, tool, directory);
          for (const part of result?.parts ?? []) {
            expect(part.text).toBe(part.pieces.map(({ value }) => value).join(''));
            for (const { value, location } of part.pieces)
              expect(contents[location.path]?.slice(location.range.start.offset, location.range.end.offset)).toBe(value);
          }
          const seen = new Set(result?.parts.map((part) => part.path));
          expect(result?.unread.some(({ path }) => seen.has(path))).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });
});
