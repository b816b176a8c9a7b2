import { describe, expect, it } from 'vitest';
import type { Knowledge } from '../model/knowledge.ts';
import type { Account, AccountRights, RepositoryRole, Review } from '../model/pull-request.ts';
import { type ChangeRuleCase, headCommit, type PullRequestFacts, runChangeRule } from '../testing/test-change-rule.ts';
import { type ChangeRule, defineChangeRule } from './define-change-rule.ts';

const start = { line: 1, column: 1, offset: 0 };

/** Every changed file stops the change. */
const everything: ChangeRule = defineChangeRule({
  id: 'ci/everything',
  scope: 'change',
  severity: 'error',
  verdict: 'hard-stop',
  needs: [],
  title: 'Nothing changes',
  why: 'For tests.',
  howToFix: 'For tests.',
  effort: 'minutes',
  sources: [],
  messages: { changed: '{path} changed.' },
  check({ change, outcome }) {
    for (const { path, previousPath, status } of change.files) {
      const place = (of: string) => ({ path: of, range: { start, end: { line: 1, column: 9, offset: 8 } } });
      outcome.fail('changed', { path }, status === 'deleted' ? undefined : place(path), {
        subject: path,
        ...(status === 'added' ? {} : { before: place(previousPath ?? path) }),
      });
    }
  },
});

const person = (login: string): Account => ({ login, kind: 'human' });
const approval = (login: string, more: Partial<Review> = {}): Review => ({
  author: person(login),
  state: 'approved',
  body: '',
  commit: headCommit,
  submittedAt: '2026-11-25T10:00:00Z',
  authorCanPush: true,
  ...more,
});
const owners = '.github/CODEOWNERS';
const files: Pick<ChangeRuleCase, 'base' | 'head'> = {
  base: { 'a.test.ts': 'expect(1).toBe(1);\n', [owners]: '* @grace\n*.test.ts @grace @bakery/qa\n' },
  head: { 'a.test.ts': 'expect(2).toBe(2);\n' },
};
const facts: PullRequestFacts = {
  author: person('ada'),
  committers: [person('ada'), person('coauthor')],
  requesters: [],
  pushers: [person('ada')],
  headCommit,
  reviews: [approval('grace')],
};

function rightsOf({
  roles = {},
  members = {},
  hidden = false,
}: {
  roles?: Record<string, RepositoryRole>;
  members?: Record<string, readonly string[]>;
  hidden?: boolean;
} = {}): AccountRights {
  const known = <Value>(value: Value): Knowledge<Value> => ({ state: 'known', value, basis: 'observed', sources: ['GitHub'] });
  const unknown: Knowledge<never> = { state: 'unknown', reason: 'the token may not see the team', reveal: 'Run with a token that has Members: read.' };
  return {
    permissionOf: async (login) => (hidden ? unknown : known(roles[login] ?? 'none')),
    isMember: async (team, login) => (hidden ? unknown : known(members[team]?.includes(login) ?? false)),
  };
}

function withoutRights({ authorCanPush: _, ...review }: Review): Review {
  return review;
}

function withoutCommit({ commit: _, ...review }: Review): Review {
  return review;
}

/** A test file that is known again when it moves and a number of it changes. */
function moved(number: number): string {
  return `${Array.from({ length: 12 }, (_, line) => `expect(oven(${line})).toBe(${line});\n`).join('')}expect(${number});\n`;
}

type Row = Partial<ChangeRuleCase> & { readonly facts?: PullRequestFacts; readonly explanation?: string | ((key: string) => string) };

/** How the first finding of a row is lifted. By default the description explains it as it should. */
async function liftingOf({ facts: told = {}, explanation, ...row }: Row) {
  const wanted: ChangeRuleCase = { name: '', ...files, rights: rightsOf(), ...row };
  const first = await runChangeRule(everything, { ...wanted, pullRequest: { ...facts, body: '' } });
  const key = [...first.report.findings, ...first.report.lifted][0]?.key ?? '';
  const body = typeof explanation === 'function' ? explanation(key) : (explanation ?? `${key}: the old expectation tested the wrong oven.`);
  const { report } = await runChangeRule(everything, { ...wanted, pullRequest: { ...facts, body, ...told } });
  const [finding] = [...report.lifted, ...report.findings];
  return { ...finding?.lifting, verdict: report.verdict };
}

