// Controls (C0, DEL, C1), invisible format characters (bidirectional ones, tags), line and paragraph separators, lone
// surrogates: text from a repository could move the cursor, recolour, reorder or hide what a reader sees. The two joiners stay,
// since scripts and emoji need them.
const unprintable = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u{e0000}-\u{e007f}]/gu;

/** Makes every character that a reader would not see visible as `\u{…}`; tabs and line breaks become spaces. */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => {
    if (character === '\t' || character === '\n' || character === '\r') return ' ';
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

/** Turns a text into ASCII: typographic marks to their plain forms, everything else to `\u{…}`. */
export function toAscii(text: string): string {
  return text.replace(/[^\x00-\x7f]/gu, (character) => plainForms[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

const plainForms: Readonly<Record<string, string>> = {
  '…': '...',
  '–': '-',
  '—': '-',
  '‑': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '×': 'x',
  '→': '->',
  '≥': '>=',
  '≤': '<=',
  '·': '-',
  '•': '*',
  '\u00a0': ' ',
};

/**
 * Prints a value as JSON in which every unprintable character is an escape: the same value for a parser, harmless in a terminal.
 *
 * @returns Indented by two, with a line break at the end.
 */
export function printableJson(value: unknown): string {
  const json = JSON.stringify(value, null, 2).replace(unprintable, (character) => {
    if (character === '\n') return character;
    return [...Array(character.length).keys()].map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
  });
  return `${json}\n`;
}
