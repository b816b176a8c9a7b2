import { regexLiteralEnd } from './regex-literal.ts';

/** Languages whose sources are looked into; Vue and Svelte files count as `js`. */
export type SourceLanguage = 'js' | 'py' | 'rb' | 'go' | 'php' | 'jvm' | 'rs' | 'cs' | 'ex' | 'swift';

interface StringForm {
  readonly open: string;
  readonly close: string;
  readonly multiline?: boolean;
  /** No escapes: a backslash is one. */
  readonly raw?: boolean;
  /** What starts an expression inside; it ends at the brace (or parenthesis) that closes it. */
  readonly expression?: string;
}

interface Lexicon {
  readonly line: readonly string[];
  readonly block: readonly (readonly [string, string])[];
  /** Longest opening first. */
  readonly strings: readonly StringForm[];
  readonly regex?: true;
}

const slashes = { line: ['//'], block: [['/*', '*/']] } as const;
const single: StringForm = { open: "'", close: "'" };
const double: StringForm = { open: '"', close: '"' };
const triple = (quote: string, rest: Partial<StringForm> = {}): StringForm => ({ open: quote, close: quote, multiline: true, ...rest });

const lexicons: Readonly<Record<SourceLanguage, Lexicon>> = {
  js: {
    line: ['//'],
    block: [
      ['/*', '*/'],
      ['<!--', '-->'],
    ],
    strings: [single, double, { open: '`', close: '`', multiline: true, expression: '${' }],
    regex: true,
  },
  py: {
    line: ['#'],
    block: [],
    strings: [
      ...['f', 'F'].flatMap((prefix) =>
        ['"""', "'''", '"', "'"].map((quote) => ({ open: prefix + quote, close: quote, multiline: quote.length === 3, expression: '{' })),
      ),
      triple('"""'),
      triple("'''"),
      double,
      single,
    ],
  },
  rb: {
    line: ['#'],
    block: [['\n=begin', '\n=end']],
    strings: [{ ...double, multiline: true, expression: '#{' }, single, { open: '`', close: '`', expression: '#{' }],
  },
  go: { ...slashes, strings: [double, { open: '`', close: '`', multiline: true, raw: true }, single] },
  php: { line: ['//', '#'], block: [['/*', '*/']], strings: [triple('"'), triple("'")] },
  jvm: { ...slashes, strings: [triple('"""', { expression: '${' }), { ...double, expression: '${' }, single] },
  // A single quote is a lifetime as often as a character.
  rs: {
    ...slashes,
    strings: [
      { open: 'r#"', close: '"#', multiline: true, raw: true },
      { ...double, multiline: true },
    ],
  },
  cs: {
    ...slashes,
    strings: [{ open: '$"', close: '"', expression: '{' }, { open: '@"', close: '"', multiline: true, raw: true }, triple('"""'), double, single],
  },
  ex: { line: ['#'], block: [], strings: [triple('"""', { expression: '#{' }), { ...double, multiline: true, expression: '#{' }] },
  swift: { ...slashes, strings: [triple('"""', { expression: '\\(' }), { ...double, expression: '\\(' }] },
};

/** Says what stands at an offset; the text is gone through once, when it is first asked. */
export function kindsAt(language: SourceLanguage, text: string): (offset: number) => 'code' | 'comment' | 'string' {
  let spans: ReturnType<typeof notCode> | undefined;
  return (offset) => {
    spans ??= notCode(language, text);
    let low = 0;
    let high = spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((spans[middle]?.end ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const span = spans[low];
    return span && span.start <= offset ? span.kind : 'code';
  };
}

/** A slash that opens no expression must not cost a scan of the rest of the file. */
const regexLimit = 500;

/**
 * Tells code from comments and texts. Expressions inside of texts (`${…}`) are code. Texts that do not close end with their
 * line, unless the language lets them run on.
 *
 * @returns Where comments and texts begin and end, in order; an offset in none of them is code. Time is linear.
 */
function notCode(language: SourceLanguage, text: string): readonly { readonly start: number; readonly end: number; readonly kind: 'comment' | 'string' }[] {
  const { line, block, strings, regex } = lexicons[language];
  // Nearly every character begins nothing: it costs one look-up.
  const beginnings = new Set([...line, ...block.map(([sign]) => sign), ...strings.map((form) => form.open)].map((sign) => sign[0]));
  if (regex) beginnings.add('/');
  const spans: { start: number; end: number; kind: 'comment' | 'string' }[] = [];
  /** Texts whose expressions are open, with the brackets that are open in each. */
  const open: { form: StringForm; depth: number }[] = [];
  let index = 0;
  let before = '';

  const readString = (form: StringForm, from: number, contentStart: number): void => {
    let at = contentStart;
    while (at < text.length) {
      if (!form.raw && text[at] === '\\' && !(form.expression?.startsWith('\\') && text.startsWith(form.expression, at))) at += 2;
      else if (text.startsWith(form.close, at)) {
        at += form.close.length;
        break;
      } else if (form.expression && text.startsWith(form.expression, at)) {
        if (form.expression === '{' && text[at + 1] === '{') at += 2;
        else {
          at += form.expression.length;
          open.push({ form, depth: 0 });
          break;
        }
      } else if (text[at] === '\n' && !form.multiline) break;
      else at++;
    }
    spans.push({ start: from, end: Math.min(at, text.length), kind: 'string' });
    index = Math.min(at, text.length);
    before = '"';
  };

  while (index < text.length) {
    const character = text[index] ?? '';
    if (open.length === 0 && !beginnings.has(character)) {
      if (character > ' ') before = character;
      index++;
      continue;
    }
    const comment = line.find((sign) => text.startsWith(sign, index));
    const commentBlock = comment === undefined ? block.find(([sign]) => text.startsWith(sign, index)) : undefined;
    if (comment !== undefined) {
      const end = text.indexOf('\n', index);
      spans.push({ start: index, end: end < 0 ? text.length : end, kind: 'comment' });
      index = end < 0 ? text.length : end;
      continue;
    }
    if (commentBlock) {
      const end = text.indexOf(commentBlock[1], index + commentBlock[0].length);
      spans.push({ start: index, end: end < 0 ? text.length : end + commentBlock[1].length, kind: 'comment' });
      index = end < 0 ? text.length : end + commentBlock[1].length;
      continue;
    }
    const form = strings.find(
      (candidate) => text.startsWith(candidate.open, index) && !(candidate.open.length === 2 && /\w/.test(candidate.open) && /\w/.test(text[index - 1] ?? '')),
    );
    if (form) {
      readString(form, index, index + form.open.length);
      continue;
    }
    if (regex && character === '/' && mayStartRegex(before)) {
      const end = regexLiteralEnd(text, index, regexLimit);
      if (end !== undefined) {
        spans.push({ start: index, end, kind: 'string' });
        index = end;
        before = '"';
        continue;
      }
    }
    const inner = open.at(-1);
    if (inner) {
      const closing = inner.form.expression?.endsWith('(') ? ')' : '}';
      if (character === (closing === ')' ? '(' : '{')) inner.depth++;
      else if (character === closing && inner.depth-- === 0) {
        open.pop();
        readString(inner.form, index, index + 1);
        continue;
      }
    }
    if (character > ' ') before = character;
    index++;
  }
  return spans;
}

function mayStartRegex(before: string): boolean {
  return before === '' || '(,=:[!&|?{};+'.includes(before);
}
