import { describe, expect, it } from 'vitest';
import { parseMarkdown } from './markdown.ts';
import { templatePrompts } from './template-prompts.ts';

const prompts = (text: string): string[] => templatePrompts(parseMarkdown('t.md', text)).map((prompt) => `${prompt.form}[${prompt.section}] ${prompt.text}`);

describe('templatePrompts', () => {
  it('reads headings, labels, boxes and comments under what stands above them', () => {
    const text = '# What\n\n<!-- Which bread? Why now? -->\n\n**Tests run:**\n\n- [ ] Tasted\n- [] Smelled\n';
    expect(prompts(text)).toEqual([
      'heading[] What',
      'comment[What] Which bread?',
      'comment[What] Why now?',
      'label[What] Tests run:',
      'check-box[Tests run:] Tasted',
      'check-box[Tests run:] Smelled',
    ]);
  });

  it('gives a comment its place in the file', () => {
    const text = 'Bread\n\n<!--\n### Oven?\n-->\n';
    const prompt = templatePrompts(parseMarkdown('t.md', text)).find(({ form }) => form === 'comment');
    expect(text.slice(prompt?.location.range.start.offset, prompt?.location.range.end.offset)).toBe('### Oven?');
  });

  it('survives unclosed and countless comments', () => {
    expect(() => prompts('<!-- open')).not.toThrow();
    expect(prompts('<!-- a -->\n\n'.repeat(3_000))).toHaveLength(100);
  });
});
