import type { EnvironmentRead } from '../model/environment.ts';
import { kindsAt, type SourceLanguage } from './source-code.ts';
import { type TextPositions, textPositions } from './text-position.ts';

/** A way in which a language reads a variable. Group 1 is the name; each expression is linear. */
interface Form {
  readonly expression: RegExp;
  /** Stands in a text (struct tags), not in code. */
  readonly inText?: true;
  /** The code does without the variable by itself: it asks whether it is there, or gives an `Option`. */
  readonly optional?: true;
}

const form = (expression: RegExp): Form => ({ expression });
const optional = (expression: RegExp): Form => ({ expression, optional: true });

const forms: Readonly<Record<SourceLanguage, readonly Form[]>> = {
  js: [
    form(/\b(?:process|Bun|import\.meta)\.env\??\.([A-Za-z_]\w*)\b(?!\s?\()/g),
    form(/\b(?:process|Bun|import\.meta)\.env(?:\?\.)?\[\s*['"`]([A-Za-z_]\w*)['"`]/g),
    form(/\bDeno\.env\.get\(\s*['"`]([A-Za-z_]\w*)['"`]/g),
    optional(/\bDeno\.env\.has\(\s*['"`]([A-Za-z_]\w*)['"`]/g),
  ],
  py: [
    form(/\b(?:os\.)?environ\s*(?:\.get\(|\[)\s*['"]([A-Za-z_]\w*)['"]/g),
    form(/\b(?:os\.)?getenv\(\s*['"]([A-Za-z_]\w*)['"]/g),
    // django-environ and decouple.
    form(/\benv(?:\.(?:str|bool|int|float|list|url|db|cache|json))?\(\s*['"]([A-Z][A-Z0-9_]*)['"]/g),
    form(/(?<![.\w])config\(\s*['"]([A-Z][A-Z0-9_]*)['"]/g),
  ],
  rb: [form(/\bENV(?:\.fetch\(|\[)\s*['"]([A-Za-z_]\w*)['"]/g), optional(/\bENV\.(?:key|has_key|include|member)\?\(\s*['"]([A-Za-z_]\w*)['"]/g)],
  go: [
    form(/\bos\.(?:Getenv|LookupEnv)\(\s*["`]([A-Za-z_]\w*)["`]/g),
    // Struct tags of caarlos0/env, kelseyhightower/envconfig and sethvargo/go-envconfig.
    { expression: /(?<=[`\s])env(?:config)?:"([A-Z][A-Z0-9_]*)/g, inText: true },
  ],
  php: [form(/(?<![>\w])(?:env|getenv)\(\s*['"]([A-Za-z_]\w*)['"]/g), form(/\$_(?:ENV|SERVER)\[\s*['"]([A-Z][A-Z0-9]*_\w*)['"]/g)],
  jvm: [
    form(/\bSystem\.getenv\(\s*"([A-Za-z_]\w*)"/g),
    form(/\bSystem\.getenv\(\)\s*(?:\.get\(|\[)\s*"([A-Za-z_]\w*)"/g),
    optional(/\bSystem\.getenv\(\)\s*\.getOrDefault\(\s*"([A-Za-z_]\w*)"/g),
  ],
  rs: [
    form(/\benv::var(?:_os)?\(\s*"([A-Za-z_]\w*)"/g),
    form(/(?<!\w)env!\(\s*"([A-Za-z_]\w*)"/g),
    optional(/\boption_env!\(\s*"([A-Za-z_]\w*)"/g),
    // clap: the option can be given on the command line instead.
    optional(/\benv\s*=\s*"([A-Z][A-Z0-9_]*)"/g),
  ],
  cs: [form(/\bGetEnvironmentVariable\(\s*"([A-Za-z_]\w*)"/g)],
  ex: [form(/\bSystem\.(?:get_env|fetch_env!?)\(\s*"([A-Za-z_]\w*)"/g)],
  swift: [form(/\bProcessInfo\.processInfo\.environment\[\s*"([A-Za-z_]\w*)"/g)],
};

const languages: Readonly<Record<string, SourceLanguage>> = {
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
  swift: 'swift',
};

/** A quick look: code that reads the environment by its language's own means has one of these. */
const traces = ['.env', 'environ', 'getenv', 'ENV', 'Getenv', 'LookupEnv', 'env(', 'env::var', 'env!(', 'GetEnvironmentVariable', 'get_env', 'fetch_env'];

/** What settings libraries write instead. */
const libraryTraces = ['BaseSettings', 'config(', 'env:"', 'envconfig:"', 'env = "', 'env="', 'env.'];

/** Whether anything in a text could read the environment by the language's own means. */
export function mayReadEnvironment(text: string): boolean {
  return traces.some((trace) => text.includes(trace));
}

/** Whether {@link readEnvironmentNames} could find anything in a text. */
export function mayNameVariables(text: string): boolean {
  return mayReadEnvironment(text) || libraryTraces.some((trace) => text.includes(trace));
}

/**
 * Finds where source code reads environment variables by a literal name: by the language's own means, and by the settings
 * libraries that are most used (pydantic-settings, django-environ, decouple, struct tags of Go, clap). What stands in a
 * comment or in a text is left out, and so is what sets a variable.
 *
 * @param path - Repository-relative path; its extension tells the language.
 * @returns Each name once: where code does without it, if it does somewhere, or else at its first place. None for other files.
 * @throws Never. Time is linear in the text.
 */
export function readEnvironmentNames(path: string, text: string, positions: TextPositions = textPositions(path, text)): readonly EnvironmentRead[] {
  const extension = path.slice(path.lastIndexOf('.') + 1);
  const language = Object.hasOwn(languages, extension) ? languages[extension] : undefined;
  if (!language || !mayNameVariables(text)) return [];
  const kindAt = kindsAt(language, text);
  const reads = new Map<string, EnvironmentRead>();
  const add = (name: string, start: number, hasDefault: boolean, written = name): void => {
    const before = reads.get(name);
    if (before && (before.hasDefault || !hasDefault)) return;
    reads.set(name, { name, hasDefault, location: positions.location(start, start + written.length) });
  };
  for (const { expression, inText, optional: isOptional } of forms[language]) {
    for (const match of text.matchAll(expression)) {
      const name = match[1];
      if (name === undefined || kindAt(match.index) !== (inText ? 'string' : 'code')) continue;
      const end = match.index + match[0].length;
      const nameStart = match.index + match[0].lastIndexOf(name);
      // An assignment sets the variable, it does not read it; `||=` reads it first.
      if (/^['"`]?\s*\]?\s*=(?![=>])/.test(text.slice(end, end + 12))) continue;
      if (inText) add(name, nameStart, tagHasDefault(text, end));
      else add(name, nameStart, isOptional === true || defaultFollows(text, end, match[0]) || isCondition(text, match.index));
    }
  }
  if (language === 'js') for (const { name, start, hasDefault } of destructured(text)) if (kindAt(start) === 'code') add(name, start, hasDefault);
  // A field is located at its own name, which differs from the variable's.
  if (language === 'py')
    for (const { name, field, start, hasDefault } of settingsFields(text)) if (kindAt(start) === 'code') add(name, start, hasDefault, field);
  return [...reads.values()];
}

/** A fallback, or a comparison: code that compares does without the variable. */
function defaultFollows(text: string, end: number, matched: string): boolean {
  const after = text.slice(end, end + 60);
  if (/^['"`]?\s*\]?\)?\s*(?:\|\||\?\?|\?:|\?(?!\.)|===?|!==?|&&|\bor\b|\.unwrap_or|\.ok\()/.test(after)) return true;
  // `get(name, default)`, `fetch(name) { … }`, `env(name, default)`.
  if (/\.get\(|getenv\(|fetch\(|\benv(?:\.\w+)?\(|\bconfig\(|get_env\(/.test(matched))
    return /^\s*,(?!\s*(?:cast|parse_default)\b)/.test(after) || /^\s*\)\s*(?:\{|do\b|or\b|\|\|)/.test(after);
  return false;
}

/** `env:"PORT" envDefault:"3000"`, `env:"PORT, default=3000"`. */
function tagHasDefault(text: string, end: number): boolean {
  const tag = text.slice(end, end + 300);
  const close = tag.indexOf('`');
  return /\bdefault\b|\benvDefault:/.test(close < 0 ? tag : tag.slice(0, close));
}

/** The condition of a branch, a negation, or itself the alternative to something else: code does without it. */
function isCondition(text: string, offset: number): boolean {
  return /(?:\bif\s*\(?|\bunless\b|\belif\b|\bassert\b|!|\|\||&&|\?\?|\bor|\band|\bnot|\bBoolean\(|\btypeof|\bbool\()\s*\(?\s*$/.test(
    text.slice(Math.max(0, offset - 24), offset),
  );
}

interface Found {
  readonly name: string;
  readonly start: number;
  readonly hasDefault: boolean;
}

/** Longest pattern in braces that is looked into. */
const patternLimit = 2000;

/** `const { PORT = "3000", HOST: host } = process.env`. */
function* destructured(text: string): Generator<Found> {
  for (const match of text.matchAll(/\}\s{0,20}=\s{0,20}(?:process|Bun|import\.meta)\.env\b(?!\s?[.[(?])/g)) {
    const from = Math.max(0, match.index - patternLimit);
    const open = text.slice(from, match.index).lastIndexOf('{');
    if (open < 0) continue;
    const inside = from + open + 1;
    for (const part of text.slice(inside, match.index).matchAll(/(?:^|,)(\s*)([A-Za-z_]\w*)\s*(?::\s*\w+\s*)?(=)?/g)) {
      const [whole, blank = '', name = '', equals] = part;
      yield { name, start: inside + part.index + (whole.startsWith(',') ? 1 : 0) + blank.length, hasDefault: equals !== undefined };
    }
  }
}

/** Lines of a class body that are looked into. */
const classLimit = 400;

/**
 * Fields of a pydantic settings class: the variable is the field's name in capitals, behind the class's prefix.
 *
 * Source: https://docs.pydantic.dev/latest/concepts/pydantic_settings/ (November 2026)
 */
function* settingsFields(text: string): Generator<Found & { readonly field: string }> {
  if (!text.includes('BaseSettings')) return;
  for (const match of text.matchAll(/^class [^\n:]{1,200}\):[^\n]*\n/gm)) {
    if (!/\bBaseSettings\b/.test(match[0])) continue;
    const fields: { field: string; start: number; written: string }[] = [];
    let prefix = '';
    let offset = match.index + match[0].length;
    for (let line = 0; line < classLimit && offset < text.length; line++) {
      const newline = text.indexOf('\n', offset);
      const end = newline < 0 ? text.length : newline;
      const content = text.slice(offset, Math.min(end, offset + 1000));
      if (/^\S/.test(content)) break;
      const [, field, written] = /^(?: {2,4}|\t)([A-Za-z]\w*)\s?:\s?(\S.*)$/.exec(content) ?? [];
      if (field !== undefined && written !== undefined && !written.includes('ClassVar') && !keyword.test(field) && field !== 'model_config')
        fields.push({ field, start: offset + content.indexOf(field), written });
      const given = /env_prefix["']?\s?[=:]\s?["'](\w{0,60})["']/.exec(content)?.[1];
      if (given !== undefined) prefix = given;
      offset = end + 1;
    }
    for (const { field, start, written } of fields) {
      const alias = /\b(?:validation_alias|alias|env)\s?=\s?["'](\w{1,80})["']/.exec(written)?.[1];
      yield { name: alias ?? `${prefix}${field}`.toUpperCase(), field, start, hasDefault: fieldHasDefault(written) };
    }
  }
}

const keyword = /^(?:if|else|elif|for|while|def|return|class|try|except|finally|with|match|case)$/;

/** `str = "x"` and `str | None = None` have one, `Field(...)` and `Field(alias="X")` none. */
function fieldHasDefault(written: string): boolean {
  const equals = written.search(/(?<![=!<>])=(?!=)/);
  if (equals < 0) return false;
  const value = written.slice(equals + 1).trimStart();
  if (!value.startsWith('Field(')) return !value.startsWith('...');
  return /\bdefault(?:_factory)?\s?=/.test(value) || !/^Field\(\s?(?:\)|\.\.\.|\w+\s?=|$)/.test(value);
}

/** Variables that the system, the shell, CI or a tool sets: no example file lists them. */
const platformName =
  /^(?:_|CI|HOME|PATH|PWD|OLDPWD|USER|USERNAME|USERPROFILE|LOGNAME|SHELL|COMSPEC|TERM|TERM_PROGRAM|COLORTERM|COLUMNS|LINES|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|TMP|TEMP|EDITOR|VISUAL|PAGER|DISPLAY|WAYLAND_DISPLAY|HOSTNAME|HOST|APPDATA|LOCALAPPDATA|PROGRAMDATA|PROGRAMFILES\w*|SYSTEMROOT|WINDIR|OS|NODE_ENV|NODE_OPTIONS|NODE_PATH|NODE_DEBUG|DEBUG|LOG_LEVEL|VERBOSE|NO_COLOR|FORCE_COLOR|PYTHON\w*|VIRTUAL_ENV|CONDA_\w+|RUST_\w+|CARGO\w*|OUT_DIR|TARGET|PROFILE|GO\w+|JAVA_\w+|RAILS_ENV|RACK_ENV|BUNDLE_\w+|GEM_\w+|DOTNET_\w+|ASPNETCORE_\w+|MIX_ENV|APP_ENV|GITHUB_\w+|RUNNER_\w+|GITLAB_\w+|CI_\w+|CIRCLE\w*|TRAVIS\w*|BUILDKITE\w*|JENKINS_\w+|APPVEYOR\w*|TF_BUILD|VERCEL\w*|NETLIFY\w*|CF_PAGES\w*|RENDER\w*|HEROKU\w*|DYNO|FLY_\w+|K_SERVICE|AWS_LAMBDA_\w+|AWS_REGION|AWS_DEFAULT_REGION|KUBERNETES_\w+|JEST_\w+|VITEST\w*|PLAYWRIGHT_\w+|MOCHA_\w+|CYPRESS\w*|TEST_PARALLEL\w*|PYTEST_\w+|npm_\w+|NPM_CONFIG_\w+|INIT_CWD|SSH_\w+|XDG_\w+|DBUS_\w+|http_proxy|https_proxy|no_proxy|all_proxy|HTTP_PROXY|HTTPS_PROXY|NO_PROXY|ALL_PROXY|BASE_URL|MODE|PROD|DEV|SSR|PORT|BABEL_ENV|NEXT_RUNTIME|NEXT_PHASE|ANALYZE|WSL_\w+|MSYSTEM|INSIDE_EMACS|CLAUDECODE|CLAUDE_CODE_\w+)$/;

/** Whether a variable belongs to the platform, CI or a tool, and not to the application. */
export function isPlatformVariable(name: string): boolean {
  return platformName.test(name);
}
