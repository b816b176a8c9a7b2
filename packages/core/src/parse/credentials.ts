import type { CommittedCredential } from '../model/credential.ts';
import { textPositions } from './text-position.ts';

interface CredentialForm {
  readonly kind: string;
  /** What it begins with; also what is searched for, so that a text without it costs one pass. */
  readonly prefix: string;
  /** The whole form, anchored; every repetition is bounded. */
  readonly form: RegExp;
}

// Forms that their issuers document, with a fixed beginning: https://docs.github.com/code-security/reference/secret-security/supported-secret-scanning-patterns (2026-11-24)
const forms: readonly CredentialForm[] = [
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'].map((prefix) => ({ kind: 'a GitHub token', prefix, form: /^gh[pousr]_[A-Za-z0-9]{36}(?![A-Za-z0-9])/ })),
  { kind: 'a GitHub token', prefix: 'github_pat_', form: /^github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?!\w)/ },
  { kind: 'a GitLab token', prefix: 'glpat-', form: /^glpat-[\w-]{20}(?![\w-])/ },
  { kind: 'an AWS access key', prefix: 'AKIA', form: /^AKIA[A-Z2-7]{16}(?![A-Za-z0-9])/ },
  { kind: 'an Anthropic key', prefix: 'sk-ant-', form: /^sk-ant-[a-z]{3,5}\d{2}-[\w-]{80,120}/ },
  { kind: 'an OpenAI key', prefix: 'sk-proj-', form: /^sk-proj-[\w-]{40,200}/ },
  { kind: 'an OpenAI key', prefix: 'sk-svcacct-', form: /^sk-svcacct-[\w-]{40,200}/ },
  { kind: 'a Stripe live key', prefix: 'sk_live_', form: /^sk_live_[A-Za-z0-9]{24,120}/ },
  { kind: 'a Stripe live key', prefix: 'rk_live_', form: /^rk_live_[A-Za-z0-9]{24,120}/ },
  { kind: 'a Slack token', prefix: 'xox', form: /^xox[abprs]-\d{10,13}-\d{10,13}-[\w-]{20,80}/ },
  {
    kind: 'a Slack webhook',
    prefix: 'https://hooks.slack.com/services/',
    form: /^https:\/\/hooks\.slack\.com\/services\/T[A-Z0-9]{8,12}\/B[A-Z0-9]{8,12}\/[A-Za-z0-9]{24}/,
  },
  { kind: 'an npm token', prefix: 'npm_', form: /^npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])/ },
  { kind: 'a PyPI token', prefix: 'pypi-AgEIcHlwaS5vcmc', form: /^pypi-AgEIcHlwaS5vcmc[\w-]{50,200}/ },
  { kind: 'a Hugging Face token', prefix: 'hf_', form: /^hf_[A-Za-z]{34}(?![A-Za-z0-9])/ },
  { kind: 'a SendGrid key', prefix: 'SG.', form: /^SG\.[\w-]{22}\.[\w-]{43}(?![\w-])/ },
  { kind: 'a private key', prefix: '-----BEGIN ', form: /^-----BEGIN (?:RSA |EC |OPENSSH |DSA )?PRIVATE KEY-----(?:\\n|\s){1,9}[A-Za-z0-9+/=]{40,80}/ },
];

const findingLimit = 50;

/**
 * Finds credentials by their documented forms. Placeholders (repeated characters, counted-up ones, "example") are left out.
 *
 * @throws Never.
 */
export function findCredentials(path: string, text: string): readonly CommittedCredential[] {
  const positions = textPositions(path, text);
  const found: CommittedCredential[] = [];
  for (const { kind, prefix, form } of forms) {
    for (let at = text.indexOf(prefix); at >= 0 && found.length < findingLimit; at = text.indexOf(prefix, at + prefix.length)) {
      if (/[A-Za-z0-9_]/.test(text.charAt(at - 1))) continue;
      const match = form.exec(text.slice(at, at + 400))?.[0];
      if (match === undefined || isPlaceholder(match.slice(prefix.length).replace(/^.*KEY-----/, ''))) continue;
      found.push({ kind, redacted: `${prefix.trim()}…`, location: positions.location(at, at + match.length) });
    }
  }
  return found.sort((left, right) => left.location.range.start.offset - right.location.range.start.offset);
}

function isPlaceholder(secret: string): boolean {
  const lower = secret.toLowerCase();
  // Random text of this length has more than ten different characters, and no run of four.
  return (
    new Set(lower).size < 11 ||
    /(.)\1{3}/.test(lower) ||
    ['example', 'placeholder', 'your', 'dummy', 'fake', 'test', 'abcdef', '123456', 'redacted'].some((word) => lower.includes(word))
  );
}
