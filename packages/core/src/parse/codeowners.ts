import type { CodeOwnersFile, CodeOwnersProblem, CodeOwnersRule, Owner, OwnerKind } from '../model/codeowners.ts';
import { codeOwnersIndex, wildcardLimit } from '../pattern/codeowners-index.ts';
import { type TextPositions, textPositions } from './text-position.ts';

/** Problems that are kept of one file; what follows is skipped without a word for each line. */
const codeOwnersProblemLimit: number = 1000;
/** Lines with a pattern, and owners, above which a file is refused. The largest public files have a tenth of it. */
export const codeOwnersRuleLimit: number = 50_000;
const codeOwnersOwnerLimit: number = 200_000;

export type ParsedCodeOwners = { readonly state: 'read'; readonly file: CodeOwnersFile } | { readonly state: 'refused'; readonly reason: string };

interface Token {
  /** As written, with escapes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

// The last matching line wins, as in .gitignore; but there is no "!", and an entry without owners clears the earlier ones.
// https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners

/**
 * Reads a CODEOWNERS file as GitHub does: a line with an invalid part is skipped, the others count.
 *
 * @param path - Repository-relative path, for the locations.
 * @param text - The whole file, any line ending.
 * @returns Lines in file order with a quick look-up of owners; refused only above the limits of this file.
 * @throws Never.
 */
export function parseCodeOwners(path: string, text: string): ParsedCodeOwners {
  const positions = textPositions(path, text);
  const rules: CodeOwnersRule[] = [];
  const problems: CodeOwnersProblem[] = [];
  let owners = 0;
  for (let line = 1; line <= positions.lineCount; line++) {
    const start = positions.lineStart(line);
    const read = readLine(text, start, positions.lineStart(line + 1), positions, line);
    if (read.problem && problems.length < codeOwnersProblemLimit) problems.push(read.problem);
    if (!read.rule) continue;
    owners += read.rule.owners.length;
    if (rules.push(read.rule) > codeOwnersRuleLimit || owners > codeOwnersOwnerLimit)
      return { state: 'refused', reason: `it has more than ${codeOwnersRuleLimit} lines or ${codeOwnersOwnerLimit} owners` };
  }
  const index = codeOwnersIndex(rules.map((rule) => rule.pattern));
  if (!index) return { state: 'refused', reason: `more than ${wildcardLimit} of its patterns begin with a wildcard at the same place` };

  return {
    state: 'read',
    file: {
      path,
      rules,
      problems,
      ownerOf(subject) {
        const rule = rules[index.lastMatch(subject)];
        if (!rule) return { state: 'unmatched' };
        return rule.owners.length > 0 ? { state: 'owned', owners: rule.owners, rule } : { state: 'un-owned', rule };
      },
      usage(subjects) {
        const lastOfPattern = new Map(rules.map((rule, position) => [rule.pattern, position]));
        const firstMatch = new Map<number, { path: string; winner: number }>();
        const deciding = new Set<number>();
        for (const subject of subjects) {
          const matches = index.matches(subject);
          const winner = matches.reduce((best, candidate) => Math.max(best, candidate), -1);
          deciding.add(winner);
          for (const match of matches) if (!firstMatch.has(match)) firstMatch.set(match, { path: subject, winner });
        }
        return rules.map((rule, position) => {
          // The index knows an earlier twin by its last one.
          const last = lastOfPattern.get(rule.pattern) ?? position;
          const match = firstMatch.get(last);
          if (!match) return { rule };
          const winner = rules[match.winner];
          return deciding.has(position) || !winner ? { rule, matched: match.path } : { rule, matched: match.path, overriddenBy: winner };
        });
      },
    },
  };
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
  const header = section
    ? problemAt(
        'Unsupported syntax',
        'read-literally',
        section,
        `${section.text} is a section header of GitLab; GitHub takes it for a path`,
        'write the owners on every line',
      )
    : undefined;
  const invalid = patternProblem(pattern.text);
  if (invalid) return problemAt(invalid.kind, 'line-skipped', pattern, invalid.message, invalid.suggestion);
  const owners: Owner[] = [];
  for (const token of rest) {
    const kind = ownerKind(token.text);
    if (!kind) {
      const { message, suggestion } = ownerProblem(token.text);
      return header ?? problemAt('Invalid owner', 'line-skipped', token, message, suggestion);
    }
    owners.push({ name: token.text, kind, location: positions.location(token.start, token.end) });
  }
  const rule: CodeOwnersRule = { pattern: pattern.text, owners, line, location: positions.location(pattern.start, pattern.end) };
  if (header) return { rule, ...header };
  if (owners.length === 0 && pattern.text.startsWith('@')) {
    const message = `${pattern.text} stands where the pattern belongs, so the line un-owns a path of that name`;
    return { rule, ...problemAt('Unsupported syntax', 'read-literally', pattern, message, 'put a pattern in front of it') };
  }
  if (hasRange(pattern.text)) {
    const message = `${pattern.text} holds [ ], which GitHub takes for plain characters, not for a range`;
    return { rule, ...problemAt('Unsupported syntax', 'read-literally', pattern, message, 'write one line for each name, or use ? or *') };
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

/** `[Name]`, `^[Name][2] @owner`: GitLab's sections. Names hold no slash, which tells them from paths such as `[locale]/page.tsx`. */
function sectionHeader(text: string, start: number, end: number): Token | undefined {
  const from = text[start] === '^' ? start + 1 : start;
  if (text[from] !== '[') return undefined;
  const close = text.indexOf(']', from);
  if (close < 0 || close >= end) return undefined;
  const name = text.slice(from + 1, close);
  const next = text.charCodeAt(close + 1);
  if (name.trim() === '' || name.includes('/') || !(close + 1 >= end || isBlank(next) || text[close + 1] === '[')) return undefined;
  return { text: text.slice(start, close + 1), start, end: close + 1 };
}

function patternProblem(pattern: string): { kind: CodeOwnersProblem['kind']; message: string; suggestion: string } | undefined {
  if (pattern.startsWith('!'))
    return {
      kind: 'Unsupported syntax',
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
  return undefined;
}

/** A range (`[a-z]`) or both cases of a letter (`[Mm]`): written for gitignore, and no name that a file would have. */
function hasRange(pattern: string): boolean {
  const body = /\[[!^]?([^\]/]{1,40})\]/.exec(pattern)?.[1];
  if (body === undefined) return false;
  const isCasePair = body.length === 2 && body[0] !== body[1] && body[0]?.toLowerCase() === body[1]?.toLowerCase();
  return isCasePair || /^(?:[A-Za-z0-9]-[A-Za-z0-9])+$/.test(body);
}

const letterDigit = /^[A-Za-z0-9]/;

function ownerKind(owner: string): OwnerKind | undefined {
  if (owner.startsWith('@')) {
    const [name = '', team, ...more] = owner.slice(1).split('/');
    if (more.length > 0 || name.length > 100 || !/^[A-Za-z0-9_-]+$/.test(name) || !letterDigit.test(name)) return undefined;
    if (team === undefined) return 'user';
    return /^[A-Za-z0-9._-]+$/.test(team) ? 'team' : undefined;
  }
  const [local = '', domain = '', ...more] = owner.split('@');
  if (more.length > 0 || !/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+$/.test(local)) return undefined;
  return /^[A-Za-z0-9-]+$/.test(domain.replaceAll('.', '')) &&
    domain.includes('.') &&
    !domain.startsWith('.') &&
    !domain.endsWith('.') &&
    !domain.includes('..')
    ? 'email'
    : undefined;
}

function ownerProblem(owner: string): { message: string; suggestion: string } {
  if (owner.startsWith('@') && owner.endsWith('[bot]'))
    return { message: `${owner} is an app, and apps cannot own code`, suggestion: 'name a person or a team' };
  if (owner.startsWith('@') && owner.split('/').length > 2)
    return { message: `${owner} names a team with more than one slash`, suggestion: 'write @organization/team, also for a team inside a team' };
  if (/^[A-Za-z0-9_-]+(?:\/[A-Za-z0-9._-]+)?$/.test(owner)) return { message: `${owner} lacks the @ of an owner`, suggestion: `write @${owner}` };
  if (/^@.*[,;]$/.test(owner)) return { message: `${owner} ends with a separator`, suggestion: 'separate owners by blanks' };
  return { message: `${owner} is no owner`, suggestion: 'write @user, @organization/team or an e-mail address' };
}
