import type { Change } from '../model/change.ts';
import type { Owner } from '../model/codeowners.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Account, AccountRights, Review } from '../model/pull-request.ts';
import { identityOfLogin } from '../parse/agent-identities.ts';

type Unknown = Extract<Knowledge<never>, { state: 'unknown' }>;

/** The approvals of the current head that GitHub counts: those of people who may push. In a public repository anybody may approve. */
export function standingApprovals(change: Change): Knowledge<readonly Review[]> {
  const approvals = currentApprovals(change);
  return approvals.state === 'unknown' ? approvals : { ...approvals, value: approvals.value.filter(({ authorCanPush }) => authorCanPush !== false) };
}

/**
 * The approvals that stand and were given to the current head, by whomever: of each person the latest review that approves, asks
 * for changes or was dismissed counts, and only where GitHub still has the commit that was looked at.
 */
export function currentApprovals({ head, pullRequest: { reviews, headCommit } }: Change): Knowledge<readonly Review[]> {
  if (reviews.state === 'unknown') return reviews;
  if (headCommit.state === 'unknown') return headCommit;
  if (head !== headCommit.value)
    return {
      state: 'unknown',
      reason: 'the commit that was judged is not the head of the pull request',
      reveal: `Judge its head: --head ${headCommit.value.slice(0, 10)}.`,
    };
  const latest = new Map<string, Review>();
  for (const review of [...reviews.value].sort((left, right) => (left.submittedAt < right.submittedAt ? -1 : left.submittedAt > right.submittedAt ? 1 : 0)))
    if (review.state !== 'commented' && review.state !== 'pending') latest.set(sameLogin(review.author.login), review);
  return { ...reviews, value: [...latest.values()].filter(({ state, commit }) => state === 'approved' && commit === headCommit.value) };
}

/** Whether an account had no part in a change; else what its part was. */
export type Independence = { readonly state: 'independent' } | { readonly state: 'involved'; readonly as: string } | Unknown;

/** Whether somebody who approves had a part in the change: made, asked for or pushed it, or is a program. */
export function independenceOf(account: Account, { pullRequest, commits }: Change): Independence {
  // Also where GitHub says "user": the login of an agent is no person's, or belongs to its vendor.
  if (account.kind === 'bot' || identityOfLogin(account.login) !== undefined) return { state: 'involved', as: 'a program' };
  if (account.kind === 'unknown')
    return { state: 'unknown', reason: `whether @${account.login} is a person is not known`, reveal: 'Ask somebody else to approve.' };
  const is = ({ login }: Account): boolean => sameLogin(login) === sameLogin(account.login);
  const { author, committers, requesters, pushers } = pullRequest;
  if (author.state === 'known' && is(author.value)) return { state: 'involved', as: 'the author of the pull request' };
  if (committers.state === 'known' && committers.value.some(is)) return { state: 'involved', as: 'an author or committer of its commits' };
  if (requesters.state === 'known' && requesters.value.some(is)) return { state: 'involved', as: 'who asked an agent for it' };
  if (pushers.state === 'known' && pushers.value.some(is)) return { state: 'involved', as: 'who pushed to its branch' };
  // The address that GitHub gives an account names its login.
  const addresses = commits.flatMap(({ author: by, committer, trailers }) => [by.email, committer.email, ...trailers.map(({ value }) => value)]);
  if (addresses.some((text) => loginsIn(text).some((login) => login === sameLogin(account.login)))) return { state: 'involved', as: 'named in its commits' };
  return [author, committers, requesters, pushers].find((fact): fact is Unknown => fact.state === 'unknown') ?? { state: 'independent' };
}

/** Whether one of these owners is this account, or a team that it is in. */
export async function isOwner(account: Account, owners: readonly Owner[], rights: AccountRights | undefined): Promise<Knowledge<boolean>> {
  const known = (value: boolean): Knowledge<boolean> => ({ state: 'known', value, basis: 'observed', sources: ['CODEOWNERS'] });
  let unknown: Unknown | undefined;
  for (const { kind, name } of owners) {
    if (kind === 'user' && sameLogin(name) === sameLogin(account.login)) return known(true);
    if (kind === 'team') {
      const member: Knowledge<boolean> = rights
        ? await rights.isMember(name.replace(/^@/, ''), account.login)
        : { state: 'unknown', reason: `the members of ${name} were not asked for`, reveal: 'Run with a token that has Members: read.' };
      if (member.state === 'known' && member.value) return known(true);
      if (member.state === 'unknown') unknown = member;
    }
    if (kind === 'email')
      unknown ??= { state: 'unknown', reason: `whose address ${name} is, GitHub does not tell`, reveal: 'Name the owner by login in CODEOWNERS.' };
  }
  return unknown ?? known(false);
}

/** Logins are ASCII and compare without case; `toLowerCase` would also make a `k` of the sign for Kelvin. */
function sameLogin(login: string): string {
  return login.replace(/^@/, '').replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** `12345+login@users.noreply.github.com`, and the same of an Enterprise Server. */
function loginsIn(text: string): readonly string[] {
  return [...text.matchAll(/([A-Za-z0-9_-]{1,39})@users\.noreply\./g)].map(([, login = '']) => sameLogin(login));
}
