/** What the terminal can show. */
export interface TerminalCapabilities {
  readonly colour: boolean;
  readonly unicode: boolean;
  readonly width: number;
}

/** Width of text that does not go to a terminal. */
const plainWidth = 100;

/**
 * Colour only on a terminal that wants it (https://no-color.org), Unicode only where the locale is UTF-8.
 *
 * @param toStandardOutput - False when the text goes to a file.
 */
export function terminal(toStandardOutput: boolean, environment: NodeJS.ProcessEnv = process.env): TerminalCapabilities {
  const isTerminal = toStandardOutput && process.stdout.isTTY === true;
  const { NO_COLOR, FORCE_COLOR, TERM, LC_ALL, LC_CTYPE, LANG } = environment as Readonly<Record<string, string | undefined>>;
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== '0';
  const locale = LC_ALL || LC_CTYPE || LANG;
  return {
    colour: toStandardOutput && !NO_COLOR && (forced || (isTerminal && TERM !== 'dumb')),
    // Without any locale (containers, Windows) UTF-8 is the rule today; a stated other one is respected.
    unicode: locale === undefined || /utf-?8/i.test(locale),
    width: isTerminal ? Math.max(40, process.stdout.columns || plainWidth) : plainWidth,
  };
}
