import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTrailers } from './trailers.ts';

/** What git makes of a message. */
function byGit(message: string): readonly string[] {
  const output = execFileSync('git', ['-c', 'core.commentChar=#', 'interpret-trailers', '--parse'], { input: message, encoding: 'utf8' });
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.trimEnd());
}

const ours = (message: string): readonly string[] => parseTrailers(message).map(({ key, value }) => `${key}: ${value}`.trimEnd());

describe('trailers of a commit message', () => {
  it.each([
    ['a last paragraph of trailers', 'Bake\n\nWarm.\n\nSigned-off-by: Ada <ada@example.org>\nCo-authored-by: Grace <grace@example.org>\n'],
    ['none in the title', 'Fixes: the oven\n'],
    ['none in the title of two lines', 'Fixes: the oven\nReviewed-by: Ada\n'],
    ['folded lines', 'Bake\n\nReviewed-by: Ada\n  Lovelace\n\tof London\n'],
    ['a paragraph of prose with a colon', 'Bake\n\nNote: it is warm.\nAnd it smells.\n'],
    ['prose beside a line of git', 'Bake\n\nIt is warm.\nSigned-off-by: Ada <ada@example.org>\n'],
    ['much prose beside a line of git', 'Bake\n\nOne.\nTwo.\nThree.\nFour.\nSigned-off-by: Ada <ada@example.org>\n'],
    ['a cherry-pick', 'Bake\n\nReviewed-by: Ada\n(cherry picked from commit 0123456789abcdef0123456789abcdef01234567)\n'],
    ['trailers before prose', 'Bake\n\nSigned-off-by: Ada <ada@example.org>\n\nWarm.\n'],
    ['comments', 'Bake\n\nReviewed-by: Ada\n# a comment\nAcked-by: Grace\n# the end\n'],
    ['a patch behind dashes', 'Bake\n\nReviewed-by: Ada\n---\n a.ts | 1 +\n\nAcked-by: Grace\n'],
    ['blanks in front of the colon', 'Bake\n\nReviewed-by : Ada\n'],
    ['a key of two words', 'Bake\n\nReviewed by: Ada\n'],
    ['an empty value', 'Bake\n\nReviewed-by:\n'],
    ['an address', 'Bake\n\nhttps://example.org/bread\n'],
    ['Windows line endings', 'Bake\r\n\r\nReviewed-by: Ada\r\n'],
    ['nothing', ''],
    ['only blank lines', '\n\n\n'],
  ])('are read as git does: %s', (_, message) => {
    expect(ours(message)).toEqual(byGit(message));
  });

  it('are read as git does in messages of any lines', () => {
    const line = fc.constantFrom(
      '',
      'Bake bread',
      'Signed-off-by: Ada <ada@example.org>',
      'Co-authored-by: Grace <grace@example.org>',
      'Assisted-by:oven',
      '  folded',
      'two words: value',
      'https://example.org',
      'Prose without an end',
      'Key-1 : value',
      '- list: item',
      '(cherry picked from commit 0123456789abcdef0123456789abcdef01234567)',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 9 }), (lines) => {
        const message = `${lines.join('\n')}\n`;
        expect(ours(message)).toEqual(byGit(message));
      }),
      { numRuns: 400 },
    );
  });
});
