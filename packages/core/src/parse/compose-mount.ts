import type { ComposeMount } from '../model/compose.ts';
import { interpolate, maskInterpolations } from './compose-interpolation.ts';
import { type ComposeNode, type ComposeScalar, composeValue } from './compose-tree.ts';

/**
 * Reads an item of a service's `volumes`: `[source:]target[:options]`, or a mapping. A source that starts with a dot, a
 * slash, a tilde or a drive letter is a host path, everything else the name of a volume.
 *
 * Source: https://docs.docker.com/reference/compose-file/services/#volumes (November 2026)
 */
export function mountItem(node: ComposeNode): ComposeMount | undefined {
  if (node.kind === 'scalar') return shortMount(node);
  if (node.kind !== 'map') return undefined;
  const scalar = (...keys: readonly string[]): ComposeScalar | undefined => {
    const value = composeValue(node, ...keys);
    return value?.kind === 'scalar' && value.value !== null ? value : undefined;
  };
  const source = scalar('source') ?? scalar('src');
  const target = scalar('target') ?? scalar('dst') ?? scalar('destination');
  return {
    type: scalar('type')?.resolved ?? 'volume',
    ...(source ? { source: source.text } : {}),
    target: cleanTarget(target?.resolved ?? ''),
    readOnly: (scalar('read_only') ?? scalar('readonly'))?.resolved === 'true',
    location: source?.location ?? node.location,
  };
}

function shortMount({ text, scope, location }: ComposeScalar): ComposeMount | undefined {
  const masked = maskInterpolations(text);
  const parts: string[] = [];
  let from = 0;
  for (let index = 0; index <= text.length; index++) {
    if (index < text.length && masked[index] !== ':') continue;
    // `C:\data` is one part.
    if (index === from + 1 && index < text.length && /[A-Za-z]/.test(text[from] ?? '')) continue;
    parts.push(text.slice(from, index));
    from = index + 1;
  }
  const [first = '', second, options = ''] = parts;
  if (first === '' || second === '') return undefined;
  const resolved = (part: string): string => interpolate(part, scope.values.lookup);
  if (second === undefined) return { type: 'volume', target: cleanTarget(resolved(first)), readOnly: false, location };
  return {
    type: isFilePath(resolved(first)) ? 'bind' : 'volume',
    source: first,
    target: cleanTarget(resolved(second)),
    readOnly: resolved(options).split(',').includes('ro'),
    location,
  };
}

function isFilePath(source: string): boolean {
  return /^(?:[./~]|\\\\|[A-Za-z]:)/.test(source);
}

/** Trailing and doubled slashes name the same place. */
function cleanTarget(target: string): string {
  const segments = target.split('/').filter((segment, index) => index === 0 || (segment !== '' && segment !== '.'));
  return segments.join('/') || (target.startsWith('/') ? '/' : target);
}

/** A host path outside of the checkout: absolute, or in a home directory; written so, not put there by a variable. */
export function isOutsidePath(source: string): boolean {
  return source.startsWith('/') || source.startsWith('~') || /^\$\{?HOME\b/.test(source);
}
