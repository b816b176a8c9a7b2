import type { Knowledge } from '../model/knowledge.ts';
import type { BranchProtection, BypassActor, Effective, Protection } from '../model/protection.ts';
import type { HostSettings } from '../model/settings.ts';
import { redact } from '../redact.ts';
import { printable, printableJson, toAscii } from './printable.ts';
import { pad, paint, type Terminal, wrap } from './terminal.ts';

/** What `settings` prints: protection of the default branch, and the other settings of the repository. */
export interface ShownSettings {
  readonly protection: Protection;
  readonly settings: HostSettings;
}

/** Version of the shape of {@link settingsJson}; see docs/github.md. */
const schemaVersion = '1.0';

/** The effective settings as JSON: each known value with its sources, each unknown one with what would reveal it. */
export function settingsJson({ protection, settings }: ShownSettings): string {
  const plain = (_key: string, value: unknown): unknown => {
    if (value instanceof Map) return Object.fromEntries(value);
    return typeof value === 'string' ? redact(value) : value;
  };
  return printableJson(JSON.parse(JSON.stringify({ schemaVersion, protection, settings }, plain)));
}

interface Row {
  readonly name: string;
  readonly value: string;
  /** Who says so; for what is unknown why, and what would reveal it. */
  readonly source: string;
  readonly isUnknown?: boolean;
}

/** The effective settings as a table for people. */
export function settingsText(shown: ShownSettings, terminal: Terminal): string {
  const sections: readonly (readonly [string, readonly Row[]])[] = [
    ['Protection of the default branch', protectionRows(shown.protection)],
    ['Rulesets', rulesetRows(shown.settings)],
    ['Actions', actionRows(shown.settings)],
    ['Environments', environmentRows(shown.settings)],
    ['Other', otherRows(shown.settings)],
  ];
  const table = sections.map(([title, rows]) => `${paint(title, 'bold', terminal)}\n${rows.map((row) => printRow(row, terminal)).join('')}`);
  const text = [
    ...table,
    ...unknowns(
      sections.flatMap(([, rows]) => rows),
      terminal,
    ),
  ].join('\n');
  return terminal.unicode ? text : toAscii(text);
}

const nameWidth = 30;
const valueWidth = 24;

function printRow({ name, value, source, isUnknown = false }: Row, terminal: Terminal): string {
  const shownName = `  ${pad(printable(name), nameWidth)}  `;
  if (isUnknown) return `${shownName}${paint('unknown', 'yellow', terminal)}\n`;
  const shownValue = printable(redact(value));
  if (source === '') return `${shownName}${shownValue}\n`;
  return `${shownName}${pad(shownValue, valueWidth)}  ${paint(printable(redact(source)), 'dim', terminal)}\n`;
}

/** Why facts are unknown, said once for all that share it. */
function unknowns(rows: readonly Row[], terminal: Terminal): string[] {
  const namesBySource = new Map<string, string[]>();
  for (const { name, source, isUnknown } of rows) if (isUnknown) namesBySource.set(source, [...(namesBySource.get(source) ?? []), name]);
  if (namesBySource.size === 0) return [];
  const lines = [...namesBySource].flatMap(([source, names]) => [
    `  ${printable([...new Set(names)].join(', '))}\n`,
    ...wrap(printable(redact(source)), Math.max(30, terminal.width - 4)).map((line) => `    ${paint(line, 'dim', terminal)}\n`),
  ]);
  return [`${paint('Unknown, and what would reveal it', 'bold', terminal)}\n${lines.join('')}`];
}

function rowOf<Value>(name: string, fact: Knowledge<Value>, show: (value: Value) => string): Row {
  return fact.state === 'known' ? { name, value: show(fact.value), source: '' } : unknownRow(name, fact);
}

function unknownRow(name: string, { reason, reveal }: Extract<Knowledge<unknown>, { state: 'unknown' }>): Row {
  return { name, value: '', source: `${reason}. ${reveal}`, isUnknown: true };
}

function protectionRows({ branch, observed }: Protection): Row[] {
  if (branch.state === 'unknown') return [unknownRow('protection', observed.state === 'unknown' ? observed : branch)];
  const { value, basis } = branch;
  const note = basis === 'declared' ? ' (declared in files, not verified)' : '';
  const show = <Setting>(name: string, setting: Effective<Setting>, text: (value: Setting) => string): Row => {
    // A weak value is certain only when everything was read.
    const isWeak = setting.value === false || setting.value === 0;
    if (isWeak && value.unread) return { name, value: '', source: `${value.unread.reason}. ${value.unread.reveal}`, isUnknown: true };
    return { name, value: `${text(setting.value)}${note}`, source: setting.sources.join(', ') };
  };
  return [
    show('pull request required', value.requiresPullRequest, yesNo),
    show('approvals required', value.requiredApprovals, String),
    show('review from code owners', value.requiresCodeOwnerReview, yesNo),
    show('stale approvals dismissed', value.dismissesStaleReviews, yesNo),
    show('approval of the last push', value.requiresLastPushApproval, yesNo),
    show('conversations resolved', value.requiresConversationResolution, yesNo),
    ...checkRows(value),
    show('branches up to date', value.strictChecks, yesNo),
    show('merge queue', value.mergeQueue, yesNo),
    show('force pushes blocked', value.blocksForcePush, yesNo),
    show('deletion blocked', value.blocksDeletion, yesNo),
    show('signed commits', value.requiresSignatures, yesNo),
    show('linear history', value.requiresLinearHistory, yesNo),
    ...(value.allowedMergeMethods ? [show('merge methods', value.allowedMergeMethods, (methods) => methods.join(', '))] : []),
    ...(value.otherRules.length > 0 ? [{ name: 'other rules', value: value.otherRules.join(', '), source: '' }] : []),
    ...(value.unknownRules.length > 0 ? [{ name: 'rules not known to this version', value: value.unknownRules.join(', '), source: '' }] : []),
    ...value.bypass.map(({ source, actors }) => ({ ...rowOf('may bypass', actors, listActors), ...(actors.state === 'known' ? { source } : {}) })),
  ];
}

