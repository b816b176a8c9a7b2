/**
 * Finds the end of a JavaScript regular expression literal.
 *
 * @param start - Of the opening slash.
 * @param limit - Characters after which it is taken for none.
 * @returns The offset behind the closing slash, in front of the flags; undefined when none closes it on its line.
 */
export function regexLiteralEnd(text: string, start: number, limit: number): number | undefined {
  let inSet = false;
  for (let index = start + 1; index < Math.min(text.length, start + limit); index++) {
    const character = text[index];
    if (character === '\n') return undefined;
    if (character === '\\') index++;
    else if (character === '[') inSet = true;
    else if (character === ']') inSet = false;
    else if (character === '/' && !inSet) return index + 1;
  }
  return undefined;
}
