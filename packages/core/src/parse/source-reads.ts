import type { EnvironmentRead } from '../model/environment.ts';
import type { TextPositions } from './text-position.ts';

/** Forms in which a language reads an environment variable. Group 1 is the name; each form is linear. */
const forms: Readonly<Record<string, readonly RegExp[]>> = {
  js: [
    /\b(?:process|Bun|import\.meta)\.env\??\.([A-Za-z_]\w*)/g,
    /\b(?:process|Bun)\.env\??\.?\[\s*['"]([A-Za-z_]\w*)['"]/g,
    /\bDeno\.env\.get\(\s*['"]([A-Za-z_]\w*)['"]/g,
  ],
  py: [/\bos\.environ\s*(?:\.get\(|\[)\s*f?['"]([A-Za-z_]\w*)['"]/g, /\b(?:os\.)?getenv\(\s*['"]([A-Za-z_]\w*)['"]/g],
  rb: [/\bENV(?:\.fetch\(|\[)\s*['"]([A-Za-z_]\w*)['"]/g],
  go: [/\bos\.(?:Getenv|LookupEnv)\(\s*"([A-Za-z_]\w*)"/g],
  php: [/\b(?:env|getenv)\(\s*['"]([A-Za-z_]\w*)['"]/g, /\$_(?:ENV|SERVER)\[\s*['"]([A-Z][A-Z0-9]*_\w*)['"]/g],
  jvm: [/\bSystem\.getenv\(\s*"([A-Za-z_]\w*)"/g],
  rs: [/\benv::var(?:_os)?\(\s*"([A-Za-z_]\w*)"/g],
  cs: [/\bGetEnvironmentVariable\(\s*"([A-Za-z_]\w*)"/g],
  ex: [/\bSystem\.(?:get_env|fetch_env!?)\(\s*"([A-Za-z_]\w*)"/g],
};

const families: Readonly<Record<string, keyof typeof forms>> = {
  js: 'js',
  mjs: 'js',
  cjs: 'js',
  jsx: 'js',
  ts: 'js',
  mts: 'js',
  cts: 'js',
  tsx: 'js',
  vue: 'js',
  svelte: 'js',
  py: 'py',
  rb: 'rb',
  go: 'go',
  php: 'php',
  java: 'jvm',
  kt: 'jvm',
  rs: 'rs',
  cs: 'cs',
  ex: 'ex',
  exs: 'ex',
};

/** A quick look before the expressions run: none of them matches a text without one of these. */
const traces = ['.env', 'environ', 'getenv', 'ENV', 'Getenv', 'LookupEnv', 'env(', 'env::var', 'GetEnvironmentVariable', 'get_env', 'fetch_env'];

/** Whether anything in a text could read the environment. */
export function mayReadEnvironment(text: string): boolean {
  return traces.some((trace) => text.includes(trace));
}

/**
 * Finds where source code reads environment variables by a literal name; commented lines are left out.
 *
 * @returns Each name once: where code does without it, if it does somewhere, or else at its first place.
 */
export function environmentReads(path: string, text: string, positions: TextPositions): readonly EnvironmentRead[] {
  const family = families[path.slice(path.lastIndexOf('.') + 1)];
  const expressions = family === undefined ? [] : (forms[family] ?? []);
  if (!mayReadEnvironment(text)) return [];
  const reads = new Map<string, EnvironmentRead>();
  for (const expression of expressions) {
    for (const match of text.matchAll(expression)) {
      const name = match[1];
      if (name === undefined || inComment(text, match.index, positions)) continue;
      const end = match.index + match[0].length;
      const nameEnd = text.lastIndexOf(name, end) + name.length;
      const before = reads.get(name);
      if (before?.hasDefault) continue;
      const hasDefault = defaultFollows(text, end, match[0]) || isOptional(text, match.index);
      if (before && !hasDefault) continue;
      // An assignment sets the variable, it does not read it.
      if (/^\s*\]?\s*(?:[|?]{2})?=(?!=)/.test(text.slice(end, end + 12))) continue;
      reads.set(name, { name, hasDefault, location: positions.location(nameEnd - name.length, nameEnd) });
    }
  }
  return [...reads.values()];
}

function inComment(text: string, offset: number, positions: TextPositions): boolean {
  const lineStart = offset - positions.position(offset).column + 1;
  const before = text.slice(Math.max(lineStart, offset - 300), offset);
  return /^\s*(?:\/\/|#|\*|\/\*|<!--|--)/.test(before) || /\s(?:\/\/|#)\s/.test(before);
}

/** A fallback, or a comparison: code that compares does without the variable. */
function defaultFollows(text: string, end: number, matched: string): boolean {
  const after = text.slice(end, end + 60);
  if (/^['"]?\s*\]?\)?\s*(?:\|\||\?\?|\?(?!\.)|===?|!==?|&&|\bor\b|\.unwrap_or|\.ok\()/.test(after)) return true;
  // `get(name, default)`, `fetch(name) { … }`, `env(name, default)`.
  if (/\.get\(|getenv\(|fetch\(|\benv\(|get_env\(/.test(matched)) return /^\s*,/.test(after) || /^\s*\)\s*(?:\{|do\b|or\b|\|\|)/.test(after);
  return false;
}

/** The condition of a branch, a negation, or itself the alternative to something else: code does without it. */
function isOptional(text: string, offset: number): boolean {
  return /(?:\bif\s*\(?|\bunless\b|\belif\b|\bassert\b|!|\|\||&&|\?\?|\bor|\band|\bnot|\bBoolean\(|\btypeof|\bbool\()\s*\(?\s*$/.test(
    text.slice(Math.max(0, offset - 24), offset),
  );
}

/** Variables that the system, the shell, CI or a tool sets: no example file lists them. */
const platformName =
  /^(?:_|CI|HOME|PATH|PWD|OLDPWD|USER|USERNAME|USERPROFILE|LOGNAME|SHELL|COMSPEC|TERM|TERM_PROGRAM|COLORTERM|COLUMNS|LINES|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|TMP|TEMP|EDITOR|VISUAL|PAGER|DISPLAY|WAYLAND_DISPLAY|HOSTNAME|HOST|APPDATA|LOCALAPPDATA|PROGRAMDATA|PROGRAMFILES\w*|SYSTEMROOT|WINDIR|OS|NODE_ENV|NODE_OPTIONS|NODE_PATH|NODE_DEBUG|DEBUG|LOG_LEVEL|VERBOSE|NO_COLOR|FORCE_COLOR|PYTHON\w*|VIRTUAL_ENV|CONDA_\w+|RUST_\w+|CARGO\w*|OUT_DIR|TARGET|PROFILE|GO\w+|JAVA_\w+|RAILS_ENV|RACK_ENV|BUNDLE_\w+|GEM_\w+|DOTNET_\w+|ASPNETCORE_\w+|MIX_ENV|APP_ENV|GITHUB_\w+|RUNNER_\w+|GITLAB_\w+|CI_\w+|CIRCLE\w*|TRAVIS\w*|BUILDKITE\w*|JENKINS_\w+|APPVEYOR\w*|TF_BUILD|VERCEL\w*|NETLIFY\w*|CF_PAGES\w*|RENDER\w*|HEROKU\w*|DYNO|FLY_\w+|K_SERVICE|AWS_LAMBDA_\w+|AWS_REGION|AWS_DEFAULT_REGION|KUBERNETES_\w+|JEST_\w+|VITEST\w*|PLAYWRIGHT_\w+|MOCHA_\w+|CYPRESS\w*|TEST_PARALLEL\w*|PYTEST_\w+|npm_\w+|NPM_CONFIG_\w+|INIT_CWD|SSH_\w+|XDG_\w+|DBUS_\w+|http_proxy|https_proxy|no_proxy|all_proxy|HTTP_PROXY|HTTPS_PROXY|NO_PROXY|ALL_PROXY|BASE_URL|MODE|PROD|DEV|SSR|PORT|BABEL_ENV|NEXT_RUNTIME|NEXT_PHASE|ANALYZE|WSL_\w+|MSYSTEM|INSIDE_EMACS|CLAUDECODE|CLAUDE_CODE_\w+)$/;

/** Whether a variable belongs to the platform, CI or a tool, and not to the application. */
export function isPlatformVariable(name: string): boolean {
  return platformName.test(name);
}
