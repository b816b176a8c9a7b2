import { type Suppression, type SuppressionKind, shortestReason, suppressionKinds } from '../model/configuration.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { nearest } from '../nearest.ts';
import { commentLines } from './comment-lines.ts';
import { commentSyntax } from './comment-syntax.ts';
import { textPositions } from './text-position.ts';

/** A suppression that a comment holds. */
export interface InlineSuppression {
  readonly suppression: Suppression;
  /** Lines whose findings it waives; none when it is about the whole file. */
  readonly lines: readonly number[];
}

export interface InlineSuppressions {
  readonly suppressions: readonly InlineSuppression[];
  readonly diagnostics: readonly Diagnostic[];
}

const prefix = 'agent-readiness-';
const directives = ['ignore', 'ignore-file'] as const;
const example = `${prefix}ignore RULE accepted-risk: REASON (owner NAME, expires YYYY-MM-DD)`;
// After so many mistakes the rest of a file is not meant for us.
const mistakeLimit = 100;

/**
 * Reads the comments of a file that begin with `agent-readiness-ignore` or `agent-readiness-ignore-file`. One with a mistake
 * waives nothing, and its first mistake is a diagnostic `suppression-malformed`.
 *
 * @param path - Decides the comment syntax; a file without a known one has no suppressions.
 * @param text - The whole file.
 * @param ruleIds - Rules that may be named.
 */
export function parseInlineSuppressions(path: string, text: string, ruleIds: ReadonlySet<string>): InlineSuppressions {
  const syntax = text.includes(prefix) ? commentSyntax(path) : undefined;
  if (!syntax) return { suppressions: [], diagnostics: [] };
  const positions = textPositions(path, text);
  const lines = commentLines(text, positions, syntax);
  const followers = followingLines(lines.map(({ kind }) => kind));
  const firstContent = lines.findIndex(({ kind }) => kind === 'content');
  const suppressions: InlineSuppression[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, { kind, comments }] of lines.entries()) {
    for (const comment of comments) {
      const start = skipDecoration(text, comment.start, comment.end);
      if (!text.startsWith(prefix, start)) continue;
      if (diagnostics.length >= mistakeLimit) return { suppressions, diagnostics };
      const read = readDirective(text.slice(start, comment.end), ruleIds);
      if (!read) continue;
      const atTop = kind === 'comment' && (firstContent < 0 || index < firstContent);
      const mistake = comment.misplaced
        ? { message: 'In this kind of file a comment has a line of its own; write it above.', start: 0, end: prefix.length }
        : 'message' in read
          ? read
          : read.wholeFile && !atTop
            ? { message: `${prefix}ignore-file stands in the comments at the top of the file, before anything else.`, start: 0, end: prefix.length }
            : undefined;
      if (mistake) {
        const { message } = mistake;
        diagnostics.push({
          path,
          range: positions.range(start + mistake.start, start + mistake.end),
          severity: 'warning',
          code: 'suppression-malformed',
          message: `The suppression has no effect: ${message}`,
        });
      } else if (!('message' in read)) {
        const follower = kind === 'comment' ? followers[index] : undefined;
        const own = index + 1;
        for (const rule of read.rules) {
          suppressions.push({
            suppression: {
              rule: rule.text,
              scope: read.wholeFile ? 'file' : 'line',
              kind: read.kind,
              reason: read.reason,
              ...(read.owner === undefined ? {} : { owner: read.owner }),
              ...(read.expires === undefined ? {} : { expires: read.expires }),
              location: positions.location(start + rule.start, start + rule.end),
            },
            lines: read.wholeFile ? [] : follower === undefined ? [own] : [own, follower],
          });
        }
      }
    }
  }
  return { suppressions, diagnostics };
}

/** For each line the number of the line that the comments standing there are about: the next one that is none, unless it is blank. */
function followingLines(kinds: readonly string[]): readonly (number | undefined)[] {
  const followers: (number | undefined)[] = [];
  let follower: number | undefined;
  for (let index = kinds.length - 1; index >= 0; index--) {
    followers[index] = follower;
    if (kinds[index] === 'blank') follower = undefined;
    else if (kinds[index] !== 'comment') follower = index + 1;
  }
  return followers;
}

/** Blanks, and what remains of longer comment signs: `##`, `///`, `/**`, ` * `. */
function skipDecoration(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && ' \t#/;*!-'.includes(text.charAt(at))) at++;
  return at;
}

