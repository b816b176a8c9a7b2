/** A piece of source code. Offsets count UTF-16 code units from 0. */
export interface CodeToken {
  readonly kind: 'word' | 'number' | 'string' | 'comment' | 'mark';
  /** As written, quotes included; one character for a mark. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What a lexer must know of a language. */
export interface CodeSyntax {
  readonly lineComments: readonly string[];
  readonly blockComments: boolean;
  readonly nestedComments?: true;
  /** Characters that open a string of one line. */
  readonly quotes: string;
  /** Characters that open a string of several lines. */
  readonly longQuotes?: string;
  /** Whether three quotes open a string of several lines. */
  readonly tripleQuotes?: true;
  /** `'a` is a lifetime or a label unless a quote follows. */
  readonly lifetimes?: true;
  /** `r#"…"#` of Rust, `#"…"#` of Swift. */
  readonly hashStrings?: true;
  /** `@"…"` of C#, where two quotes stand for one. */
  readonly verbatimStrings?: true;
  /** `<<~NAME` of Ruby, `<<<NAME` of PHP. */
  readonly heredocs?: '<<' | '<<<';
  /** `/…/` where a value may begin. */
  readonly regexLiterals?: true;
}

/** Characters that are read of a file; hand-written ones are far shorter. */
export const codeTextLimit: number = 2 * 1024 * 1024;

const word = /[\p{L}\p{N}_$@]+[!?]?/uy;
const blank = /\s+/y;

/** What a character can begin where the syntax has no say; `isSpecial` where it has. */
const isMark = 0;
const isBlank = 1;
const isWord = 2;
const isDigit = 3;
const isSpecial = 4;

const plainClasses: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (character <= ' ') return isBlank;
  if (/\d/.test(character)) return isDigit;
  return /[A-Za-z_$@]/.test(character) ? isWord : isMark;
});

const classesBySyntax = new WeakMap<CodeSyntax, Uint8Array>();

function classesOf(syntax: CodeSyntax): Uint8Array {
  const known = classesBySyntax.get(syntax);
  if (known) return known;
  const classes = Uint8Array.from(plainClasses);
  const special = [
    ...syntax.lineComments.map((mark) => mark[0]),
    syntax.blockComments || syntax.regexLiterals ? '/' : '',
    syntax.quotes,
    syntax.longQuotes,
    syntax.heredocs ? '<' : '',
    syntax.hashStrings ? '#rb' : '',
    syntax.verbatimStrings ? '@$' : '',
  ].join('');
  for (const character of special) classes[character.charCodeAt(0)] = isSpecial;
  classesBySyntax.set(syntax, classes);
  return classes;
}

/**
 * Cuts source code into words, strings, comments and marks. Enough to tell code from what only looks like it; no grammar. Works
 * on files that do not parse, in time linear in the text.
 *
 * @throws Never.
 */
export function codeTokens(text: string, syntax: CodeSyntax): readonly CodeToken[] {
  const tokens: CodeToken[] = [];
  scanCode(text, syntax, (kind, start, end) => tokens.push({ kind, text: text.slice(start, end), start, end }));
  return tokens;
}

/**
 * The same without an object for each token: whole repositories are compared by it.
 *
 * @param emit - Told of each token, in order.
 */
export function scanCode(text: string, syntax: CodeSyntax, emit: (kind: CodeToken['kind'], start: number, end: number) => void): void {
  const limit = Math.min(text.length, codeTextLimit);
  const classes = classesOf(syntax);
  /** Ends of here-documents that begin on the next line. */
  let pending: string[] = [];
  let at = 0;
  /** The last token that is no comment. */
  let lastKind: CodeToken['kind'] | undefined;
  let lastStart = 0;
  let lastEnd = 0;
  while (at < limit) {
    const code = text.charCodeAt(at);
    const type = code < 128 ? classes[code] : isSpecial;
    let kind: CodeToken['kind'] = 'mark';
    let end = at + 1;
    if (type === isBlank) {
      at = end;
      if (code === newLine && pending.length > 0) {
        for (const name of pending) at = endOfHeredoc(text, at, name);
        pending = [];
      } else if (code === space) while (text.charCodeAt(at) === space) at++;
      continue;
    }
    if (type === isWord || type === isDigit) {
      kind = type === isDigit ? 'number' : 'word';
      end = wordEnd(text, at);
    } else if (type === isSpecial) {
      const found: Special | undefined = code < 128 ? specialAt(text, at, syntax, () => mayBeginValue(lastKind, text.slice(lastStart, lastEnd))) : undefined;
      if (found) {
        kind = found.kind;
        end = found.end;
        if (found.heredoc !== undefined) pending.push(found.heredoc);
      } else {
        const blanks = code < 128 ? 0 : blanksAt(text, at);
        if (blanks > 0) {
          at += blanks;
          continue;
        }
        word.lastIndex = at;
        const name = word.exec(text)?.[0];
        if (name !== undefined) {
          kind = /^\d/.test(name) ? 'number' : 'word';
          end = at + name.length;
        }
      }
    }
    if (end > limit) end = limit;
    if (end <= at) end = at + 1;
    emit(kind, at, end);
    if (kind !== 'comment') {
      lastKind = kind;
      lastStart = at;
      lastEnd = end;
    }
    at = end;
  }
}

