import { globLengthLimit } from './glob.ts';
import { type CharacterRange, inRanges } from './segment.ts';

/** What one ordered filter list says of a path, branch or tag. */
export interface ActionsFilter {
  /** Included by the last pattern that matches. A list without any plain pattern includes nothing. */
  includes(name: string): boolean;
}

type Element =
  | { readonly kind: 'character'; readonly code: number; readonly count: Count }
  | { readonly kind: 'set'; readonly ranges: readonly CharacterRange[]; readonly count: Count }
  /** `*`: anything but a slash. */
  | { readonly kind: 'star' }
  /** `**`: anything. */
  | { readonly kind: 'globstar' }
  /** A `**` and slash at the start of a segment: any number of whole directories, or none. */
  | { readonly kind: 'directories' };

type Count = 'one' | 'optional' | 'repeated';

/**
 * Compiles an ordered list of `branches`, `tags` or `paths` patterns of a workflow's trigger. They are not shell globs:
 * `*` stops at a slash, `**` does not, `?` is zero or one and `+` one or more of the character before, `[]` one of the
 * listed characters, `!` in front excludes what an earlier pattern included, and a later plain pattern includes it again.
 * A pattern matches the whole name; case counts.
 *
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 *
 * @returns A filter whose time is linear in the name for each character of the patterns: there is no backtracking.
 */
export function compileActionsFilter(patterns: readonly string[]): ActionsFilter {
  const steps = patterns.map((pattern) => {
    const excludes = pattern.startsWith('!');
    return { excludes, matches: compileActionsPattern(excludes ? pattern.slice(1) : pattern) };
  });
  return { includes: (name) => steps.findLast(({ matches }) => matches(name))?.excludes === false };
}

/** Compiles one pattern of a filter, without a leading `!`; one of more than {@link globLengthLimit} characters matches nothing. */
export function compileActionsPattern(pattern: string): (name: string) => boolean {
  if (pattern.length > globLengthLimit) return () => false;
  const elements = parse(pattern);
  return (name) => simulate(elements, name);
}

function parse(pattern: string): Element[] {
  const characters = [...pattern];
  const elements: Element[] = [];
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? '';
    const previous = elements.at(-1);
    if (character === '*') {
      const start = index;
      while (characters[index + 1] === '*') index++;
      const opensSegment = start === 0 || characters[start - 1] === '/';
      if (index === start) elements.push({ kind: 'star' });
      else if (opensSegment && characters[index + 1] === '/') {
        elements.push({ kind: 'directories' });
        index++;
      } else elements.push({ kind: 'globstar' });
    } else if ((character === '?' || character === '+') && previous) {
      // After a star the count changes nothing: it stands for any number already.
      if ((previous.kind === 'character' || previous.kind === 'set') && previous.count === 'one')
        elements[elements.length - 1] = { ...previous, count: character === '?' ? 'optional' : 'repeated' };
    } else if (character === '[') {
      const close = characters.indexOf(']', index + 2);
      if (close < 0) elements.push(literal(character));
      else {
        elements.push({ kind: 'set', ranges: readRanges(characters.slice(index + 1, close)), count: 'one' });
        index = close;
      }
    } else if (character === '\\' && index + 1 < characters.length) elements.push(literal(characters[++index] ?? ''));
    else elements.push(literal(character));
  }
  return elements;
}

function literal(character: string): Element {
  return { kind: 'character', code: character.codePointAt(0) ?? 0, count: 'one' };
}

function readRanges(members: readonly string[]): CharacterRange[] {
  const ranges: CharacterRange[] = [];
  for (let index = 0; index < members.length; index++) {
    const low = members[index]?.codePointAt(0) ?? 0;
    const high = members[index + 1] === '-' ? members[index + 2]?.codePointAt(0) : undefined;
    ranges.push([low, high ?? low]);
    if (high !== undefined) index += 2;
  }
  return ranges;
}

const slash = 47;

/** Follows every way through the pattern at once: one flag for each element and character of the name. */
function simulate(elements: readonly Element[], name: string): boolean {
  const end = elements.length;
  let states = new Uint8Array(end + 1);
  states[0] = 1;
  skipOptional(elements, states);
  for (const character of name) {
    const code = character.codePointAt(0) ?? 0;
    const next = new Uint8Array(end + 1);
    let alive = false;
    for (let index = 0; index < end; index++) {
      const element = elements[index];
      const state = states[index];
      if (!state || !element) continue;
      switch (element.kind) {
        case 'star':
          if (code !== slash) next[index] = 1;
          break;
        case 'globstar':
          next[index] = 1;
          break;
        case 'directories':
          // Inside a directory's name the way on is closed (2); after its slash it is open again (1).
          next[index] = code === slash ? 1 : (next[index] ?? 0) || 2;
          break;
        default:
          if (element.kind === 'character' ? element.code === code : inRanges(element.ranges, code)) {
            next[index + 1] = 1;
            if (element.count === 'repeated') next[index] = 1;
          }
      }
      if (next[index] || next[index + 1]) alive = true;
    }
    if (!alive) return false;
    skipOptional(elements, next);
    states = next;
  }
  return states[end] === 1;
}

/** Enters every element that the ones before allow to be reached without a character. */
function skipOptional(elements: readonly Element[], states: Uint8Array): void {
  for (let index = 0; index < elements.length; index++) {
    const element = elements[index];
    if (states[index] !== 1 || !element) continue;
    const canBeNothing = element.kind === 'character' || element.kind === 'set' ? element.count === 'optional' : true;
    if (canBeNothing) states[index + 1] = 1;
  }
}
