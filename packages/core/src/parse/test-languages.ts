import type { TestLanguage } from '../model/test-change.ts';
import type { CodeSyntax } from './code-tokens.ts';

interface TestSyntax {
  readonly language: TestLanguage;
  readonly syntax: CodeSyntax;
}

const c = { lineComments: ['//'], blockComments: true } as const;

const javascript: TestSyntax = { language: 'javascript', syntax: { ...c, quotes: '"\'', longQuotes: '`', regexLiterals: true } };
const python: TestSyntax = { language: 'python', syntax: { lineComments: ['#'], blockComments: false, quotes: '"\'', tripleQuotes: true } };
const go: TestSyntax = { language: 'go', syntax: { ...c, quotes: '"\'', longQuotes: '`' } };
const java: TestSyntax = { language: 'java', syntax: { ...c, quotes: '"\'', tripleQuotes: true } };
const kotlin: TestSyntax = { language: 'kotlin', syntax: { ...c, nestedComments: true, quotes: '"\'', tripleQuotes: true } };
const rust: TestSyntax = { language: 'rust', syntax: { ...c, nestedComments: true, quotes: '"\'', lifetimes: true, hashStrings: true } };
const ruby: TestSyntax = { language: 'ruby', syntax: { lineComments: ['#'], blockComments: false, quotes: '"\'', heredocs: '<<', regexLiterals: true } };
const csharp: TestSyntax = { language: 'csharp', syntax: { ...c, quotes: '"\'', tripleQuotes: true, verbatimStrings: true } };
const php: TestSyntax = { language: 'php', syntax: { lineComments: ['//', '#'], blockComments: true, quotes: '"\'', heredocs: '<<<' } };
const swift: TestSyntax = { language: 'swift', syntax: { ...c, nestedComments: true, quotes: '"', tripleQuotes: true, hashStrings: true } };

const byEnding: ReadonlyMap<string, TestSyntax> = new Map([
  ...['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx'].map((ending) => [ending, javascript] as const),
  ['py', python],
  ['go', go],
  ['java', java],
  ['groovy', java],
  ['kt', kotlin],
  ['kts', kotlin],
  ['rs', rust],
  ['rb', ruby],
  ['cs', csharp],
  ['php', php],
  ['swift', swift],
]);

/** The language of a test file by its name; undefined for one that is not read. */
export function testSyntaxOf(path: string): TestSyntax | undefined {
  return byEnding.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
}
