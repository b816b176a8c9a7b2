import type { Diagnostic } from '../model/diagnostic.ts';
import type { Located, Location } from '../model/location.ts';
import { type TextPositions, textPositions } from './text-position.ts';

/** An element of an XML file. Names are without their namespace prefix. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, Located<string>>;
  readonly children: readonly XmlElement[];
  /** Character data directly inside, trimmed. */
  readonly text: string;
  /** What stands between the tags, trimmed, for an element without children; else the name in its opening tag. */
  readonly location: Location;
}

export interface XmlFile {
  readonly root?: XmlElement;
  readonly diagnostics: readonly Diagnostic[];
}

/** Characters above which an XML file is not parsed. */
const xmlTextLimit: number = 4 * 1024 * 1024;
const xmlDepthLimit: number = 200;

interface OpenElement {
  readonly name: string;
  readonly nameStart: number;
  readonly attributes: ReadonlyMap<string, Located<string>>;
  readonly children: XmlElement[];
  text: string;
  readonly contentStart: number;
}

/**
 * Reads elements, attributes and character data of an XML file, as project files have them. Doctypes are passed over
 * and no entity but the five predefined ones and character references is expanded. Reading stops at the first error,
 * with what was complete by then. Time is linear in the text.
 *
 * Source: https://www.w3.org/TR/xml/
 *
 * @throws Never.
 */
export function parseXml(path: string, text: string): XmlFile {
  const positions = textPositions(path, text);
  if (text.length > xmlTextLimit)
    return { diagnostics: [problem(positions, 0, 'xml-too-large', `The file is larger than ${xmlTextLimit / 1024 / 1024} MB of XML and was not read.`)] };
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  let error: Diagnostic | undefined;
  let at = text.indexOf('<');
  let textFrom = at < 0 ? text.length : at;
  while (at >= 0 && !error) {
    const top = open.at(-1);
    if (top) top.text += decode(text.slice(textFrom, at));
    const special = specialAt(text, at);
    if (special) {
      if (special.end < 0) error = problem(positions, at, 'xml-syntax', `The file is not valid XML: ${special.kind} is not closed.`);
      else if (special.kind === 'CDATA' && top) top.text += text.slice(at + 9, special.end - 3);
      textFrom = special.end;
    } else if (text[at + 1] === '/') {
      const end = text.indexOf('>', at);
      const name = localName(text.slice(at + 2, end < 0 ? at + 2 : end).trim());
      if (end < 0 || top?.name !== name) {
        error = problem(positions, at, 'xml-syntax', `The file is not valid XML: </${name.slice(0, 100)}> closes no element that is open here.`);
        break;
      }
      open.pop();
      const parent = open.at(-1);
      const element = close(top, text, at, positions);
      if (parent) parent.children.push(element);
      else root ??= element;
      textFrom = end + 1;
    } else {
      const tag = readTag(text, at, positions);
      if (!tag) error = problem(positions, at, 'xml-syntax', 'The file is not valid XML: a tag is not closed.');
      else if (open.length >= xmlDepthLimit)
        error = problem(positions, at, 'xml-too-deep', `The file nests deeper than ${xmlDepthLimit} levels and was not read further.`);
      else {
        const element: OpenElement = { ...tag, children: [], text: '' };
        if (!tag.isEmpty) open.push(element);
        else if (top) top.children.push(close(element, text, tag.contentStart, positions));
        else root ??= close(element, text, tag.contentStart, positions);
        textFrom = tag.contentStart;
      }
    }
    at = error ? -1 : text.indexOf('<', textFrom);
  }
  if (!error && open.length > 0)
    error = problem(positions, text.length, 'xml-syntax', `The file is not valid XML: <${open.at(-1)?.name ?? ''}> is not closed.`);
  // What is still open holds what was read so far.
  while (open.length > 0) {
    const element = open.pop();
    if (!element) break;
    const closed = close(element, text, Math.max(element.contentStart, textFrom), positions);
    const parent = open.at(-1);
    if (parent) parent.children.push(closed);
    else root ??= closed;
  }
  return { ...(root ? { root } : {}), diagnostics: error ? [error] : [] };
}

