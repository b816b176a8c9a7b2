import { describe, expect, it } from 'vitest';
import { explainedKeys } from './explanation.ts';

const key = '0a1b2c3d4e5f';
const other = 'f5e4d3c2b1a0';
const reason = 'the old expectation tested the wrong oven';

describe('the keys that a text explains', () => {
  it.each<[string, string, readonly string[]]>([
    ['on the line of the key', `${key}: ${reason}`, [key]],
    ['in front of the key', `${reason} (\`${key}\`)`, [key]],
    ['in a list', `- [x] **${key}** ${reason}\n- ${other}`, [key]],
    ['on the next line', `${key}\r\n${reason}\r\n`, [key]],
    ['below a heading with the key', `### ${key}\n\n${reason}\n`, [key]],
    ['of two keys on one line', `${key}, ${other}: ${reason}`, [key, other]],
    ['beside a link', `${key}: [${reason}](https://bakery.example/7)`, [key]],
    ['beside a comment', `${key}: <!-- now --> ${reason}`, [key]],
    ['behind a closed fence', `\`\`\`\nbake\n\`\`\`\n${key}: ${reason}`, [key]],
    ['in other letters', `${key}: ο παλιός έλεγχος αφορούσε άλλον φούρνο`, [key]],
  ])('has a reason %s', (_, text, keys) => {
    expect([...explainedKeys(text)]).toEqual(keys);
  });

  it.each([
    ['a key alone', key],
    ['a short reason', `${key}: it was wrong`],
    ['dashes', `${key}: ${'- '.repeat(30)}`],
    ['characters that nobody sees', `${key}: ${'\u200b'.repeat(30)}`],
    ['further keys', `${key} ${other} 111111111111 222222222222`],
    ['a reason for another key', `${key}\n${other}: ${reason}`],
    ['text under the next heading', `${key}\n\n## Tests\n\n${reason}`],
    ['the second paragraph behind it', `${key}\n\nSee below.\n\n${reason}`],
    ['a commit that holds the key', `a${key}9: ${reason}`],
    ['a fence', `\`\`\`\n${key}: ${reason}\n\`\`\``],
    ['a fence with a line that looks like its end', `\`\`\`\n\`\`\`js\n${key}: ${reason}\n\`\`\``],
    ['a fence in a list', `- bake\n\n      ~~~\n      ${key}: ${reason}\n      ~~~`],
    ['words beside a fence', `\`\`\`${key}: ${reason}\nbake\n\`\`\``],
    ['a comment', `<!-- ${key}: ${reason} -->`],
    ['a comment that does not end', `<!--\n\n${key}: ${reason}`],
    ['a reason in a comment', `${key} <!-- ${reason} -->`],
    ['a link definition', `[//]: # (${key}: ${reason})`],
    ['an attribute', `<a title="${key}: ${reason}">x</a>`],
    ['the address of a link', `[x](https://bakery.example "${key}: ${reason}")`],
    ['the text of a picture', `![${key}: ${reason}](oven.png)`],
    ['a quote', `> ${key}: ${reason}`],
    ['a quote in a list', `- > ${key}: ${reason}`],
    ['a text that nobody can read', `${'> '.repeat(60)}x\n\n${key}: ${reason}`],
  ])('has none in %s', (_, text) => {
    expect(explainedKeys(text)).not.toContain(key);
  });

  it('is found in linear time', () => {
    const start = performance.now();
    explainedKeys(`${key}\n\n`.repeat(4000));
    explainedKeys(`${'<!--'.repeat(8000)}`);
    explainedKeys(`${'[a]('.repeat(100)}${'1'.repeat(60_000)}`);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
