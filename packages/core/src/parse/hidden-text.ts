import type { HiddenText } from '../model/instructions.ts';
import type { TextPositions } from './text-position.ts';

/** Places after which the search ends: a file with that many is hostile, or no text. */
const hiddenTextLimit = 200;

type Kind = HiddenText['kind'];

// Every character that is looked at; one pass over the text finds candidates, the rest is decided by their neighbours.
const candidate =
  /(?:[\u00AD\u115F\u1160\u200B-\u200D\u202A-\u202E\u2060-\u2064\u2066-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E007F}]|[\u180B-\u180E]|[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}])+/gu;

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** Scripts whose spelling uses joiners inside words. */
const joiningLetter =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{M}]/u;
const emoji = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}#*0-9]|\u20E3|\uFE0F/u;
/** Languages that are written without spaces mark places for a line break with U+200B. */
const unspacedLetter = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * Finds characters that a reader does not see but a model does: tag characters, bidirectional controls, zero-width
 * characters, runs of variation selectors. Emoji sequences, joiners inside scripts that need them, and bidirectional
 * isolates in lines with right-to-left letters are ordinary text.
 *
 * Sources: https://www.unicode.org/reports/tr36/, https://trojansource.codes/,
 * https://www.pillar.security/blog/new-vulnerability-in-github-copilot-and-cursor-how-hackers-can-weaponize-code-agents
 *
 * @param text - The whole file. Linear in its length.
 */
export function findHiddenText(text: string, positions: TextPositions): readonly HiddenText[] {
  const found: HiddenText[] = [];
  for (const match of text.matchAll(candidate)) {
    if (found.length >= hiddenTextLimit) break;
    const start = match.index;
    const end = start + match[0].length;
    const points = [...match[0]].map((character) => character.codePointAt(0) ?? 0);
    const kind = judge(text, start, end, points);
    if (!kind) continue;
    const spells = kind === 'tag-characters' ? spelled(points) : '';
    found.push({
      kind,
      location: positions.location(start, end),
      characters: [...new Set(points)]
        .slice(0, 3)
        .map((point) => `U+${point.toString(16).toUpperCase().padStart(4, '0')}`)
        .join(' '),
      count: points.length,
      ...(spells ? { spells } : {}),
    });
  }
  return found;
}

function judge(text: string, start: number, end: number, points: readonly number[]): Kind | undefined {
  const before = lastCharacter(text, start);
  const after = String.fromCodePoint(text.codePointAt(end) ?? 0);
  if (points.some(isTag)) return isFlag(before, points) ? undefined : 'tag-characters';
  if (points.some((point) => point === 0x202d || point === 0x202e)) return 'bidirectional-control';
  if (points.some(isBidirectional)) return rightToLeft.test(lineAround(text, start)) ? undefined : 'bidirectional-control';
  const selectors = points.filter(isSelector).length;
  if (selectors > 1) return 'variation-selectors';
  if (selectors === 1 && points.length === 1) return undefined;
  const rest = points.filter((point) => !isSelector(point));
  if (rest.every((point) => point === 0x200c || point === 0x200d)) {
    // 👩‍💻, क्‍ष, می‌خواهم: one joiner between two characters that it is meant for.
    if (rest.length === 1 && ((emoji.test(before) && emoji.test(after)) || joiningLetter.test(before))) return undefined;
    return 'zero-width';
  }
  if (rest.length === 1 && rest[0] === 0x200b && (unspacedLetter.test(before) || unspacedLetter.test(after))) return undefined;
  if (rest.every(isZeroWidth)) return 'zero-width';
  // A Hangul filler among Hangul is a syllable without its vowel or consonant.
  if (rest.every((point) => point === 0x115f || point === 0x1160) && /\p{Script=Hangul}/u.test(before + after)) return undefined;
  if (rest.every((point) => point >= 0x180b && point <= 0x180e) && /\p{Script=Mongolian}/u.test(before + after)) return undefined;
  return 'invisible-character';
}

const isTag = (point: number): boolean => point >= 0xe0000 && point <= 0xe007f;
const isBidirectional = (point: number): boolean => (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
const isSelector = (point: number): boolean => (point >= 0xfe00 && point <= 0xfe0f) || (point >= 0xe0100 && point <= 0xe01ef);
const isZeroWidth = (point: number): boolean => point === 0xad || (point >= 0x200b && point <= 0x200d) || point === 0x2060 || point === 0xfeff;

/** 🏴 with the tags of a region (England, Scotland, Wales) and the cancel tag. */
function isFlag(before: string, points: readonly number[]): boolean {
  return before === '\u{1F3F4}' && points.length >= 4 && points.length <= 7 && points.at(-1) === 0xe007f;
}

function spelled(points: readonly number[]): string {
  return points
    .filter((point) => point >= 0xe0020 && point < 0xe007f)
    .map((point) => String.fromCharCode(point - 0xe0000))
    .join('');
}

function lastCharacter(text: string, offset: number): string {
  const low = text.charCodeAt(offset - 1);
  return low >= 0xdc00 && low <= 0xdfff ? text.slice(offset - 2, offset) : text.slice(offset - 1, offset);
}

// A line may be a whole hostile file; what stands near decides.
const near = 400;

function lineAround(text: string, offset: number): string {
  const before = text.slice(Math.max(0, offset - near), offset);
  const after = text.slice(offset, offset + near);
  const end = after.indexOf('\n');
  return before.slice(before.lastIndexOf('\n') + 1) + (end < 0 ? after : after.slice(0, end));
}
