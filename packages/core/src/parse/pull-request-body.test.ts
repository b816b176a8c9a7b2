import { describe, expect, it } from 'vitest';
import { parseMarkdown } from './markdown.ts';
import { parsePullRequestBody } from './pull-request-body.ts';

const template = parseMarkdown('t.md', '## Task\n\n<!-- Which? -->\n\nSay what you did.\n\n- [ ] I answer for it\n');

describe('the text of a pull request', () => {
  it('is told by sections, without what the template brought', () => {
    const { sections } = parsePullRequestBody(
      'Fixes #1.\n\n## Task\n\nSay what you did.\n\n- [x] I answer for it\n\n## Tests 🧪\n\n`npm test` passed.\n\n**Gaps:** none known\n\n## Left out\n\nN/A\n',
      [template],
    );
    expect(sections.map(({ title, isAnswered, saysNone, code, boxes }) => ({ title, isAnswered, saysNone, code, boxes: boxes.length }))).toEqual([
      { title: '', isAnswered: true, saysNone: false, code: [], boxes: 0 },
      { title: 'Task', isAnswered: false, saysNone: false, code: [], boxes: 1 },
      { title: 'Tests 🧪', isAnswered: true, saysNone: false, code: ['npm test'], boxes: 0 },
      { title: 'Gaps', isAnswered: false, saysNone: true, code: [], boxes: 0 },
      { title: 'Left out', isAnswered: false, saysNone: true, code: [], boxes: 0 },
    ]);
  });

  it('has no answers in comments and quoted code of the template', () => {
    const body = parsePullRequestBody('## Task\n\n<!-- Fixes #1 -->\n\n```\nnpm test\n```\n', [parseMarkdown('t.md', '```\nnpm test\n```\n')]);
    expect(body.sentences).toEqual([]);
    expect(body.sections.find(({ title }) => title === 'Task')).toMatchObject({ isAnswered: false, code: [] });
  });
});
