import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EnvReader, parseEnvFile } from './env-file.ts';
import { parseProcfile } from './procfile.ts';

const read = (text: string, reader: EnvReader): string[] =>
  parseEnvFile('.env', text, reader).variables.map(({ name, value, inherited }) => (inherited ? name : `${name}=${value}`));

describe('parseEnvFile', () => {
  /** The same text as three readers see it; what dotenv says was compared with version 18.0.10 of the package. */
  it.each<[string, string[], string[], string[]]>([
    ['A=1', ['A=1'], ['A=1'], ['A=1']],
    ['export A=1', ['A=1'], ['A=1'], []],
    [' A = 1 ', ['A=1'], ['A=1'], []],
    ['A=', ['A='], ['A='], ['A=']],
    ['A', [], ['A'], ['A']],
    ['A: 1', ['A=1'], ['A=1'], []],
    ['A:1', [], ['A=1'], ['A:1']],
    ['A=1 # one', ['A=1'], ['A=1'], ['A=1 # one']],
    ['A=1#one', ['A=1'], ['A=1#one'], ['A=1#one']],
    ['A=a b', ['A=a b'], ['A=a b'], ['A=a b']],
    ['A="1"', ['A=1'], ['A=1'], ['A="1"']],
    ["A='1'", ['A=1'], ['A=1'], ["A='1'"]],
    ['A=`1`', ['A=1'], ['A=`1`'], ['A=`1`']],
    ['A="a # b" # c', ['A=a # b'], ['A=a # b'], ['A="a # b" # c']],
    ['A="a\\nb"', ['A=a\nb'], ['A=a\nb'], ['A="a\\nb"']],
    ["A='a\\nb'", ['A=a\\nb'], ['A=a\\nb'], ["A='a\\nb'"]],
    ['A="a\\tb"', ['A=a\\tb'], ['A=a\tb'], ['A="a\\tb"']],
    ['A="a\\"b"', ['A=a\\"b'], ['A=a"b'], ['A="a\\"b"']],
    ['A="one\ntwo"\nB=2', ['A=one\ntwo', 'B=2'], ['A=one\ntwo', 'B=2'], ['A="one', 'two"', 'B=2']],
    ['A="one\r\ntwo"', ['A=one\ntwo'], ['A=one\r\ntwo'], ['A="one', 'two"']],
    ['A="open', ['A="open'], [], ['A="open']],
    ['A="a" b', ['A="a" b'], ['A=a', 'b'], ['A="a" b']],
    ['A=1\nB=$A ${A} ${C:-3}', ['A=1', 'B=$A ${A} ${C:-3}'], ['A=1', 'B=1 1 3'], ['A=1', 'B=$A ${A} ${C:-3}']],
    ['A=1\nB="$A"', ['A=1', 'B=$A'], ['A=1', 'B=1'], ['A=1', 'B="$A"']],
    ["A=1\nB='$A'", ['A=1', 'B=$A'], ['A=1', 'B=$A'], ['A=1', "B='$A'"]],
    ['A="\\$B $$C"', ['A=\\$B $$C'], ['A=$B $C'], ['A="\\$B $$C"']],
    ['A-b.c=1', ['A-b.c=1'], ['A-b.c=1'], ['A-b.c=1']],
    ['# A=1\n\n#B\n', [], [], []],
    ['\ufeffA=1\r\nB=2\r\n', ['A=1', 'B=2'], ['A=1', 'B=2'], ['A=1', 'B=2']],
    ['A=1\nA=2', ['A=1', 'A=2'], ['A=1', 'A=2'], ['A=1', 'A=2']],
    ['A=b=c==', ['A=b=c=='], ['A=b=c=='], ['A=b=c==']],
    ['', [], [], []],
  ])('%j', (text, dotenv, compose, docker) => expect([read(text, 'dotenv'), read(text, 'compose'), read(text, 'docker')]).toEqual([dotenv, compose, docker]));

  it.each<[string, EnvReader, string[]]>([
    ['no assignment', 'dotenv', ['env-syntax']],
    ['A="open', 'dotenv', ['env-quote']],
    ['A="open', 'compose', ['env-quote']],
    ['A B=1', 'compose', ['env-syntax']],
    ['=1', 'compose', ['env-syntax']],
    ['A=${', 'compose', ['compose-variable']],
    ['A B=1', 'docker', ['env-syntax']],
    ['=1', 'docker', ['env-syntax']],
    ['A="a" "b"', 'dotenv', []],
  ])('%s read by %s gives %j', (text, reader, codes) => expect(parseEnvFile('.env', text, reader).diagnostics.map(({ code }) => code)).toEqual(codes));

  it('places names and values', () => {
    const text = '# A bakery\r\nexport DB_PORT = "5432" # ours\r\nNAME=rye bread \r\n';
    const places = parseEnvFile('.env', text).variables.map(({ location, valueLocation }) =>
      [location, valueLocation].map(({ range }) => text.slice(range.start.offset, range.end.offset)),
    );
    expect(places).toEqual([
      ['DB_PORT', '"5432"'],
      ['NAME', 'rye bread'],
    ]);
    expect(parseEnvFile('.env', text).variables[0]?.location.range.start).toMatchObject({ line: 2, column: 8 });
  });
  it('lists what is commented out apart', () =>
    expect(parseEnvFile('.env.example', '#A=1\n# B_C="x" # y\n# see this: a=b\n## D=\nE=1\n').commented.map(({ name, value }) => `${name}=${value}`)).toEqual([
      'A=1',
      'B_C=x',
      'D=',
    ]));
  it('never throws, and its places lie inside the text', () => {
    const piece = fc.constantFrom(
      'A',
      'b.c',
      '=',
      ' = ',
      ': ',
      '"',
      "'",
      '`',
      '\\',
      '\\"',
      '\n',
      '\r\n',
      '#',
      ' ',
      'export ',
      '$A',
      '${A:-b}',
      '${',
      '\u{1F35E}',
      '\u00a0',
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, fc.constantFrom<EnvReader>('dotenv', 'compose', 'docker'), (content, reader) => {
        const { variables, diagnostics } = parseEnvFile('.env', content, reader);
        for (const { name, location, valueLocation } of variables) {
          expect(content.slice(location.range.start.offset, location.range.end.offset)).toBe(name);
          expect(valueLocation.range.end.offset).toBeLessThanOrEqual(content.length);
        }
        for (const { range } of diagnostics) expect(range?.end.offset).toBeLessThanOrEqual(content.length);
      }),
      { numRuns: 500 },
    );
  });
  it('reads back what is written with single quotes', () => {
    const value = fc.string().filter((text) => !/['\r]/.test(text) && !text.endsWith('\\'));
    fc.assert(
      fc.property(value, (text) => {
        expect(parseEnvFile('.env', `A='${text}'\n`).variables.map((variable) => variable.value)).toEqual([text]);
      }),
    );
  });
});

describe('parseProcfile', () => {
  it('reads processes', () => {
    const { processes, diagnostics } = parseProcfile('Procfile', '\ufeffweb: bin/serve -p $PORT\r\n# no\n\nbad line\nworker:\tjobs\nweb: again\n');
    expect(processes.map(({ name, command }) => [name, command.value])).toEqual([
      ['web', 'bin/serve -p $PORT'],
      ['worker', 'jobs'],
      ['web', 'again'],
    ]);
    expect(diagnostics.map(({ code, range }) => [code, range?.start.line])).toEqual([
      ['procfile-syntax', 4],
      ['procfile-duplicate', 6],
    ]);
  });
  it('never throws, and its places lie inside the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (left, right) => {
        const text = `${left}\nweb: ${right}`;
        for (const { command } of parseProcfile('Procfile', text).processes)
          expect(text.slice(command.location.range.start.offset, command.location.range.end.offset)).toBe(command.value);
      }),
    );
  });
});
