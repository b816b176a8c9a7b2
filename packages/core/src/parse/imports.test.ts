import { describe, expect, it } from 'vitest';
import { findImports, isMeantAsPath, mayImport } from './imports.ts';
import { parseMarkdown } from './markdown.ts';

const imports = (text: string): string[] => findImports(parseMarkdown('CLAUDE.md', text)).map(({ raw }) => raw);

describe('findImports', () => {
  it('finds paths in prose, lists and at the start, with their places', () => {
    const text = '@AGENTS.md\n\n- Ovens: @docs/ovens.md.\n- Names with blanks: @docs/my\\ oven.md, then more (see @../README).\n';
    expect(imports(text)).toEqual(['AGENTS.md', 'docs/ovens.md', 'docs/my oven.md', '../README']);
    const place = findImports(parseMarkdown('CLAUDE.md', text))[1]?.location.range;
    expect(text.slice(place?.start.offset, place?.end.offset)).toBe('@docs/ovens.md');
  });

  it('leaves code, comments, front matter, addresses, handles and quoted paths alone', () => {
    expect(imports('---\nx: "@a.md"\n---\n`@b.md` <!-- @c.md --> me@d.md @baker "@e.md"\n\n```\n@f.md\n```\n')).toEqual([]);
  });

  it('is asked only for texts that may hold one', () => {
    expect(mayImport('Mail me@bakery.test', () => true)).toBe(false);
    expect(mayImport('See @AGENTS.md.', (raw) => raw === 'AGENTS.md')).toBe(true);
    expect(mayImport('See @bakery/oven', () => false)).toBe(false);
  });

  it('tells paths from packages', () => {
    expect(['docs/a.md', './x', '../y/z', '~/me.md'].every(isMeantAsPath)).toBe(true);
    expect(['scope/package', 'tailwindcss/forms.js', 'types/node'].some(isMeantAsPath)).toBe(false);
  });

  it('reads many imports, and long runs of blanks and dots', () => {
    expect(imports('@a.md '.repeat(10_000))).toHaveLength(10_000);
    expect(mayImport(`${' '.repeat(200_000)}x`, () => false)).toBe(false);
    expect(mayImport(`@${'.'.repeat(200_000)}x`, () => false)).toBe(false);
  });
});
