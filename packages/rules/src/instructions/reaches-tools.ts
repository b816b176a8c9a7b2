import { defineRule, fileStart, type RepositoryRule } from '@ten-point/core/rule';
import { guidingFiles, noInstructions } from './guiding-files.ts';

/** Files that import another, by the tool that reads nothing else, with the import as its documentation writes it. */
const bridges: Readonly<Record<string, { readonly path: string; readonly line: string }>> = {
  'claude-code': { path: 'CLAUDE.md', line: '@AGENTS.md' },
  'gemini-cli': { path: 'GEMINI.md', line: '@./AGENTS.md' },
};

export const reachesTools: RepositoryRule = defineRule({
  id: 'instructions/reaches-tools',
  scope: 'repository',
  severity: 'warning',
  needs: ['instructions'],
  title: 'Every agent in use finds the instructions',
  why: 'Tools do not agree on the file that they read. Gemini CLI knows `GEMINI.md` only, unless its settings name another file; Claude Code reads `AGENTS.md` only since 2.1.277 and only where no `CLAUDE.md` is; an empty `AGENTS.override.md` hides `AGENTS.md` from Codex. An agent that finds nothing works without the rules that the others keep.',
  howToFix:
    'Keep one text, best as `AGENTS.md`, and lead the other tools to it: `CLAUDE.md` with the line `@AGENTS.md`, `"context": { "fileName": ["AGENTS.md"] }` in `.gemini/settings.json`, `read: AGENTS.md` in `.aider.conf.yml`.',
  limits:
    'Which agents people use is told from their files and from workflows that run them; who leaves no trace is not judged. What a user configures at home is not visible. Facts about tools are those of November 2026.',
  fixes:
    'For Claude Code and Gemini CLI, where the root has an `AGENTS.md` with text, no file of theirs is in the way and no committed setting names other files: makes `CLAUDE.md` or `GEMINI.md` with the one line that imports it. Settings and files that are there stay as they are.',
  effort: 'minutes',
  sources: [
    { url: 'https://code.claude.com/docs/en/memory', checked: '2026-11-24', note: 'Claude Code from 2.1.277: AGENTS.md as a fallback.' },
    { url: 'https://developers.openai.com/codex/guides/agents-md', checked: '2026-11-24', note: 'Codex: names and order in a directory.' },
    { url: 'https://docs.github.com/en/copilot/how-tos/configure-custom-instructions/add-repository-instructions', checked: '2026-11-24' },
    { url: 'https://github.com/google-gemini/gemini-cli/blob/main/docs/cli/gemini-md.md', checked: '2026-11-24', note: 'context.fileName' },
  ],
  messages: {
    notReached: '{tool} is in use here ({evidence}), but finds no instructions: {reason}. Lead it to the text that the other agents read.',
  },
  check({ repo, outcome }) {
    const instructions = repo.instructions();
    if (guidingFiles(instructions).length === 0) return outcome.notApplicable(noInstructions);
    if (instructions.agentsInUse.length === 0)
      return outcome.notApplicable('no file of a particular agent, and no workflow that runs one, shows which agents are in use');
    const hasText = instructions.files.some(({ path, document }) => path === 'AGENTS.md' && document.text.trim() !== '');
    for (const { tool, name, evidence, reach } of instructions.agentsInUse) {
      // Settings that name files of their own take the place of the usual one.
      const bridge = instructions.settings.some((setting) => setting.tool === name && /filename$/i.test(setting.key)) ? undefined : bridges[tool];
      const [first] = evidence;
      if (!first) continue;
      // Skills have become a format of several tools.
      const confidence = evidence.every(({ path }) => path.includes('/skills/')) ? 'low' : 'high';
      if (reach.state === 'reached') outcome.pass(`${name} (${first.path}): ${reach.how}`, fileStart(reach.by));
      else
        outcome.fail('notReached', { tool: name, evidence: `${first.path}: ${first.note}`, reason: reach.reason }, fileStart(first.path), {
          subject: name,
          confidence,
          ...(bridge && hasText ? { fix: { description: `Lead ${name} to AGENTS.md`, edits: [{ create: bridge.path, lines: [bridge.line] }] } } : {}),
        });
    }
  },
});