interface Special {
  readonly kind: 'comment' | 'string';
  readonly end: number;
  /** What ends a here-document that begins on the next line. */
  readonly heredoc?: string;
}

/** A comment or string that begins here. */
function specialAt(text: string, at: number, syntax: CodeSyntax, valueMayBegin: () => boolean): Special | undefined {
  if (syntax.lineComments.some((mark) => text.startsWith(mark, at)) && !isHashName(text, at, syntax)) return { kind: 'comment', end: lineEnd(text, at) };
  if (syntax.blockComments && text.startsWith('/*', at)) return { kind: 'comment', end: blockEnd(text, at, syntax.nestedComments === true) };
  const heredoc = syntax.heredocs && text.startsWith(syntax.heredocs, at) ? heredocName(text, at, syntax.heredocs) : undefined;
  if (heredoc) return { kind: 'string', end: heredoc.end, heredoc: heredoc.name };
  const end = stringEnd(text, at, syntax, valueMayBegin);
  return end === undefined ? undefined : { kind: 'string', end };
}

/** Blanks beyond ASCII, up to the end of the line. */
function blanksAt(text: string, at: number): number {
  if (text[at] === '\ufeff') return 1;
  blank.lastIndex = at;
  return blank.exec(text)?.[0].match(/^[^\n]+/)?.[0].length ?? 0;
}

const newLine = 10;
const space = 32;

/** Where a word ends that begins with a letter or digit of ASCII. */
function wordEnd(text: string, from: number): number {
  let end = from + 1;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code >= 128) {
      word.lastIndex = from;
      return from + (word.exec(text)?.[0].length ?? 1);
    }
    const type = plainClasses[code];
    if (type !== isWord && type !== isDigit) return code === exclamation || code === question ? end + 1 : end;
  }
  return end;
}

const exclamation = 33;
const question = 63;

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function blockEnd(text: string, from: number, nested: boolean): number {
  let depth = 1;
  let at = from + 2;
  while (depth > 0) {
    const close = text.indexOf('*/', at);
    if (close < 0) return text.length;
    const open = nested ? text.indexOf('/*', at) : -1;
    if (open >= 0 && open < close) {
      depth++;
      at = open + 2;
    } else {
      depth--;
      at = close + 2;
    }
  }
  return at;
}

/** `#[Attribute]` of PHP is no comment. */
function isHashName(text: string, at: number, { lineComments }: CodeSyntax): boolean {
  return text[at] === '#' && lineComments.includes('//') && text[at + 1] === '[';
}

