import { currentApprovals, independenceOf, isOwner } from '../change/approvals.ts';
import type { Change } from '../model/change.ts';
import type { CodeOwners, Owner } from '../model/codeowners.ts';
import type { ChangeFinding, Lifting } from '../model/gate-report.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { AccountRights, PullRequest, RepositoryRole, Review } from '../model/pull-request.ts';
import { explainedKeys } from '../parse/explanation.ts';
import type { OpenedChange } from './gate.ts';

/**
 * Says of each hard stop whether it is lifted: explained in the pull request under its key, which stands for the content before
 * and after, and each of its files approved on the current head by a person who owns it by CODEOWNERS of the target branch and had
 * no part in the change. Only what GitHub itself recorded counts.
 */
export async function lifter(opened: OpenedChange): Promise<(finding: ChangeFinding) => Promise<Lifting>> {
  const { change, target, rights } = opened;
  const { pullRequest } = change;
  const codeowners = await target.facet('codeowners');
  const approvals = currentApprovals(change);
  const { body } = pullRequest;
  const explained = body.state === 'known' ? explainedKeys(body.value) : undefined;
  return async (finding) => {
    const paths = pathsOf(finding, change);
    const owners = [...new Set(paths.flatMap((path) => ownersOf(codeowners, path).map(({ name }) => name)))];
    if (pullRequest.basis !== 'github')
      return { state: 'not-lifted', owners, missing: ['Reviews count only as GitHub has them: run with --pr, or in GitHub Actions with a token.'] };

    const missing = new Set<string>();
    const by = new Set<string>();
    let isUnknown = false;
    const addUnknown = (what: string, { reason, reveal }: Unknown): void => {
      isUnknown = true;
      missing.add(`${what} (${reason}). ${reveal}`);
    };
    if (body.state === 'unknown') addUnknown('The description could not be read', body);
    else if (!explained?.has(finding.key)) missing.add(`The description does not explain ${finding.key}.`);
    if (approvals.state === 'unknown') addUnknown('Who approved the current head is not known', approvals);
    else if (codeowners.unreadable)
      addUnknown('Who owns the file is not known', {
        state: 'unknown',
        reason: `${codeowners.unreadable.path} of the target branch is not read: ${codeowners.unreadable.reason}`,
        reveal: 'Mend it there first.',
      });
    else
      for (const path of paths.length > 0 ? paths : [undefined]) {
        const owned = path === undefined ? [] : ownersOf(codeowners, path);
        const judged = await Promise.all(approvals.value.map((review) => approvalOf(review, owned, path, { change, rights })));
        const granted = judged.find(({ state }) => state === 'granted');
        if (granted) by.add(`@${granted.login}`);
        else if (judged.length === 0) missing.add(`Nobody approved the current head${path === undefined ? '' : ` for ${path}`}.`);
        else {
          if (judged.some(({ state }) => state === 'unknown')) isUnknown = true;
          for (const { reason } of judged) if (reason !== undefined) missing.add(reason);
        }
      }
    if (missing.size === 0) return { state: 'lifted', by: [...by].join(', '), owners, missing: [] };
    return { state: isUnknown ? 'unknown' : 'not-lifted', owners, missing: [...missing] };
  };
}

type Unknown = Extract<Knowledge<never>, { state: 'unknown' }>;

/** The files of a finding, of moved ones both paths: what leaves the care of one owner is no matter of the next one alone. */
function pathsOf({ before, place, location }: ChangeFinding, change: Change): readonly string[] {
  const paths = new Set<string>();
  if (before) {
    paths.add(before.path);
    paths.add(change.pathAtHead(before.path) ?? before.path);
  }
  if (place === 'head') {
    const file = change.fileAt(location.path);
    paths.add(location.path);
    if (file?.path === location.path) paths.add(file.previousPath ?? file.path);
  }
  return [...paths];
}

function ownersOf({ file }: CodeOwners, path: string): readonly Owner[] {
  const ownership = file?.ownersOf(path);
  return ownership?.state === 'owned' ? ownership.owners : [];
}

interface Approval {
  readonly state: 'granted' | 'refused' | 'unknown';
  readonly login: string;
  readonly reason?: string;
}

/** Whether one approval counts for a file with these owners; where nobody owns it, for somebody with maintain or admin permission. */
async function approvalOf(
  review: Review,
  owners: readonly Owner[],
  path: string | undefined,
  { change, rights }: { readonly change: Change; readonly rights: AccountRights | undefined },
): Promise<Approval> {
  const { author } = review;
  const { login } = author;
  const refused = (reason: string): Approval => ({ state: 'refused', login, reason });
  const unknown = (what: string, { reason, reveal }: Unknown): Approval => ({ state: 'unknown', login, reason: `${what} is not known (${reason}). ${reveal}` });
  const independence = independenceOf(author, change);
  if (independence.state === 'involved') return refused(`The approval by @${login} does not count: it is ${independence.as}.`);
  const entitled: Knowledge<boolean> = owners.length > 0 ? await isOwner(author, owners, rights) : await mayMaintain(login, rights);
  if (entitled.state === 'unknown') return unknown(`Whether @${login} may lift it`, entitled);
  if (!entitled.value)
    return refused(
      owners.length > 0 ? `@${login} approved, but is no owner of ${path}.` : `@${login} approved, but has neither maintain nor admin permission.`,
    );
  // An owner who left is in CODEOWNERS still, and a login that was given up can be anybody's.
  const canPush = await mayPush(review, rights);
  if (canPush.state === 'unknown') return unknown(`Whether @${login} may write to the repository`, canPush);
  if (!canPush.value) return refused(`@${login} approved, but may not write to the repository, so that GitHub does not count it.`);
  if (independence.state === 'unknown') return unknown(`Whether @${login} had a part in the change`, independence);
  const nameless = namelessAuthor(change.pullRequest);
  if (nameless) return unknown(`Whether @${login} had a part in the change`, nameless);
  return { state: 'granted', login };
}

async function mayMaintain(login: string, rights: AccountRights | undefined): Promise<Knowledge<boolean>> {
  const role = await roleOf(login, rights);
  return role.state === 'unknown' ? role : { ...role, value: role.value === 'admin' || role.value === 'maintain' };
}

async function mayPush({ author, authorCanPush }: Review, rights: AccountRights | undefined): Promise<Knowledge<boolean>> {
  if (authorCanPush !== undefined) return { state: 'known', value: authorCanPush, basis: 'observed', sources: ['GitHub'] };
  const role = await roleOf(author.login, rights);
  return role.state === 'unknown' ? role : { ...role, value: ['admin', 'maintain', 'write'].includes(role.value) };
}

async function roleOf(login: string, rights: AccountRights | undefined): Promise<Knowledge<RepositoryRole>> {
  if (rights) return rights.permissionOf(login);
  return { state: 'unknown', reason: `the role of @${login} was not asked for`, reveal: 'Run with a token.' };
}

/** Says that an author of the commits has no account, and could be whoever approves. */
function namelessAuthor({ committers }: PullRequest): Unknown | undefined {
  const nameless = committers.state === 'known' ? committers.value.find(({ login, kind }) => kind === 'unknown' && login.includes('@')) : undefined;
  return (
    nameless && {
      state: 'unknown',
      reason: `the address ${nameless.login} of its commits belongs to no account`,
      reveal: 'Whose it is adds it to their account on GitHub, or commits with an address that is there.',
    }
  );
}
