import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementsAt, parseXml, textIn, type XmlElement } from './xml.ts';

const codes = (text: string): string[] => parseXml('x.xml', text).diagnostics.map(({ code }) => code);

describe('parseXml', () => {
  it('reads elements, attributes, text and places', () => {
    const text =
      '\uFEFF<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "<b>">]>\r\n<p:a one = "1 &lt; 2" two=\'x\'><!-- <b/> --><b> a &amp; &#65;<![CDATA[<c>]]> </b><b/></p:a>';
    const { root, diagnostics } = parseXml('x.xml', text);
    expect(diagnostics).toEqual([]);
    expect(root?.name).toBe('a');
    expect(root?.attributes.get('one')?.value).toBe('1 < 2');
    expect(elementsAt(root, 'b').map((element) => element.text)).toEqual(['a & A<c>', '']);
    const place = textIn(root, 'b')?.location.range;
    expect(text.slice(place?.start.offset, place?.end.offset)).toBe('a &amp; &#65;<![CDATA[<c>]]>');
  });
  it.each([
    ['', []],
    ['no markup', []],
    ['<a><b></a>', ['xml-syntax']],
    ['<a', ['xml-syntax']],
    ['<a b="', ['xml-syntax']],
    ['<a><!-- ', ['xml-syntax']],
    ['<a>', ['xml-syntax']],
    ['<!DOCTYPE [', ['xml-syntax']],
    ['<a>'.repeat(1000), ['xml-too-deep']],
    [' '.repeat(4 * 1024 * 1024 + 1), ['xml-too-large']],
  ])('says what is wrong with %.20j', (text, expected) => expect(codes(text)).toEqual(expected));
  it('keeps what was read before an error', () => expect(elementsAt(parseXml('x.xml', '<a><b>1</b><c').root, 'b').map(({ text }) => text)).toEqual(['1']));
  it('never throws, and places lie inside the text', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '</',
      '<a>',
      '</a>',
      '<b c="d"/>',
      '"',
      "'",
      '=',
      ' ',
      '\n',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '<!',
      '&#xD800;',
      '&#9999999;',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const { root, diagnostics } = parseXml('x.xml', text);
        const places = (element: XmlElement): number[] => [element.location.range.end.offset, ...element.children.flatMap(places)];
        for (const end of [...(root ? places(root) : []), ...diagnostics.map(({ range }) => range?.end.offset ?? 0)])
          expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
