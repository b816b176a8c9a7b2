import type { Location } from '../model/location.ts';
import { redact } from '../redact.ts';
import { printable, toAscii } from './printable.ts';
import { displayWidth, paint, type Style, type Terminal, wrap } from './terminal.ts';

// Longer lines are hard to read, however wide the window is.
const widestText = 100;
const narrowestText = 40;
// Longer texts come from hostile or generated files.
const longestText = 600;

/** Lines of a text report. Every text that is put on it is redacted, and escaped for a terminal. */
export interface Page {
  readonly width: number;
  /** A text that may be put on a line: without secrets, without control characters, in ASCII where the terminal wants it. */
  clean(text: string): string;
  /** Styles a text that is clean already. */
  style(text: string, style: Style | undefined): string;
  /** A blank line, unless the page begins here or the last line is blank. */
  gap(): void;
  /** A finished line of clean and styled texts. */
  line(text: string): void;
  /** A bold line after a gap. */
  heading(text: string): void;
  /**
   * A text that is broken into lines.
   *
   * @param indent - Columns in front of every line.
   * @param lead - Clean text that stands in front of the first line, styled; later lines are indented by `hang`.
   */
  paragraph(
    text: string,
    indent: number,
    options?: { readonly style?: Style; readonly lead?: string; readonly leadStyle?: Style; readonly hang?: number },
  ): void;
  place(location: Location): string;
  text(): string;
}

/** Starts an empty page. */
export function createPage(terminal: Terminal): Page {
  const lines: string[] = [];
  const width = Math.max(narrowestText, Math.min(terminal.width, widestText));
  const clean = (text: string): string => {
    const shown = printable(redact(text));
    const short = shown.length > longestText ? `${shown.slice(0, longestText - 1).replace(/\p{Cs}$/u, '')}…` : shown;
    return terminal.unicode ? short : toAscii(short);
  };
  const style = (text: string, name: Style | undefined): string => paint(text, name, terminal);
  const page: Page = {
    width,
    clean,
    style,
    gap() {
      if (lines.length > 0 && lines.at(-1) !== '') lines.push('');
    },
    line: (text) => void lines.push(text.trimEnd()),
    heading(text) {
      page.gap();
      page.paragraph(text, 0, { style: 'bold' });
    },
    paragraph(text, indent, { style: name, lead = '', leadStyle, hang = 0 } = {}) {
      const leadWidth = displayWidth(lead);
      // The lead takes its columns of the first line; a filler of that width keeps them while the text is broken.
      const filler = leadWidth > 0 ? `${'_'.repeat(leadWidth)} ` : '';
      const [first = '', ...rest] = wrap(filler + clean(text), width - indent, hang);
      const start = leadWidth > 0 ? `${style(lead, leadStyle)} ${style(first.slice(filler.length), name)}` : style(first, name);
      lines.push(`${' '.repeat(indent)}${start}`.trimEnd());
      for (const line of rest) lines.push(`${' '.repeat(indent + hang)}${style(line, name)}`);
    },
    place: ({ path, range }) => `${path}:${range.start.line}:${range.start.column}`,
    text: () => `${lines.join('\n')}\n`,
  };
  return page;
}
