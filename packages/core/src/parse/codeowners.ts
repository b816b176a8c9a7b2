import type { CodeOwnersFile, CodeOwnersProblem, CodeOwnersRule, Owner } from '../model/codeowners.ts';
import { codeOwnersIndex, wildcardLimit } from '../pattern/codeowners-index.ts';
import { codeOwnersFile } from './codeowners-file.ts';
import { ownerKind, ownerProblem } from './codeowners-owner.ts';
import { type TextPositions, textPositions } from './text-position.ts';

/** Where GitHub looks, in this order; the first file that is there is the only one. Names are case-sensitive. */
export const codeOwnersLocations: readonly string[] = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/** Bytes: GitHub does not load a file of this size or more. */
export const codeOwnersSizeLimit: number = 3 * 1024 * 1024;

/** Problems that are kept of one file; what follows is skipped without a word for each line. */
const codeOwnersProblemLimit: number = 1000;
/** Lines with a pattern, and owners, above which a file is refused. The largest public files have a tenth of it. */
export const codeOwnersRuleLimit: number = 50_000;
const codeOwnersOwnerLimit: number = 200_000;

/**
 * A file that was read, however many of its lines are wrong; or one that cannot be used as a whole. Refused are files that
 * GitHub does not load either, and files so large that looking up a path would be slow.
 */
export type ParsedCodeOwners =
  | { readonly state: 'read'; readonly file: CodeOwnersFile }
  | {
      readonly state: 'refused';
      readonly code: 'codeowners-too-large' | 'codeowners-too-many-rules';
      /** A clause about the file: "it has …". */
      readonly reason: string;
    };

// The last matching line wins, as in .gitignore; but there is no "!", and an entry without owners clears the earlier ones.
// https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners

/**
 * Reads a CODEOWNERS file as GitHub does: a line with an invalid part is skipped, the others count.
 *
 * Source: https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners (checked 2026-11-24)
 *
 * @param path - Repository-relative path, for the locations.
 * @param text - The whole file, any line ending, with or without a byte order mark.
 * @returns Lines in file order with a quick look-up of owners; refused only above the limits of size.
 * @throws Never.
 */
export function parseCodeOwners(path: string, text: string): ParsedCodeOwners {
  const size = Buffer.byteLength(text);
  if (size >= codeOwnersSizeLimit)
    return { state: 'refused', code: 'codeowners-too-large', reason: `it has ${size} bytes, and GitHub loads no file of 3 MB or more` };
  const positions = textPositions(path, text);
  const rules: CodeOwnersRule[] = [];
  const problems: CodeOwnersProblem[] = [];
  let owners = 0;
  for (let line = 1; line <= positions.lineCount; line++) {
    const start = line === 1 && text.startsWith('\ufeff') ? 1 : positions.lineStart(line);
    const read = readLine(text, start, positions.lineStart(line + 1), positions, line);
    if (read.problem && problems.length < codeOwnersProblemLimit) problems.push(read.problem);
    if (!read.rule) continue;
    owners += read.rule.owners.length;
    if (rules.push(read.rule) > codeOwnersRuleLimit || owners > codeOwnersOwnerLimit)
      return tooMany(`it has more than ${codeOwnersRuleLimit} lines or ${codeOwnersOwnerLimit} owners`);
  }
  const index = codeOwnersIndex(rules.map((rule) => rule.pattern));
  if (!index) return tooMany(`more than ${wildcardLimit} of its patterns begin with a wildcard at the same place`);
  return { state: 'read', file: codeOwnersFile(path, rules, problems, index) };
}

function tooMany(reason: string): ParsedCodeOwners {
  return { state: 'refused', code: 'codeowners-too-many-rules', reason };
}

