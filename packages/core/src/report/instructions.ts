import type { EffectiveInstructions, EffectivePart, ReadingTime, TextPiece } from '../model/instructions.ts';
import { redact } from '../redact.ts';
import type { ReadingGroup } from '../repository/effective-instructions.ts';
import { readingRulesChecked } from '../repository/reading-rules.ts';
import { printable, printableJson } from './printable.ts';

/**
 * What one tool reads, as text for a terminal: its files in order, with places, sizes and when they are read; what is cut
 * off or left out, and why; what files cannot tell.
 */
export function toolInstructionsText(result: EffectiveInstructions): string {
  const { name, directory, parts, unread, settings, unknown, byteSize, budget, source } = result;
  const lines = [
    `${name} ${directory === '' ? 'at the root' : `in ${directory}`} reads ${countOf(parts)}${parts.length > 1 ? `, ${orders[result.order]}` : ''}.`,
  ];
  parts.forEach((part, index) => {
    lines.push(
      '',
      `${index + 1}. ${part.path}${part.linkTarget === undefined ? '' : ` (a link to ${part.linkTarget})`}  ${timeWords(part.time)}, ${bytes(part.byteSize)}`,
    );
    for (const stretch of stretches(part.pieces)) lines.push(`   ${stretch}`);
    for (const { raw, location, state } of part.imports)
      if (state !== 'expanded') lines.push(`   @${raw} at ${location.path}:${location.range.start.line} is not put in: ${importWords[state]}`);
    if (part.cut) {
      const { path, range } = part.cut.location;
      lines.push(`   cut off from ${path}:${range.start.line}:${range.start.column} on, ${bytes(part.cut.byteSize)}: ${part.cut.reason}`);
    }
  });
  if (parts.length > 1 || budget !== undefined) lines.push('', `Always read: ${bytes(byteSize)}${budget === undefined ? '' : ` of at most ${bytes(budget)}`}.`);
  if (unread.length > 0) lines.push('', 'Not read:', ...unread.map(({ path, reason }) => `- ${path}: ${reason}`));
  if (settings.length > 0)
    lines.push(
      '',
      'By committed settings:',
      ...settings.map(
        ({ path, location, key, value, effect }) =>
          `- ${path}:${location.range.start.line} ${key} = ${value}${effect === 'needs-trust' ? ' (only where the user trusts the folder)' : ''}`,
      ),
    );
  if (unknown.length > 0) lines.push('', 'Not known from files:', ...unknown.map((what) => `- ${what}`));
  lines.push('', `Source: ${source} (checked ${readingRulesChecked})`);
  return `${lines.map(printable).join('\n')}\n`;
}

/** One line for each tool, and how what they are told differs. */
export function instructionsOverviewText(results: readonly EffectiveInstructions[], groups: readonly ReadingGroup[], directory: string): string {
  const where = directory === '' ? 'at the root' : `in ${directory}`;
  if (results.length === 0) return printable(`No tool finds instructions ${where}.`).concat('\n');
  const width = Math.max(...results.map(({ tool }) => tool.length));
  const lines = results.map((result) => `${result.tool.padEnd(width)}  ${summary(result)}`);
  if (groups.length > 1) {
    lines.push('', `The tools are told different things ${where}:`);
    for (const { tools, sources } of groups) {
      const read = sources.map(({ path, cut }) => (cut ? `${path} (cut)` : path));
      lines.push(`- ${tools.join(', ')}: ${read.length === 0 ? 'nothing' : read.join(', ')}`);
    }
  } else if (results.length > 1) lines.push('', `All are told the same ${where}.`);
  lines.push('', 'Add --tool <id> for the parts, and what is left out.');
  return `${lines.map(printable).join('\n')}\n`;
}

