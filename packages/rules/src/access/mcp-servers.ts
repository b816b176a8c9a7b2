import { defineRule, type McpServer, type RepositoryRule } from '@ten-point/core/rule';

export const mcpServers: RepositoryRule = defineRule({
  id: 'access/mcp-servers',
  scope: 'repository',
  severity: 'warning',
  needs: ['agentSettings'],
  title: 'Committed MCP servers are pinned, encrypted, without secrets, and asked for',
  why: 'An MCP server in the repository is a program that starts on everyone’s machine with the agent’s rights. Without a version the next release runs unseen: `postmark-mcp` 1.0.16 (September 2025) copied every mail to its author after fifteen honest versions. A literal token in the list is a published token, and MCPoison (CVE-2025-54136) swapped the command of a server that had been approved once.',
  howToFix:
    'Name an exact version (`pkg@1.2.3`, an image by digest), use `https://`, take credentials from variables (`${TOKEN}`, `${input:token}`), and list the servers that are enabled instead of enabling all.',
  limits: 'Whether a pinned version is honest is not judged. Programs that are installed on the machine have no version here and are not judged.',
  effort: 'minutes',
  securitySeverity: 7.5,
  sources: [
    { url: 'https://modelcontextprotocol.io/docs/tutorials/security/security_best_practices', checked: '2026-11-24' },
    { url: 'https://code.claude.com/docs/en/mcp', checked: '2026-11-24', note: 'enableAllProjectMcpServers, variables in .mcp.json.' },
    { url: 'https://code.visualstudio.com/docs/copilot/customization/mcp-servers', checked: '2026-11-24', note: 'Inputs in .vscode/mcp.json.' },
    { url: 'https://nvd.nist.gov/vuln/detail/CVE-2025-54136', checked: '2026-11-24' },
  ],
  messages: {
    unpinned: 'MCP server {name} runs {package} without a version, so its next release runs unseen; name an exact version.',
    floatingImage: 'MCP server {name} runs the image {package} by a tag that moves; name its digest.',
    plainHttp: 'MCP server {name} is reached over {url}, which anyone on the way can read and change; use https.',
    secret: 'MCP server {name} holds a literal {what}; revoke it and take it from a variable.',
    autoApproved: 'MCP server {name} runs {tools} without asking; list the tools that only read.',
    privileged: 'MCP server {name} starts a container with {option}, which gives it the machine; take that out.',
    allEnabled: '{tool} setting {key} starts every server of .mcp.json unasked, those that a pull request adds too; list the servers instead.',
  },
  check({ repo, outcome }) {
    const { mcpServers: servers, settings } = repo.agentSettings();
    const all = settings.filter((setting) => setting.key === 'enableAllProjectMcpServers' && setting.value === 'true' && setting.effect !== 'ignored');
    if (servers.length === 0 && all.length === 0) return outcome.notApplicable('no committed list of MCP servers was found');
    for (const { tool, key, location } of all) outcome.fail('allEnabled', { tool, key }, location);
    for (const server of servers) {
      const { name } = server;
      let sound = true;
      const flag = (): void => {
        sound = false;
      };
      const unpinned = unpinnedPackage(server);
      if (unpinned) {
        flag();
        const data = { name, package: unpinned.value };
        outcome.fail(unpinned.kind === 'image' ? 'floatingImage' : 'unpinned', data, unpinned.location, {
          confidence: unpinned.kind === 'image' ? 'medium' : 'high',
        });
      }
      if (server.url && isPlainHttp(server.url.value)) {
        flag();
        outcome.fail('plainHttp', { name, url: withoutPath(server.url.value) }, server.url.location);
      }
      for (const { name: variable, value } of [...server.env, ...server.headers]) {
        if (!isLiteralSecret(variable, value.value)) continue;
        flag();
        outcome.fail('secret', { name, what: variable }, value.location);
      }
      for (const wide of server.autoApproved.filter((entry) => entry.value === '*')) {
        flag();
        outcome.fail('autoApproved', { name, tools: 'every tool' }, wide.location);
      }
      for (const option of server.args.filter((arg) => arg.value === '--privileged' || arg.value.includes('/var/run/docker.sock'))) {
        flag();
        outcome.fail('privileged', { name, option: option.value }, option.location);
      }
      if (sound)
        outcome.pass(
          `${server.path}: ${name} is ${server.url ? 'reached over TLS or locally' : 'pinned or installed'}, without literal secrets`,
          server.location,
        );
    }
  },
});

const runners: Readonly<Record<string, readonly string[]>> = {
  npx: ['-p', '--package', '-c', '--registry'],
  bunx: ['-p', '--package'],
  pnpx: [],
  uvx: ['--from', '--with', '--python', '-p', '--index-url', '--index'],
  pipx: ['--spec', '--python'],
};

