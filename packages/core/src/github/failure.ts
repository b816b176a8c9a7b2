import type { Knowledge } from '../model/knowledge.ts';

/** Why a question to GitHub has no answer. */
export type Failure =
  /** Nobody asked: why, as the end of a sentence. */
  | { readonly kind: 'not-asked'; readonly message: string }
  /** No token was given, and the question needs one. */
  | { readonly kind: 'no-token' }
  /** The token is not valid (401). */
  | { readonly kind: 'bad-token' }
  /** The token may not see it. */
  | { readonly kind: 'forbidden'; readonly message: string }
  /** Not there, or hidden: GitHub answers both with 404. */
  | { readonly kind: 'not-found'; readonly message?: string }
  /** The plan of the account does not have the feature. */
  | { readonly kind: 'plan' }
  /** The organization wants single sign-on for this token. */
  | { readonly kind: 'single-sign-on' }
  | { readonly kind: 'rate-limit' }
  /** This GitHub (an older Enterprise Server) does not know the question. */
  | { readonly kind: 'unsupported'; readonly message: string }
  /** The server failed, or the network did, after retries. */
  | { readonly kind: 'unreachable'; readonly message: string }
  /** The answer is not what the API describes: too large, not JSON, another shape. */
  | { readonly kind: 'malformed'; readonly message: string };

type Unknown = Extract<Knowledge<never>, { state: 'unknown' }>;

/**
 * Says of a failure what is unknown and what would reveal it.
 *
 * @param what - Subject of the sentence, e.g. `the default permissions of workflow tokens`.
 * @param permission - What a fine-grained token needs, e.g. `Administration: read`.
 * @param place - Where a person finds it, e.g. `Settings → Actions → General`.
 */
export function unknownBecause(failure: Failure, what: string, permission: string, place: string): Unknown {
  const look = `Run with a token that has ${permission}, or look at ${place}.`;
  switch (failure.kind) {
    case 'not-asked':
      return {
        state: 'unknown',
        reason: `${lowerFirst(what)}: only GitHub knows, and ${failure.message}`,
        reveal: `Set GITHUB_TOKEN to a token with ${permission}, or look at ${place}.`,
      };
    case 'no-token':
      return { state: 'unknown', reason: `${lowerFirst(what)}: not to be read without a token`, reveal: look };
    case 'bad-token':
      return {
        state: 'unknown',
        reason: `${lowerFirst(what)}: GitHub did not accept the token`,
        reveal: `Check that the token is complete and has not expired. ${look}`,
      };
    case 'forbidden':
      return { state: 'unknown', reason: `${lowerFirst(what)}: the token may not read that`, reveal: look };
    case 'not-found':
      return { state: 'unknown', reason: `${lowerFirst(what)}: GitHub answers "not found", which is also what a token without the right gets`, reveal: look };
    case 'plan':
      return {
        state: 'unknown',
        reason: `${lowerFirst(what)}: the plan of this account does not have it`,
        reveal: 'Upgrade the plan, or make the repository public.',
      };
    case 'single-sign-on':
      return {
        state: 'unknown',
        reason: `${lowerFirst(what)}: the organization wants single sign-on for the token`,
        reveal: 'Authorize the token for the organization.',
      };
    case 'rate-limit':
      return {
        state: 'unknown',
        reason: `${lowerFirst(what)}: GitHub’s rate limit was reached`,
        reveal: 'Run again when the limit is reset.',
      };
    case 'unsupported':
      return { state: 'unknown', reason: `${lowerFirst(what)}: this GitHub server does not tell`, reveal: `Look at ${place}.` };
    case 'unreachable':
      return { state: 'unknown', reason: `${lowerFirst(what)}: GitHub did not answer (${failure.message})`, reveal: 'Run again.' };
    case 'malformed':
      return {
        state: 'unknown',
        reason: `${lowerFirst(what)}: GitHub’s answer could not be read (${failure.message})`,
        reveal: `Run again, or look at ${place}.`,
      };
    default:
      return failure satisfies never;
  }
}

/** A sentence on a failure that ends the run, with what to do. */
export function describeFailure(failure: Failure): string {
  switch (failure.kind) {
    case 'not-asked':
      return `${failure.message}.`;
    case 'no-token':
      return 'that needs a token. Set GITHUB_TOKEN, or clone the repository and audit the clone.';
    case 'bad-token':
      return 'GitHub did not accept the token. Check that it is complete and has not expired.';
    case 'forbidden':
      return 'the token may not read it (it needs Contents: read and Metadata: read).';
    case 'not-found':
      return 'it does not exist, or the token may not see it.';
    case 'plan':
      return 'the plan of the account does not allow it.';
    case 'single-sign-on':
      return 'the organization wants single sign-on for the token: authorize it there.';
    case 'rate-limit':
      return 'GitHub’s rate limit is reached. Run again when it is reset.';
    case 'unsupported':
      return `this GitHub server does not know the question (${failure.message}).`;
    case 'unreachable':
      return `GitHub does not answer (${failure.message}).`;
    case 'malformed':
      return `the answer cannot be read (${failure.message}).`;
    default:
      return failure satisfies never;
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