interface Token {
  /** As written, with escapes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Line {
  readonly rule?: CodeOwnersRule;
  readonly problem?: CodeOwnersProblem;
}

function readLine(text: string, start: number, end: number, positions: TextPositions, line: number): Line {
  const problemAt = (kind: CodeOwnersProblem['kind'], effect: CodeOwnersProblem['effect'], token: Token, message: string, suggestion: string): Line => ({
    problem: { kind, effect, message, suggestion, location: positions.location(token.start, token.end) },
  });
  const [pattern, ...rest] = tokens(text, start, end);
  if (!pattern) return {};
  const section = sectionHeader(text, pattern.start, end);
  if (section) {
    const message = `${section.text} is a section header of GitLab, which GitHub cannot read`;
    const suggestion = 'remove it, and write owners on every line, since here a line without owners un-owns; if it is a path, escape both brackets';
    return problemAt('GitLab section', 'line-skipped', section, message, suggestion);
  }
  const invalid = patternProblem(pattern.text);
  if (invalid) return problemAt(invalid.kind, 'line-skipped', pattern, invalid.message, invalid.suggestion);
  const owners: Owner[] = [];
  for (const token of rest) {
    const kind = ownerKind(token.text);
    if (!kind) {
      const { message, suggestion } = ownerProblem(token.text);
      return problemAt('Invalid owner', 'line-skipped', token, message, suggestion);
    }
    owners.push({ name: token.text, kind, location: positions.location(token.start, token.end) });
  }
  const rule: CodeOwnersRule = { pattern: pattern.text, owners, line, location: positions.location(pattern.start, pattern.end) };
  if (owners.length === 0 && pattern.text.startsWith('@')) {
    const message = `${pattern.text} stands where the pattern belongs, so the line un-owns a path of that name`;
    return { rule, ...problemAt('Unsupported syntax', 'read-literally', pattern, message, 'put a pattern in front of it') };
  }
  return { rule };
}

/** Splits a line at blanks; a backslash keeps the next character; `#` at the start of a word begins a comment. */
function tokens(text: string, start: number, end: number): Token[] {
  const found: Token[] = [];
  let index = start;
  while (index < end) {
    if (isBlank(text.charCodeAt(index))) {
      index++;
      continue;
    }
    if (text[index] === '#') break;
    const from = index;
    while (index < end && !isBlank(text.charCodeAt(index))) index += text[index] === '\\' && index + 1 < end && !isLineEnd(text.charCodeAt(index + 1)) ? 2 : 1;
    found.push({ text: text.slice(from, index), start: from, end: index });
  }
  return found;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 11 || code === 12 || isLineEnd(code);
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

/**
 * `[Name]`, `^[Name]`, `[Name][2] @owner`: a section of GitLab, up to its last bracket. Its name holds no slash, and a blank
 * or another bracket follows, which tells it from paths such as `[locale]/page.tsx` and `[id].tsx`.
 *
 * Source: https://docs.gitlab.com/user/project/codeowners/reference/ (checked 2026-11-25)
 */
function sectionHeader(text: string, start: number, end: number): Token | undefined {
  const [header, name] = /^\^?\[([^\]/]+)\](?:\[\d+\])?(?=\s|$)/.exec(text.slice(start, end)) ?? [];
  return header === undefined || name?.trim() === '' ? undefined : { text: header, start, end: start + header.length };
}

function patternProblem(pattern: string): { kind: CodeOwnersProblem['kind']; message: string; suggestion: string } | undefined {
  // https://github.com/github/docs/issues/19818 shows GitHub's kind.
  if (pattern.startsWith('!'))
    return {
      kind: 'Invalid pattern',
      message: `${pattern} begins with !, and CODEOWNERS has no negation`,
      suggestion: `write ${pattern.slice(1) || 'the pattern'} without owners below the line that it should undo`,
    };
  if (pattern.startsWith('\\#'))
    return {
      kind: 'Unsupported syntax',
      message: `${pattern} escapes a leading #, which does not work in CODEOWNERS`,
      suggestion: `write ${pattern.replace('\\#', '?')}`,
    };
  if (/^\/+$/.test(pattern)) return { kind: 'Invalid pattern', message: `${pattern} matches nothing`, suggestion: 'write * for every file' };
  if (pattern.includes('***'))
    return { kind: 'Invalid pattern', message: `${pattern} holds three stars in a row`, suggestion: `write ${pattern.replace(/\*{3,}/g, '**')}` };
  return bracketProblem(pattern);
}

/**
 * GitHub demands a backslash before both `[` and `]`; what it reads then is the character itself.
 *
 * Source: its own words in https://github.com/open-sauced/pizza-cli/issues/100; python/cpython pull 112206 has a range refused.
 */
function bracketProblem(pattern: string): { kind: CodeOwnersProblem['kind']; message: string; suggestion: string } | undefined {
  const escaped = pattern.replace(/\\.|[[\]]/gs, (found) => (found.length === 1 ? `\\${found}` : found));
  if (escaped === pattern) return undefined;
  if (hasRange(pattern))
    return { kind: 'Invalid pattern', message: `${pattern} holds [ ], which gives no range here`, suggestion: 'write one line for each name, or use ? or *' };
  return { kind: 'Invalid pattern', message: `${pattern} holds brackets without a backslash before each`, suggestion: `write ${escaped}` };
}

/** A range (`[a-z]`) or both cases of a letter (`[Mm]`): written for gitignore, and no name that a file would have. */
function hasRange(pattern: string): boolean {
  const body = /\[[!^]?([^\]/]{1,40})\]/.exec(pattern)?.[1];
  if (body === undefined) return false;
  const isCasePair = body.length === 2 && body[0] !== body[1] && body[0]?.toLowerCase() === body[1]?.toLowerCase();
  return isCasePair || /^(?:[A-Za-z0-9]-[A-Za-z0-9])+$/.test(body);
}