/** A word, with its place in the comment. */
interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Mistake {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

interface Directive {
  readonly wholeFile: boolean;
  readonly rules: readonly Word[];
  readonly kind: SuppressionKind;
  readonly reason: string;
  readonly owner?: string;
  readonly expires?: string;
}

/** Reads the text of a comment from its prefix on; `undefined` when it is prose that happens to begin like a suppression. */
function readDirective(comment: string, ruleIds: ReadonlySet<string>): Directive | Mistake | undefined {
  const [name = ''] = /^[\w-]+/.exec(comment) ?? [];
  const verb = name.slice(prefix.length);
  const known = directives.find((directive) => directive === verb);
  if (!known) {
    const meant = verb.endsWith('line') ? 'ignore' : (nearest(verb, directives) ?? (verb.startsWith('ignore') ? 'ignore' : undefined));
    if (meant === undefined) return undefined;
    return { message: `There is no "${shown(name)}". Did you mean "${prefix}${meant}"?`, start: 0, end: name.length };
  }
  const colon = comment.indexOf(':');
  if (colon < 0) return { message: `It has no reason. Write: ${example}`, start: 0, end: comment.trimEnd().length };
  const head = readHead(comment, name.length, colon, ruleIds);
  if ('message' in head) return head;
  const tail = readTail(comment, colon + 1);
  return 'message' in tail ? tail : { wholeFile: known === 'ignore-file', ...head, ...tail };
}

/** `rule, rule kind`, between the directive and the colon. */
function readHead(comment: string, start: number, colon: number, ruleIds: ReadonlySet<string>): Pick<Directive, 'rules' | 'kind'> | Mistake {
  const whole = (message: string): Mistake => ({ message, start: 0, end: colon });
  const words = [...comment.slice(start, colon).matchAll(/[^\s,]+|,/g)].map(
    ({ 0: text, index }): Word => ({ text, start: start + index, end: start + index + text.length }),
  );
  const last = words.at(-1);
  if (!last) return whole(`It names no rule. Write: ${example}`);
  const kind = suppressionKinds.find((candidate) => candidate === last.text);
  if (!kind) {
    if (last.text === ',' || last.text.includes('/')) return at(last, `It needs a kind before the colon: ${suppressionKinds.join(' or ')}.`);
    const meant = nearest(last.text, suppressionKinds);
    return at(last, `"${shown(last.text)}" is no kind; it must be ${suppressionKinds.join(' or ')}.${didYouMean(meant)}`);
  }
  const named = words.slice(0, -1);
  if (named.length === 0) return whole(`It names no rule. Write: ${example}`);
  const rules: Word[] = [];
  for (const [index, word] of named.entries()) {
    const isComma = word.text === ',';
    if (index % 2 === 1 && !isComma) return at(word, 'Rules are separated by commas.');
    if (index % 2 === 1) continue;
    if (isComma) return at(word, 'There is a comma where a rule should be.');
    if (!ruleIds.has(word.text)) return at(word, `There is no rule "${shown(word.text)}".${didYouMean(nearest(word.text, ruleIds))}`);
    rules.push(word);
  }
  const final = named.at(-1);
  if (final?.text === ',') return at(final, 'There is no rule behind this comma.');
  return { rules, kind };
}

/** `reason (owner NAME, expires DATE)`, after the colon. */
function readTail(comment: string, start: number): Pick<Directive, 'reason' | 'owner' | 'expires'> | Mistake {
  const end = comment.trimEnd().length;
  const open = comment.charAt(end - 1) === ')' ? comment.lastIndexOf('(') : -1;
  const terms = open > start ? termsOf(comment, open + 1, end - 1) : [];
  // Other words in parentheses are part of the reason.
  const areTerms = terms.some(({ text }) => /^(?:owner|expires)\b/i.test(text) || /\d{4}-\d\d-\d\d$/.test(text));
  const reason = comment.slice(start, areTerms ? open : end).trim();
  if (reason.length < shortestReason) {
    return { message: `The reason has fewer than ${shortestReason} characters; say why, for the next reader.`, start: start - 1, end: Math.max(start, end) };
  }
  let owner: string | undefined;
  let expires: string | undefined;
  for (const term of areTerms ? terms : []) {
    const [, key, value = ''] = /^(owner|expires)\s+(\S.*)$/.exec(term.text) ?? [];
    if (key === 'owner' && owner === undefined) owner = value;
    else if (key === 'expires' && expires === undefined) {
      if (!isDate(value)) return at(term, `"${shown(value)}" is no date; write YYYY-MM-DD.`);
      expires = value;
    } else return at(term, `"${shown(term.text)}" is neither "owner NAME" nor "expires YYYY-MM-DD", or one too many.`);
  }
  return { reason, ...(owner === undefined ? {} : { owner }), ...(expires === undefined ? {} : { expires }) };
}

function termsOf(comment: string, start: number, end: number): Word[] {
  let offset = start;
  return comment
    .slice(start, end)
    .split(',')
    .map((part) => {
      const text = part.trim();
      const from = offset + (part.length - part.trimStart().length);
      offset += part.length + 1;
      return { text, start: from, end: from + text.length };
    });
}

/** Whether the calendar has this day. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function at({ start, end }: Word, message: string): Mistake {
  return { message, start, end };
}

function didYouMean(meant: string | undefined): string {
  return meant === undefined ? '' : ` Did you mean "${meant}"?`;
}

function shown(word: string): string {
  return word.length > 60 ? `${word.slice(0, 59)}…` : word;
}
