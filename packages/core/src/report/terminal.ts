/** What a terminal can show. */
export interface Terminal {
  readonly colour: boolean;
  /** False for terminals that do not show UTF-8: then everything is ASCII. */
  readonly unicode: boolean;
  /** Columns. */
  readonly width: number;
}

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue' | 'cyan';

// SGR codes: on, off. https://www.ecma-international.org/publications-and-standards/standards/ecma-48/
const codes: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
};

/** Wraps a text in a style, line by line, so that a pager that starts in the middle shows it right. */
export function paint(text: string, style: Style | undefined, terminal: Pick<Terminal, 'colour'>): string {
  if (!terminal.colour || style === undefined || text === '') return text;
  const [on, off] = codes[style];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}

const zeroWidth = /\p{Mn}|\p{Me}|\u200c|\u200d|[\u{1f3fb}-\u{1f3ff}]/u;
const doubleWidth =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** Columns that a text of printable characters takes; East Asian characters and emoji take two. */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += zeroWidth.test(character) ? 0 : doubleWidth.test(character) ? 2 : 1;
  return width;
}

/** Fills a text up with spaces to a width. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/**
 * Breaks a text at spaces into lines. Words longer than a line, such as paths, stay whole, so that they can be copied and clicked.
 *
 * @param hang - Columns by which every line but the first is shorter.
 * @returns At least one line.
 */
export function wrap(text: string, width: number, hang = 0): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let lineWidth = 0;
  for (const word of text.split(' ')) {
    if (word === '') continue;
    const wordWidth = displayWidth(word);
    if (line !== '' && lineWidth + 1 + wordWidth > width - (lines.length > 0 ? hang : 0)) {
      lines.push(line);
      line = '';
      lineWidth = 0;
    }
    line += line === '' ? word : ` ${word}`;
    lineWidth += lineWidth === 0 ? wordWidth : 1 + wordWidth;
  }
  return [...lines, line];
}