/** The first child of a name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** The elements that a path of names leads to, every element of each name followed. */
export function elementsAt(element: XmlElement | undefined, ...names: readonly string[]): readonly XmlElement[] {
  let found: readonly XmlElement[] = element ? [element] : [];
  for (const name of names) found = found.flatMap(({ children }) => children.filter((child) => child.name === name));
  return found;
}

/** The text of a child, when there is some. */
export function textIn(element: XmlElement | undefined, name: string): Located<string> | undefined {
  const child = childOf(element, name);
  return child && child.text !== '' ? { value: child.text, location: child.location } : undefined;
}

function problem(positions: TextPositions, offset: number, code: string, message: string): Diagnostic {
  const { path, range } = positions.location(offset, offset + 1);
  return { path, severity: 'error', code, message, range };
}

const specials = [
  { start: '<!--', stop: '-->', kind: 'comment' },
  { start: '<![CDATA[', stop: ']]>', kind: 'CDATA' },
  { start: '<?', stop: '?>', kind: 'instruction' },
] as const;

/** What is no element: its end, -1 when it has none. */
function specialAt(text: string, at: number): { readonly kind: string; readonly end: number } | undefined {
  for (const { start, stop, kind } of specials) {
    if (!text.startsWith(start, at)) continue;
    const end = text.indexOf(stop, at + start.length);
    return { kind, end: end < 0 ? -1 : end + stop.length };
  }
  if (!text.startsWith('<!', at)) return undefined;
  // A doctype may hold declarations in brackets.
  let depth = 0;
  for (let index = at; index < text.length; index++) {
    const character = text[index];
    if (character === '[') depth++;
    else if (character === ']') depth--;
    else if (character === '>' && depth <= 0) return { kind: 'doctype', end: index + 1 };
  }
  return { kind: 'doctype', end: -1 };
}

const tagName = /[^\s/>="'<]+/y;
const attribute = /\s+([^\s/>="'<]+)\s*=\s*(?=["'])/y;

function readTag(text: string, at: number, positions: TextPositions): (Omit<OpenElement, 'children' | 'text'> & { readonly isEmpty: boolean }) | undefined {
  tagName.lastIndex = at + 1;
  const written = tagName.exec(text)?.[0];
  if (written === undefined) return undefined;
  const attributes = new Map<string, Located<string>>();
  let end = at + 1 + written.length;
  for (;;) {
    attribute.lastIndex = end;
    const match = attribute.exec(text);
    if (!match) break;
    const start = attribute.lastIndex + 1;
    const quote = text.indexOf(text[start - 1] ?? '"', start);
    if (quote < 0) return undefined;
    const name = localName(match[1] ?? '');
    if (!attributes.has(name)) attributes.set(name, { value: decode(text.slice(start, quote)), location: positions.location(start, quote) });
    end = quote + 1;
  }
  while (/\s/.test(text[end] ?? '')) end++;
  const isEmpty = text[end] === '/';
  if (text[isEmpty ? end + 1 : end] !== '>') return undefined;
  return { name: localName(written), nameStart: at + 1, attributes, contentStart: end + (isEmpty ? 2 : 1), isEmpty };
}

function close(element: OpenElement, text: string, contentEnd: number, positions: TextPositions): XmlElement {
  const { name, nameStart, attributes, children, contentStart } = element;
  const content = element.text.trim();
  return {
    name,
    attributes,
    children,
    text: content,
    get location() {
      if (children.length > 0 || content === '') return positions.location(nameStart, nameStart + name.length);
      const raw = text.slice(contentStart, contentEnd);
      const start = contentStart + raw.length - raw.trimStart().length;
      return positions.location(start, start + raw.trim().length);
    },
  };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(lt|gt|amp|quot|apos));/g, (whole, decimal?: string, hex?: string, named?: string) => {
    if (named !== undefined) return entities[named] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
