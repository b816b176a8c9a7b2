import { independenceOf, isOwner, standingApprovals } from '../change/approvals.ts';
import type { CodeOwners, Owner } from '../model/codeowners.ts';
import type { ChangeFinding, Lifting } from '../model/gate-report.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { AccountRights, Review } from '../model/pull-request.ts';
import type { OpenedChange } from './gate.ts';

/** An explanation has at least so many characters beside the key: a word alone is none. */
const shortestExplanation = 20;

/**
 * Says of each hard stop whether it is lifted: explained in the pull request under its key, which stands for the content before
 * and after, and approved on the current head by a person who owns every file of it by CODEOWNERS of the target branch and had no
 * part in the change. Only what GitHub itself recorded counts.
 */
export async function lifter({ change, target, rights }: OpenedChange): Promise<(finding: ChangeFinding) => Promise<Lifting>> {
  const codeowners = await target.facet('codeowners');
  const approvals = standingApprovals(change);
  const { pullRequest } = change;
  return async (finding) => {
    const paths = [...new Set([...(finding.before ? [finding.before.path] : []), ...(finding.place === 'head' ? [finding.location.path] : [])])];
    const ownersOf = (path: string): readonly Owner[] => ownersFor(codeowners, path);
    const owners = [...new Set(paths.flatMap((path) => ownersOf(path).map(({ name }) => name)))];
    if (pullRequest.basis !== 'github')
      return { state: 'not-lifted', owners, missing: ['Reviews count only as GitHub has them: run with --pr, or in GitHub Actions with a token.'] };

    const missing: string[] = [];
    const { body } = pullRequest;
    if (body.state === 'unknown') return { state: 'unknown', owners, missing: [`The description could not be read (${body.reason}). ${body.reveal}`] };
    if (!explains(body.value, finding.key)) missing.push(`The description does not explain ${finding.key}.`);
    if (approvals.state === 'unknown') return { state: 'unknown', owners, missing: [...missing, `${sentence(approvals.reason)} ${approvals.reveal}`] };

    let isUnknown = false;
    const by = new Set<string>();
    for (const path of paths.length > 0 ? paths : [undefined]) {
      const judged = await Promise.all(approvals.value.map((review) => approvalOf(review, path === undefined ? [] : ownersOf(path), { change, rights })));
      const granted = judged.find(({ state }) => state === 'granted');
      if (granted) {
        by.add(granted.login);
        continue;
      }
      if (judged.some(({ state }) => state === 'unknown')) isUnknown = true;
      missing.push(
        ...(judged.length > 0
          ? judged.flatMap(({ reason }) => (reason === undefined ? [] : [reason]))
          : [`Nobody approved the current head${path === undefined ? '' : ` for ${path}`}.`]),
      );
    }
    if (missing.length === 0) return { state: 'lifted', by: [...by].map((login) => `@${login}`).join(', '), owners, missing: [] };
    return { state: isUnknown ? 'unknown' : 'not-lifted', owners, missing: [...new Set(missing)] };
  };
}

function ownersFor({ file }: CodeOwners, path: string): readonly Owner[] {
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
  { author }: Review,
  owners: readonly Owner[],
  { change, rights }: { readonly change: OpenedChange['change']; readonly rights: AccountRights | undefined },
): Promise<Approval> {
  const { login } = author;
  const independence = independenceOf(author, change);
  if (independence.state === 'involved') return { state: 'refused', login, reason: `The approval by @${login} does not count: it is ${independence.as}.` };
  const entitled: Knowledge<boolean> = owners.length > 0 ? await isOwner(author, owners, rights) : await mayMaintain(login, rights);
  if (entitled.state === 'unknown')
    return { state: 'unknown', login, reason: `Whether @${login} may lift it is not known (${entitled.reason}). ${entitled.reveal}` };
  if (!entitled.value)
    return {
      state: 'refused',
      login,
      reason: owners.length > 0 ? `@${login} approved, but is no owner of the file.` : `@${login} approved, but has neither maintain nor admin permission.`,
    };
  if (independence.state === 'unknown')
    return { state: 'unknown', login, reason: `Whether @${login} had a part in the change is not known (${independence.reason}). ${independence.reveal}` };
  return { state: 'granted', login };
}

async function mayMaintain(login: string, rights: AccountRights | undefined): Promise<Knowledge<boolean>> {
  const role: Awaited<ReturnType<AccountRights['permissionOf']>> = rights
    ? await rights.permissionOf(login)
    : { state: 'unknown', reason: `the role of @${login} was not asked for`, reveal: 'Run with a token.' };
  return role.state === 'unknown' ? role : { ...role, value: role.value === 'admin' || role.value === 'maintain' };
}

/** A line of the description with the key and a reason, on it or on the line behind it; not in code, comments or quotes. */
function explains(body: string, key: string): boolean {
  let fence: string | undefined;
  let inComment = false;
  const lines = body.split(/\r?\n/).map((line) => {
    const mark = /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && !inComment) {
      if (fence === undefined) fence = mark;
      else if (mark.startsWith(fence)) fence = undefined;
      return '';
    }
    if (fence !== undefined || /^\s*>/.test(line)) return '';
    let visible = '';
    for (let rest = line; rest !== ''; ) {
      const at = rest.indexOf(inComment ? '-->' : '<!--');
      if (!inComment) visible += at < 0 ? rest : rest.slice(0, at);
      if (at < 0) break;
      rest = rest.slice(at + (inComment ? 3 : 4));
      inComment = !inComment;
    }
    return visible;
  });
  return lines.some((line, index) => {
    if (!line.includes(key)) return false;
    const own = line.replace(key, '').trim();
    const next = lines[index + 1]?.trim() ?? '';
    return own.length >= shortestExplanation || (next !== '' && !/\b[0-9a-f]{12}\b/.test(next) && own.length + next.length >= shortestExplanation);
  });
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
