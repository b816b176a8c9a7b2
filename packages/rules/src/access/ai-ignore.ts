import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { secretPath } from './agent-permission-patterns.ts';

/** Tracked files that hold secrets by their name; tracked `.env` and `.npmrc` files are published settings. */
const secretFile =
  /(?:^|\/)(?:id_(?:rsa|ed25519|ecdsa)|\.netrc|credentials\.json|secrets?\.(?:ya?ml|json|toml|env)|[\w.-]*\.tfstate|service-account[\w-]*\.json)$/i;

export const aiIgnore: RepositoryRule = defineRule({
  id: 'access/ai-ignore',
  scope: 'repository',
  severity: 'note',
  needs: ['agentSettings', 'instructions'],
  title: 'Secrets are kept from agents',
  why: 'What an agent reads goes to a model, into logs, and within reach of whatever the agent is told next. A local `.env` is read by default when a task seems to need it; a deny rule or an ignore file keeps the usual tools away from it.',
  howToFix:
    'Deny reading in the settings of the agents in use (`"deny": ["Read(./.env)", "Read(./.env.*)", "Read(./secrets/**)"]` for Claude Code), or list the paths in their ignore files (`.cursorignore`, `.geminiignore`, …). Better still, keep production secrets off the machines on which agents run.',
  limits:
    'Ignore files are filters of context, not boundaries: a shell command still reads the file. Content exclusion of GitHub Copilot is set on github.com and not visible here; opencode denies `.env` by default.',
  effort: 'minutes',
  sources: [
    { url: 'https://code.claude.com/docs/en/settings', checked: '2026-11-24', note: 'Deny rules for reading.' },
    { url: 'https://docs.cline.bot/resources/deprecations', checked: '2026-11-24', note: '.clineignore: a filter, no security boundary; support ends.' },
    { url: 'https://opencode.ai/docs/permissions/', checked: '2026-11-24', note: '.env is denied by default.' },
  ],
  messages: {
    open: 'Nothing keeps agents from {secrets}; deny reading it in the settings of {tools}, or list it in their ignore files.',
  },
  check({ repo, outcome }) {
    const { settings, ignoreFiles } = repo.agentSettings();
    const instructions = repo.instructions();
    const tools = instructions.agentsInUse.map((agent) => agent.name);
    const guards = [
      ...settings
        .filter(({ key, value, effect }) => effect !== 'ignored' && (/\.deny$/.test(key) || value === 'deny') && secretPath.test(`${key} ${value}`))
        .map(({ tool, value, location }) => ({ text: `${tool} denies ${value}`, location })),
      ...ignoreFiles.flatMap(({ tool, path, patterns }) =>
        patterns
          .filter((pattern) => secretPath.test(pattern.value))
          .map((pattern) => ({ text: `${path} keeps ${pattern.value} from ${tool}`, location: pattern.location })),
      ),
    ];
    for (const { text, location } of guards) outcome.pass(text, location);
    if (guards.length > 0) return;
    if (tools.length === 0) return outcome.notApplicable('no file of a particular agent shows which agents are in use');
    const tracked = repo.files.entries.find((entry) => secretFile.test(entry.path) && repo.files.role(entry.path) === 'own');
    const local = instructions.isIgnored('.env') ? '.env, which git ignores and local checkouts have' : undefined;
    const secrets = tracked?.path ?? local;
    if (secrets === undefined) return outcome.notApplicable('no file that holds secrets by its name, nor an ignored .env, was found');
    outcome.fail('open', { secrets, tools: tools.slice(0, 3).join(', ') }, undefined, { confidence: 'low' });
  },
});
