/**
 * Token formats that their issuers document, each recognised by a prefix of its own; see GitHub's list of secret scanning
 * patterns, https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
 */
const tokenShapes = [
  'gh[oprsu]_[A-Za-z0-9]{20,}',
  'github_pat_[A-Za-z0-9_]{20,}',
  'gl(?:pat|ptt|dt|rt|cbt|ft|soat|agent)-[\\w-]{20,}',
  'A(?:KIA|SIA|BIA|CCA)[A-Z0-9]{16}',
  'xox[abeoprs]-[A-Za-z0-9-]{10,}',
  'xapp-[A-Za-z0-9-]{10,}',
  // OpenAI, Anthropic and those who copied the shape; words joined by hyphens are none.
  'sk-(?:ant|proj|svcacct|admin|or|lf)-[\\w-]{16,}',
  'sk-[A-Za-z0-9]{20,}',
  '[prs]k_(?:live|test)_[A-Za-z0-9]{10,}',
  'whsec_[A-Za-z0-9+/=]{20,}',
  'AIza[\\w-]{30,}',
  'ya29\\.[\\w-]{20,}',
  'GOCSPX-[\\w-]{20,}',
  'npm_[A-Za-z0-9]{30,}',
  'pypi-AgE[\\w-]{30,}',
  'cio[A-Za-z0-9]{32}',
  'rubygems_[a-f0-9]{40,}',
  'dckr_(?:pat|oat)_[\\w-]{20,}',
  'hf_[A-Za-z0-9]{30,}',
  'SG\\.[\\w-]{16,}\\.[\\w-]{16,}',
  'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}',
  'do[opr]_v1_[a-f0-9]{40,}',
  'hv[bsr]\\.[\\w-]{20,}',
  'dapi[a-f0-9]{32}',
  'lin_api_[A-Za-z0-9]{30,}',
  'sntrys_[\\w+/=-]{30,}',
  'tskey-[a-z]+-[A-Za-z0-9-]{16,}',
  'ATATT3[\\w=-]{30,}',
  'AGE-SECRET-KEY-1[0-9A-Z]{50,}',
  'eyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]{8,}',
] as const;

// A token starts where a word does: so every character is looked at a bounded number of times, whatever the text.
const token = new RegExp(`(?<![\\w-])(?:${tokenShapes.join('|')})`, 'g');

const privateKey = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----|$)/g;

const webhook = /(?<=hooks\.slack\.com\/services\/|discord(?:app)?\.com\/api\/webhooks\/)[\w/-]{10,}/g;

// `://user:password@host`; a variable in place of the password is no secret.
const urlPassword = /(?<=:\/\/[^\s/@:]{0,64}:)(?![$<{%*])[^\s/@]{1,256}(?=@)/g;

const assignment = /((?:passw(?:or)?d|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)[\w-]{0,20}["']?\s{0,3}[:=]\s{0,3}["']?)([\w+=~-]{20,256})/gi;

const mark = '[redacted]';

/**
 * Takes values that look like secrets out of a text: documented token formats, private keys, passwords in URLs, and long
 * values with digits that are assigned to a name such as `api_key`. The first characters of a token stay, as they tell its kind.
 *
 * @returns The text itself when nothing was found.
 */
export function redact(text: string): string {
  return text
    .replace(privateKey, mark)
    .replace(token, (found) => `${found.slice(0, 4)}…${mark}`)
    .replace(webhook, mark)
    .replace(urlPassword, mark)
    .replace(assignment, (whole, name: string, value: string) => (looksRandom(value) ? `${name}${mark}` : whole));
}

// Names of secrets, versions and paths have fewer digits; generated keys have more.
function looksRandom(value: string): boolean {
  return (value.match(/\d/g) ?? []).length >= 3 && /[A-Za-z]/.test(value);
}

/** {@link redact} for every text inside a JSON value. */
export function redactDeep(value: unknown): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map(redactDeep);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, redactDeep(entry)]));
  return value;
}
