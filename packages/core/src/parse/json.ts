import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Diagnostic } from '../model/diagnostic.ts';
import { type DataFile, type DataNode, dataMap } from './data-node.ts';
import { type TextPositions, textPositions } from './text-position.ts';

/** Characters above which a JSON file is not parsed. */
const jsonTextLimit: number = 4 * 1024 * 1024;
/** Nesting above which a file is refused, before the parser's own recursion ends the process. */
const jsonDepthLimit: number = 200;

/**
 * Reads a JSON file, comments and trailing commas allowed, into nodes with places.
 *
 * @returns What could be read, and a diagnostic for the first thing that could not.
 * @throws Never.
 */
export function parseJson(path: string, text: string): DataFile {
  const positions = textPositions(path, text);
  const refuse = (code: string, message: string): DataFile => ({
    diagnostics: [{ path, severity: 'error', code, message, range: positions.range(0, Math.min(1, text.length)) }],
  });
  if (text.length > jsonTextLimit) return refuse('json-too-large', `The file is larger than ${jsonTextLimit / 1024 / 1024} MB of JSON and was not read.`);
  if (deepestBracket(text) > jsonDepthLimit) return refuse('json-too-deep', `The file nests deeper than ${jsonDepthLimit} levels and was not read.`);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  const diagnostics: Diagnostic[] = first
    ? [
        {
          path,
          severity: 'error',
          code: 'json-syntax',
          message: `The file is not valid JSON: ${printParseErrorCode(first.error)}.`,
          range: positions.range(first.offset, first.offset + first.length),
        },
      ]
    : [];
  const root = tree && convert(tree, text, positions);
  return { ...(root ? { value: root } : {}), ...(root?.kind === 'map' ? { root } : {}), diagnostics };
}

function convert(node: Node, text: string, positions: TextPositions): DataNode {
  const end = node.offset + node.length;
  switch (node.type) {
    case 'object':
      return dataMap(
        (node.children ?? []).flatMap((property) => {
          const [key, value] = property.children ?? [];
          if (!key || !value) return [];
          return [
            {
              key: String(key.value),
              get keyLocation() {
                return positions.location(key.offset + 1, key.offset + key.length - 1);
              },
              value: convert(value, text, positions),
            },
          ];
        }),
        positions.location(node.offset, end),
      );
    case 'array':
      return { kind: 'sequence', items: (node.children ?? []).map((child) => convert(child, text, positions)), location: positions.location(node.offset, end) };
    default: {
      const value: unknown = getNodeValue(node);
      const scalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
      const quote = node.type === 'string' ? 1 : 0;
      return {
        kind: 'scalar',
        value: scalar,
        text: scalar === null ? '' : String(scalar),
        get location() {
          return positions.location(node.offset + quote, end - quote);
        },
      };
    }
  }
}

// Brackets in strings count too: that errs on the strict side only at depths that nobody writes.
function deepestBracket(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 91 || code === 123) deepest = Math.max(deepest, ++depth);
    else if (code === 93 || code === 125) depth = Math.max(0, depth - 1);
  }
  return deepest;
}