/** Results as JSON; the shape is described in `docs/parsers/instructions.md`. Texts that look like secrets are redacted. */
export function instructionsJson(results: readonly EffectiveInstructions[], groups: readonly ReadingGroup[], directory: string): string {
  return printableJson({
    schemaVersion: 1,
    directory,
    checked: readingRulesChecked,
    tools: results.map((result) => ({
      ...result,
      settings: result.settings.map((setting) => ({ ...setting, value: redact(setting.value) })),
      // The text is that of its pieces, joined.
      parts: result.parts.map(({ text: _, pieces, ...part }) => ({
        ...part,
        pieces: pieces.map(({ value, location }) => ({ text: redact(value), location })),
      })),
    })),
    groups,
  });
}

const orders: Readonly<Record<EffectiveInstructions['order'], string>> = {
  'root-to-directory': 'from the root to the directory',
  precedence: 'in order of precedence',
  unordered: 'in an order that its vendor does not promise',
};

const importWords: Readonly<Record<Exclude<EffectivePart['imports'][number]['state'], 'expanded'>, string>> = {
  missing: 'there is no such file',
  'outside-repository': 'it lies outside the repository',
  'needs-approval': 'it lies outside the working directory, and the user is asked once',
  cycle: 'it leads back to a file that imports it',
  'too-deep': 'the tool follows no more hops',
  repeated: 'its text stands there already',
  'not-loaded': 'it is no document, or was not read',
};

function countOf(parts: readonly EffectivePart[]): string {
  return parts.length === 0 ? 'nothing' : parts.length === 1 ? '1 file' : `${parts.length} files`;
}

function bytes(size: number): string {
  return `${size.toLocaleString('en-US')} ${size === 1 ? 'byte' : 'bytes'}`;
}

function timeWords(time: ReadingTime): string {
  switch (time.when) {
    case 'always':
      return 'always';
    case 'touched':
      return `when a file in ${time.directory} is touched`;
    case 'matching': {
      const globs = time.globs.length === 0 ? 'nothing: it has no globs' : time.globs.join(', ');
      return `when a file matches ${globs}${time.directory === '' ? '' : ` in ${time.directory}`}`;
    }
    case 'requested':
      return `when ${time.how}`;
    case 'unknown':
      return `not known when: ${time.reason}`;
    default:
      return time satisfies never;
  }
}

/** `path:first-last` of stretches that follow each other in one file. */
function stretches(pieces: readonly TextPiece[]): readonly string[] {
  const joined: { path: string; first: number; last: number }[] = [];
  for (const { value, location } of pieces) {
    if (value.trim() === '') continue;
    const { start, end } = location.range;
    // A piece that ends with a line break ends in the line before.
    const lastLine = end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
    const before = joined.at(-1);
    if (before?.path === location.path) before.last = lastLine;
    else joined.push({ path: location.path, first: start.line, last: lastLine });
  }
  return joined.map(({ path, first, last }) => `${path}:${first}${last === first ? '' : `-${last}`}`);
}

function summary({ parts, unread, byteSize }: EffectiveInstructions): string {
  const always = parts.filter(({ time }) => time.when === 'always');
  const later = parts.length - always.length;
  const cut = parts.filter((part) => part.cut).map(({ path }) => path);
  const hidden = unread.filter(({ code }) => code === 'hidden' || code === 'over-budget' || code === 'too-large').map(({ path }) => path);
  const shown = always.slice(0, namedFiles).map(({ path }) => path);
  const more = always.length > namedFiles ? ` and ${always.length - namedFiles} more` : '';
  return [
    always.length === 0 ? 'nothing at first' : `${shown.join(', ')}${more} (${bytes(byteSize)})`,
    ...(later > 0 ? [`${later} more when asked for or in their place`] : []),
    ...(cut.length > 0 ? [`cut off: ${cut.join(', ')}`] : []),
    ...(hidden.length > 0 ? [`left out: ${hidden.slice(0, namedFiles).join(', ')}`] : []),
  ].join('; ');
}

// One line has room for a few names.
const namedFiles = 4;
