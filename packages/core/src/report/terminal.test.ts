import { describe, expect, it } from 'vitest';
import { displayWidth, pad, paint, wrap } from './terminal.ts';

describe('displayWidth', () => {
  it.each([
    ['bread', 5],
    ['Bäckerei', 8],
    ['Ba\u0308ckerei', 8],
    ['烘焙', 4],
    ['🥖', 2],
    ['', 0],
  ])('of %s is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('wrap', () => {
  it('breaks at spaces, later lines shorter by the hang', () => {
    expect(wrap('one two three four', 9, 4)).toEqual(['one two', 'three', 'four']);
  });
  it('keeps a long word whole', () => {
    expect(wrap('see a/very/long/path.yml now', 10)).toEqual(['see', 'a/very/long/path.yml', 'now']);
  });
  it('gives one line for an empty text', () => {
    expect(wrap('', 10)).toEqual(['']);
  });
});

describe('pad', () => {
  it('fills up by columns, not by characters', () => {
    expect(`${pad('烘焙', 6)}|`).toBe('烘焙  |');
  });
});

describe('paint', () => {
  it('paints only where colour is wanted', () => {
    expect(paint('bread', 'red', { colour: true })).toBe('\u001b[31mbread\u001b[39m');
    expect(paint('bread', 'red', { colour: false })).toBe('bread');
  });
});