function stringEnd(text: string, at: number, syntax: CodeSyntax, valueMayBegin: () => boolean): number | undefined {
  const character = text[at] ?? '';
  if (syntax.hashStrings) {
    const raw = /(?:b?r)?(#{1,16})"/y;
    raw.lastIndex = at;
    const match = raw.exec(text) ?? (text.startsWith('r"', at) ? /r()"/.exec('r"') : null);
    if (match && (match[0].startsWith('r') || match[0].startsWith('b') || match[0].startsWith('#'))) {
      const close = text.indexOf(`"${match[1] ?? ''}`, at + match[0].length);
      return close < 0 ? text.length : close + 1 + (match[1] ?? '').length;
    }
  }
  if (syntax.verbatimStrings && (text.startsWith('@"', at) || text.startsWith('$@"', at) || text.startsWith('@$"', at))) {
    let end = text.indexOf('"', at) + 1;
    while (end < text.length && !(text[end] === '"' && text[end + 1] !== '"')) end += text[end] === '"' ? 2 : 1;
    return end + 1;
  }
  if (syntax.tripleQuotes && (text.startsWith('"""', at) || (character === "'" && syntax.quotes.includes("'") && text.startsWith("'''", at)))) {
    const close = text.indexOf(character.repeat(3), at + 3);
    return close < 0 ? text.length : close + 3;
  }
  if (syntax.longQuotes?.includes(character)) return templateEnd(text, at);
  if (syntax.lifetimes && character === "'" && !/^'(?:\\.[^']{0,8}|[^\\'\n])'/u.test(text.slice(at, at + 14))) return undefined;
  if (syntax.quotes.includes(character)) {
    let end = at + 1;
    while (end < text.length && text[end] !== character && text[end] !== '\n') end += text[end] === '\\' ? 2 : 1;
    return text[end] === character ? end + 1 : end;
  }
  if (syntax.regexLiterals && character === '/' && valueMayBegin()) return regexEnd(text, at);
  return undefined;
}

/** A string between back quotes, with code in `${…}` that may hold strings itself. */
function templateEnd(text: string, at: number): number {
  const quote = text[at] ?? '`';
  // For each open `${` the number of braces in it.
  const depths: number[] = [];
  for (let end = at + 1; end < text.length; end++) {
    const character = text[end];
    if (character === '\\') end++;
    else if (depths.length === 0) {
      if (character === quote) return end + 1;
      if (quote === '`' && character === '$' && text[end + 1] === '{') {
        depths.push(0);
        end++;
      }
    } else {
      const depth = depths.at(-1) ?? 0;
      if (character === '{') depths[depths.length - 1] = depth + 1;
      else if (character === '}' && depth > 0) depths[depths.length - 1] = depth - 1;
      else if (character === '}') depths.pop();
      else if (character === '"' || character === "'") {
        let close = end + 1;
        while (close < text.length && text[close] !== character && text[close] !== '\n') close += text[close] === '\\' ? 2 : 1;
        end = close;
      }
    }
  }
  return text.length;
}

function regexEnd(text: string, at: number): number | undefined {
  let inClass = false;
  for (let end = at + 1; end < text.length && end - at < 2000; end++) {
    const character = text[end];
    if (character === '\n') return undefined;
    if (character === '\\') end++;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '/' && !inClass) {
      let stop = end + 1;
      while (/[a-z]/i.test(text[stop] ?? '')) stop++;
      return stop;
    }
  }
  return undefined;
}

const beforeValue: ReadonlySet<string> = new Set([
  'return',
  'case',
  'typeof',
  'in',
  'of',
  'and',
  'or',
  'not',
  'if',
  'unless',
  'when',
  'match',
  'elsif',
  'while',
]);

/** @param before - The kind of the token in front, with its text. */
function mayBeginValue(before: CodeToken['kind'] | undefined, text: string): boolean {
  if (before === undefined) return true;
  if (before === 'mark') return !/[)\]}]/.test(text);
  return before === 'word' && beforeValue.has(text);
}

function heredocName(text: string, at: number, mark: '<<' | '<<<'): { readonly name: string; readonly end: number } | undefined {
  const pattern = mark === '<<' ? /<<[~-](["'`]?)([A-Z_][A-Z0-9_]*)\1/y : /<<<[ \t]*(["']?)([A-Za-z_]\w*)\1/y;
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match ? { name: match[2] ?? '', end: at + match[0].length } : undefined;
}

function endOfHeredoc(text: string, from: number, name: string): number {
  for (let at = from; at < text.length; ) {
    const end = lineEnd(text, at);
    if (
      text
        .slice(at, end)
        .trim()
        .replace(/[;,)]+$/, '') === name
    )
      return end;
    at = end + 1;
  }
  return text.length;
}

/** Brackets that a closer may leave open inside. */
const furthestOpener = 64;

/** For each opening bracket the index of the closing one, and the other way round; brackets without a partner have none. */
export function bracketPairs(tokens: readonly CodeToken[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  const closers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
  tokens.forEach(({ kind, text }, index) => {
    if (kind !== 'mark') return;
    if (text === '(' || text === '[' || text === '{') open.push(index);
    const opener = closers[text];
    if (opener === undefined) return;
    // A closer without its opener, as in a half-written file, closes what was left open inside.
    let at = open.length - 1;
    const deepest = Math.max(0, open.length - furthestOpener);
    while (at >= deepest && tokens[open[at] ?? -1]?.text !== opener) at--;
    const start = open[at];
    if (at < deepest || start === undefined) return;
    open.length = at;
    pairs.set(start, index);
    pairs.set(index, start);
  });
  return pairs;
}
