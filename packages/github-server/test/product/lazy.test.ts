import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine } from './run.ts';

const bundle = join(commandLine, '../../dist');

/** The chunks that start with this one: what is imported at once, not what `import()` brings when it is wanted. */
function startsWith(chunk: string, known: Set<string> = new Set()): ReadonlySet<string> {
  if (known.has(chunk)) return known;
  known.add(chunk);
  for (const [, next] of textOf(chunk).matchAll(/(?:\bfrom|\bimport)\s*"\.\/([\w.-]+\.js)"/g)) if (next !== undefined) startsWith(next, known);
  return known;
}

function textOf(chunk: string): string {
  return readFileSync(join(bundle, chunk), 'utf8');
}

/** Words of octokit's request, throttling and retry code that a bundler leaves as they are. */
const octokit = /octokit-global|Pass a fetch implementation|retryAfterBaseValue:\s*1e3/i;

describe('the bundle', () => {
  it('starts with the argument parser and little else', () => {
    const size = [...startsWith('main.js')].reduce((sum, chunk) => sum + textOf(chunk).length, 0);
    expect(size).toBeLessThan(80_000);
  });

  it('loads octokit only for a question to GitHub', () => {
    const commands = [...textOf('main.js').matchAll(/import\(\s*"\.\/((?:audit|settings|owners)-[\w-]+\.js)"\s*\)/g)].flatMap(([, chunk]) => chunk ?? []);
    expect(commands).toHaveLength(3);
    const eager = ['main.js', ...commands].flatMap((chunk) => [...startsWith(chunk)]);
    expect(eager.filter((chunk) => octokit.test(textOf(chunk)))).toEqual([]);
    // The words are those of the bundle: it is there, behind `import()`.
    const [audit = ''] = commands;
    const later = [...startsWith(audit)].flatMap((chunk) =>
      [...textOf(chunk).matchAll(/import\(\s*"\.\/([\w.-]+\.js)"\s*\)/g)].flatMap(([, next]) => next ?? []),
    );
    expect(later.filter((chunk) => [...startsWith(chunk)].some((part) => octokit.test(textOf(part)))).length).toBeGreaterThan(0);
  });
});