function checkRows({ requiredChecks, unread }: BranchProtection): Row[] {
  if (requiredChecks.length === 0)
    return [
      unread
        ? { name: 'required checks', value: '', source: `${unread.reason}. ${unread.reveal}`, isUnknown: true }
        : { name: 'required checks', value: 'none', source: '' },
    ];
  return requiredChecks.map(({ context, appId }) => ({
    name: 'required check',
    // Who reads only a part of classic protection is not told of the app.
    value: `${context} (${appId !== undefined ? `app ${appId}` : unread ? 'app not told' : 'any app'})`,
    source: '',
  }));
}

function listActors(actors: readonly BypassActor[]): string {
  if (actors.length === 0) return 'nobody';
  return actors.map(({ kind, name, id, mode }) => `${kind}${name !== undefined ? ` ${name}` : id !== undefined ? ` ${id}` : ''} (${mode})`).join(', ');
}

function rulesetRows({ rulesets }: HostSettings): Row[] {
  if (rulesets.state === 'unknown') return [unknownRow('rulesets', rulesets)];
  if (rulesets.value.length === 0) return [{ name: 'rulesets', value: 'none', source: '' }];
  return rulesets.value.map(({ name, enforcement, level, owner, target }) => ({
    name,
    value: enforcement === 'active' ? `active, for ${target}` : `${enforcement}: not enforced, for ${target}`,
    source: `${level} ${owner}`.trim(),
  }));
}

const forkApprovals = {
  first_time_contributors_new_to_github: 'first-time contributors who are new to GitHub',
  first_time_contributors: 'first-time contributors',
  all_external_contributors: 'all external contributors',
} as const;

function actionRows({ actions, workflowToken, forkApproval }: HostSettings): Row[] {
  return [
    rowOf('allowed actions', actions, ({ enabled, allowedActions, requiresPinnedActions }) =>
      enabled ? `${allowedActions ?? 'unknown'}${requiresPinnedActions === true ? ', pinned to commits' : ''}` : 'Actions are off',
    ),
    rowOf('default token', workflowToken, ({ defaultPermissions }) => defaultPermissions),
    rowOf('Actions may approve', workflowToken, ({ canApprovePullRequests }) => yesNo(canApprovePullRequests)),
    rowOf('runs that wait for approval', forkApproval, (policy) => forkApprovals[policy]),
  ];
}

function environmentRows({ environments }: HostSettings): Row[] {
  if (environments.state === 'unknown') return [unknownRow('environments', environments)];
  if (environments.value.length === 0) return [{ name: 'environments', value: 'none', source: '' }];
  return environments.value.map(({ name, reviewers, preventsSelfReview, waitTimer, branches, otherRules }) => ({
    name,
    value: [
      reviewers.length === 0 ? 'no reviewers' : `reviewers ${reviewers.join(', ')}${preventsSelfReview ? ', no self-review' : ''}`,
      `${branches} branches`,
      ...(waitTimer > 0 ? [`waits ${waitTimer} min`] : []),
      ...otherRules,
    ].join('; '),
    source: '',
  }));
}

function otherRows({ merge, security, copilot, deployKeys, ownerProblems, profile }: HostSettings): Row[] {
  return [
    rowOf('repository', profile, ({ visibility, isArchived, isFork }) =>
      [visibility, ...(isArchived ? ['archived'] : []), ...(isFork ? ['fork'] : [])].join(', '),
    ),
    rowOf('merges', merge, ({ mergeCommit, squash, rebase, squashMessage }) =>
      [...(mergeCommit ? ['merge commit'] : []), ...(squash ? [`squash (message: ${squashMessage ?? 'unknown'})`] : []), ...(rebase ? ['rebase'] : [])].join(
        ', ',
      ),
    ),
    rowOf(
      'secret scanning',
      security,
      (switches) =>
        [...switches]
          .filter(([name]) => name.startsWith('secret_scanning'))
          .map(([name, on]) => `${name}: ${on ? 'on' : 'off'}`)
          .join(', ') || 'not told',
    ),
    rowOf(
      'Copilot cloud agent',
      copilot,
      ({ requiresWorkflowApproval, firewallEnabled }) =>
        `workflow runs ${requiresWorkflowApproval ? 'wait for approval' : 'start at once'}, firewall ${firewallEnabled === undefined ? 'unknown' : firewallEnabled ? 'on' : 'off'}`,
    ),
    rowOf('deploy keys', deployKeys, (keys) =>
      keys.length === 0 ? 'none' : keys.map(({ title, canWrite }) => `${title} (${canWrite ? 'writes' : 'reads'})`).join(', '),
    ),
    rowOf('CODEOWNERS errors', ownerProblems, (problems) =>
      problems.length === 0 ? 'none' : problems.map(({ path, line, kind }) => `${path}:${line} ${kind}`).join(', '),
    ),
  ];
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