describe('a hard stop', () => {
  it.each<[string, Row]>([
    ['an owner who had no part in it', {}],
    ['a member of a team that owns the file', { facts: { reviews: [approval('mary')] }, rights: rightsOf({ members: { 'bakery/qa': ['mary'] } }) }],
    [
      'somebody with maintain permission, where nobody owns the file',
      { base: { 'a.test.ts': '1\n' }, head: { 'a.test.ts': '2\n' }, rights: rightsOf({ roles: { grace: 'maintain' } }) },
    ],
    ['an explanation on the next line', { explanation: (key) => `${key}\nThe old expectation tested the wrong oven.` }],
    [
      'an approval beside a later comment',
      { facts: { reviews: [approval('grace'), approval('grace', { state: 'commented', submittedAt: '2026-11-25T11:00:00Z' })] } },
    ],
    ['an approval beside the refusal of somebody else', { facts: { reviews: [approval('grace'), approval('eve', { state: 'changes-requested' })] } }],
    ['an owner in another case', { facts: { reviews: [approval('Grace')] } }],
    [
      'an owner whose role says that they may write',
      { facts: { reviews: [withoutRights(approval('grace'))] }, rights: rightsOf({ roles: { grace: 'write' } }) },
    ],
    [
      'the owners of both places of a moved file',
      {
        base: { ...files.base, [owners]: '/a.test.ts @mary\n/b.test.ts @grace\n' },
        head: { 'a.test.ts': null, 'b.test.ts': 'expect(1).toBe(1);\n' },
        facts: { reviews: [approval('grace'), approval('mary')] },
      },
    ],
    ['an owner beside an approval that does not count', { facts: { reviews: [approval('eve'), approval('ada'), approval('grace')] } }],
    ['an owner, where an agent wrote the commits', { facts: { committers: [person('ada'), { login: 'claude', kind: 'bot' }] } }],
  ])('is lifted by %s', async (_, row) => {
    expect(await liftingOf(row)).toMatchObject({ state: 'lifted', verdict: 'pass', missing: [] });
  });

  it.each<[string, Row, RegExp]>([
    ['no approval', { facts: { reviews: [] } }, /Nobody approved the current head/],
    ['an approval without an explanation', { explanation: 'Fine.' }, /does not explain/],
    ['a short explanation', { explanation: (key) => `${key}: ok` }, /does not explain/],
    ['an explanation of something else', { explanation: '0123456789ab: the old expectation tested the wrong oven.' }, /does not explain/],
    ['an explanation in code', { explanation: (key) => `\`\`\`\n${key}: the old expectation tested the wrong oven.\n\`\`\`` }, /does not explain/],
    ['an explanation in a comment', { explanation: (key) => `<!-- ${key}: the old expectation tested the wrong oven. -->` }, /does not explain/],
    ['an explanation in a quote', { explanation: (key) => `> ${key}: the old expectation tested the wrong oven.` }, /does not explain/],
    ['the author', { facts: { reviews: [approval('ada')] }, base: { ...files.base, [owners]: '* @ada\n' } }, /the author of the pull request/],
    ['a co-author', { facts: { reviews: [approval('coauthor')] }, base: { ...files.base, [owners]: '* @coauthor\n' } }, /author or committer/],
    ['who pushed', { facts: { pushers: [person('ada'), person('grace')] } }, /pushed to its branch/],
    ['who asked an agent for it', { facts: { requesters: [person('grace')] } }, /asked an agent/],
    ['a bot', { facts: { reviews: [approval('grace', { author: { login: 'grace', kind: 'bot' } })] } }, /a program/],
    [
      'an agent with a login like a person',
      { facts: { reviews: [approval('openhands-agent')] }, base: { ...files.base, [owners]: '* @openhands-agent\n' } },
      /a program/,
    ],
    ['an approval of an earlier head', { facts: { reviews: [approval('grace', { commit: 'f'.repeat(40) })] } }, /Nobody approved the current head/],
    [
      'an approval that was taken back',
      { facts: { reviews: [approval('grace'), approval('grace', { state: 'changes-requested', submittedAt: '2026-11-25T11:00:00Z' })] } },
      /Nobody approved/,
    ],
    ['an approval that was dismissed', { facts: { reviews: [approval('grace', { state: 'dismissed' })] } }, /Nobody approved/],
    ['somebody who owns nothing', { facts: { reviews: [approval('eve')] } }, /@eve approved, but is no owner/],
    ['a person whose login is that of an agent', { facts: { reviews: [approval('Claude')] }, base: { ...files.base, [owners]: '* @claude\n' } }, /a program/],
    ['an owner who may no longer write', { facts: { reviews: [approval('grace', { authorCanPush: false })] } }, /may not write to the repository/],
    [
      'an owner whose role is none',
      { facts: { reviews: [withoutRights(approval('grace'))] }, rights: rightsOf({ roles: { grace: 'read' } }) },
      /may not write to the repository/,
    ],
    [
      'the same owner in another case, who took the approval back',
      { facts: { reviews: [approval('grace'), approval('GRACE', { state: 'changes-requested', submittedAt: '2026-11-25T11:00:00Z' })] } },
      /Nobody approved/,
    ],
    [
      'an approval that came after the refusal, and was dismissed',
      { facts: { reviews: [approval('grace', { state: 'dismissed', submittedAt: '2026-11-25T11:00:00Z' }), approval('grace')] } },
      /Nobody approved/,
    ],
    ['a review of a commit that is gone', { facts: { reviews: [withoutCommit(approval('grace'))] } }, /Nobody approved/],
    ['the author in another case', { facts: { author: person('GRACE') } }, /the author of the pull request/],
    [
      'a login with the sign for Kelvin, a k in lower case',
      { facts: { reviews: [approval('\u212Aarl')] }, base: { ...files.base, [owners]: '* @karl\n' } },
      /is no owner/,
    ],
    ['further keys for an explanation', { explanation: (key) => `${key} 0123456789ab 0123456789ac` }, /does not explain/],
    ['an explanation that nobody sees', { explanation: (key) => `[//]: # (${key}: the old expectation tested the wrong oven.)` }, /does not explain/],
    [
      'an explanation in a comment below the description',
      { explanation: '', facts: { reviews: [approval('grace', { body: 'The old expectation tested the wrong oven.' })] } },
      /does not explain/,
    ],
    [
      'the owner of the new place alone, of a file that moved and changed',
      {
        base: { 'a.test.ts': moved(1), [owners]: '/a.test.ts @mary\n/b.test.ts @grace\n' },
        head: { 'a.test.ts': null, 'b.test.ts': moved(2) },
      },
      /@grace approved, but is no owner of a\.test\.ts/,
    ],
    [
      'the owner of the old place alone',
      {
        base: { 'a.test.ts': moved(1), [owners]: '/a.test.ts @grace\n/b.test.ts @mary\n' },
        head: { 'a.test.ts': null, 'b.test.ts': moved(2) },
      },
      /@grace approved, but is no owner of b\.test\.ts/,
    ],
    [
      'an owner whom an earlier commit names',
      {
        commits: [{ message: 'Mend', author: 'Grace <grace_bakery@users.noreply.github.com>' }],
        facts: { reviews: [approval('grace_bakery')] },
        base: { ...files.base, [owners]: '* @grace_bakery\n' },
      },
      /named in its commits/,
    ],
    ['a login that looks like that of an owner', { facts: { reviews: [approval('gr\u0430ce')] } }, /is no owner/],
    ['an owner whom the change itself makes one', { facts: { reviews: [approval('eve')] }, head: { ...files.head, [owners]: '* @eve\n' } }, /is no owner/],
    [
      'a writer, where nobody owns the file',
      { base: { 'a.test.ts': '1\n' }, head: { 'a.test.ts': '2\n' }, rights: rightsOf({ roles: { grace: 'write' } }) },
      /neither maintain nor admin/,
    ],
    ['reviews in a file that somebody gave', { facts: { basis: 'file' } }, /only as GitHub has them/],
    ['reviews of an event', { facts: { basis: 'event' } }, /only as GitHub has them/],
    ['a label', { facts: { reviews: [], labels: ['approved', 'gate-override'] } }, /Nobody approved/],
    [
      'trailers of commits',
      { facts: { reviews: [] }, commits: [{ message: 'Mend\n\nReviewed-by: Grace <grace@example.org>\nGate-Override: approved\n' }] },
      /Nobody approved/,
    ],
    ['an owner named in a commit', { commits: [{ message: 'Mend\n\nCo-authored-by: Grace <12+grace@users.noreply.github.com>\n' }] }, /named in its commits/],
    [
      'the owner of only one of two places',
      { base: { ...files.base, [owners]: '/a.test.ts @mary\n/b.test.ts @grace\n' }, head: { 'a.test.ts': null, 'b.test.ts': 'expect(1).toBe(1);\n' } },
      /@grace approved, but is no owner/,
    ],
  ])('is not lifted by %s', async (_, row, reason) => {
    const lifting = await liftingOf(row);
    expect(lifting).toMatchObject({ state: 'not-lifted', verdict: 'stop' });
    expect(lifting.missing?.join(' ')).toMatch(reason);
  });

  it.each<[string, Row, RegExp]>([
    ['the team cannot be seen', { facts: { reviews: [approval('mary')] }, rights: rightsOf({ hidden: true }) }, /may not see the team.*Members: read/],
    ['the reviews cannot be read', { facts: { reviews: { unknown: 'the token may not read them' } } }, /token may not read them/],
    ['the pushes cannot be read', { facts: { pushers: { unknown: 'the activity is hidden' } } }, /had a part in the change is not known/],
    ['the commits are not all known', { facts: { committers: { unknown: 'there are too many' } } }, /had a part in the change is not known/],
    ['another commit was judged', { facts: { headCommit: 'f'.repeat(40) } }, /not the head of the pull request/],
    ['who asked an agent for it cannot be read', { facts: { requesters: { unknown: 'the events are hidden' } } }, /had a part in the change is not known/],
    [
      'whether the owner may write is not known',
      { facts: { reviews: [withoutRights(approval('grace'))] }, rights: rightsOf({ hidden: true }) },
      /may write to the repository is not known/,
    ],
    [
      'an author of the commits has no account',
      { facts: { committers: [person('ada'), { login: 'grace@laptop.example', kind: 'unknown' }] } },
      /grace@laptop\.example of its commits belongs to no account/,
    ],
    ['an owner is named by address', { base: { ...files.base, [owners]: '* grace@bakery.example\n' } }, /Name the owner by login/],
    [
      'CODEOWNERS cannot be read',
      { base: { ...files.base, [owners]: new Uint8Array([0, 255, 254, 1]) }, rights: rightsOf({ roles: { grace: 'admin' } }) },
      /CODEOWNERS of the target branch is not read/,
    ],
    ['the description cannot be read', { facts: { body: { unknown: 'the token may not read it' } } }, /description could not be read/],
    ['the account is gone', { facts: { reviews: [approval('grace', { author: { login: 'grace', kind: 'unknown' } })] } }, /is a person is not known/],
  ])('stays where %s, and says so', async (_, row, reason) => {
    const lifting = await liftingOf(row);
    expect(lifting).toMatchObject({ state: 'unknown', verdict: 'stop' });
    expect(lifting.missing?.join(' ')).toMatch(reason);
  });

  it('is lifted for its content only: another edit has another key', async () => {
    const keyOf = async (text: string): Promise<string | undefined> =>
      (await runChangeRule(everything, { name: '', ...files, head: { 'a.test.ts': text }, pullRequest: { ...facts, body: '' } })).report.findings[0]?.key;
    const first = await keyOf('expect(2).toBe(2);\n');
    expect(first).toMatch(/^[0-9a-f]{12}$/);
    expect(await keyOf('expect(2).toBe(2);\n')).toBe(first);
    expect(await keyOf('assert(3).toBe(2);\n')).not.toBe(first);
  });
});