type Unpinned = { readonly kind: 'package' | 'image'; readonly value: string; readonly location: McpServer['location'] };

/** The package or image that a runner fetches on every start, when it names no version. */
function unpinnedPackage({ command, args }: McpServer): Unpinned | undefined {
  const program = command?.value.replace(/^.*[\\/]/, '').replace(/\.(?:cmd|exe)$/i, '') ?? '';
  // `cmd /c npx …` on Windows, `pnpm dlx`, `npm exec`, `uv tool run`.
  const words = program === 'cmd' && /^\/c$/i.test(args[0]?.value ?? '') ? args.slice(1) : command ? [{ ...command, value: program }, ...args] : [];
  const [first, ...rest] = words;
  if (!first) return undefined;
  if (first.value === 'docker' || first.value === 'podman') return floatingImage(rest);
  let own = rest;
  let runner = first.value;
  if ((runner === 'pnpm' || runner === 'yarn') && own[0]?.value === 'dlx') own = own.slice(1);
  else if (runner === 'npm' && (own[0]?.value === 'exec' || own[0]?.value === 'x')) own = own.slice(1);
  else if (runner === 'uv' && own[0]?.value === 'tool' && own[1]?.value === 'run') [runner, own] = ['uvx', own.slice(2)];
  else if (runner === 'pipx' && own[0]?.value === 'run') own = own.slice(1);
  else if (!(runner in runners)) return undefined;
  const named = own.find((_, index) => ['-p', '--package', '--from', '--spec'].includes(own[index - 1]?.value ?? ''));
  const spec = named ?? own.find((word, index) => !word.value.startsWith('-') && !(runners[runner] ?? []).includes(own[index - 1]?.value ?? ''));
  if (!spec || isLocalOrVariable(spec.value)) return undefined;
  return isPinned(spec.value, runner) ? undefined : { kind: 'package', value: spec.value, location: spec.location };
}

function isPinned(spec: string, runner: string): boolean {
  if (runner === 'uvx' || runner === 'pipx') return /(?:==|@)v?\d/.test(spec) || /^git\+.*@[0-9a-f]{40}\b/.test(spec);
  return /.@v?\d+\.\d+/.test(spec) || /#[0-9a-f]{40}$/.test(spec);
}

function isLocalOrVariable(spec: string): boolean {
  return /^\.{0,2}\//.test(spec) || spec === '.' || spec.includes('${') || /\.(?:js|mjs|cjs|ts|py)$/.test(spec);
}

function floatingImage(words: readonly { readonly value: string; readonly location: McpServer['location'] }[]): Unpinned | undefined {
  if (words[0]?.value !== 'run') return undefined;
  const withValue =
    /^(?:-e|--env|-v|--volume|--mount|--name|--network|-p|--publish|-w|--workdir|-u|--user|--entrypoint|--env-file|-l|--label|--platform|--add-host)$/;
  const image = words.slice(1).find((word, index) => !word.value.startsWith('-') && !withValue.test(words[index]?.value ?? ''));
  if (!image || image.value.includes('@sha256:') || image.value.includes('${')) return undefined;
  // A version tag is how images are named by most; only no tag and `latest` are sure to move.
  const tag = /:([\w.-]+)$/.exec(image.value)?.[1];
  return tag === undefined || tag === 'latest' || tag === 'main' ? { kind: 'image', value: image.value, location: image.location } : undefined;
}

function isPlainHttp(url: string): boolean {
  return (
    /^http:\/\//i.test(url) &&
    !/^http:\/\/(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\]|host\.docker\.internal|[\w-]+\.local(?:host)?)(?=[:/]|$)/i.test(url) &&
    !url.includes('${')
  );
}

function withoutPath(url: string): string {
  return /^https?:\/\/(?:[^/@]*@)?([^/?#]+)/i.exec(url)?.[1] ?? 'http';
}

const secretName = /(?:token|secret|password|passwd|api[_-]?key|access[_-]?key|private[_-]?key|credential|authorization|\bpat\b|cookie)/i;

/** A value that is neither a reference to a variable, nor a placeholder, nor a path, number or switch. */
function isLiteralSecret(name: string, value: string): boolean {
  if (!secretName.test(name)) return false;
  const plain = value.replace(/^(?:Bearer|Basic|token)\s+/i, '').trim();
  if (plain.length < 12 || /\$\{|\$[A-Z_]+|^\$|\{\{|%\w+%|<[^<>]*>|^[./~]|^https?:/.test(plain)) return false;
  if (
    /^(?:x+|\*+|\.+|your[-_ ].*|my[-_ ].*|changeme.*|replace.*|example.*|placeholder.*|insert.*|todo.*|dummy.*|test.*|.*[-_](?:here|goes[-_]here))$/i.test(
      plain,
    )
  )
    return false;
  return /\d/.test(plain) && /[A-Za-z]/.test(plain) && !/\s/.test(plain);
}
