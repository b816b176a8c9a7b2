import type { CodeLanguage } from '../model/code-language.ts';
import type { CodeSyntax } from './code-tokens.ts';

interface LanguageSyntax {
  readonly language: CodeLanguage;
  readonly syntax: CodeSyntax;
}

const c = { lineComments: ['//'], blockComments: true } as const;

const javascript: LanguageSyntax = { language: 'javascript', syntax: { ...c, quotes: '"\'', longQuotes: '`', regexLiterals: true } };
const python: LanguageSyntax = { language: 'python', syntax: { lineComments: ['#'], blockComments: false, quotes: '"\'', tripleQuotes: true } };
const go: LanguageSyntax = { language: 'go', syntax: { ...c, quotes: '"\'', longQuotes: '`' } };
const java: LanguageSyntax = { language: 'java', syntax: { ...c, quotes: '"\'', tripleQuotes: true } };
const kotlin: LanguageSyntax = { language: 'kotlin', syntax: { ...c, nestedComments: true, quotes: '"\'', tripleQuotes: true } };
const rust: LanguageSyntax = { language: 'rust', syntax: { ...c, nestedComments: true, quotes: '"\'', lifetimes: true, hashStrings: true } };
const ruby: LanguageSyntax = { language: 'ruby', syntax: { lineComments: ['#'], blockComments: false, quotes: '"\'', heredocs: '<<', regexLiterals: true } };
const csharp: LanguageSyntax = { language: 'csharp', syntax: { ...c, quotes: '"\'', tripleQuotes: true, verbatimStrings: true } };
const php: LanguageSyntax = { language: 'php', syntax: { lineComments: ['//', '#'], blockComments: true, quotes: '"\'', heredocs: '<<<' } };
const swift: LanguageSyntax = { language: 'swift', syntax: { ...c, nestedComments: true, quotes: '"', tripleQuotes: true, hashStrings: true } };

const byEnding: ReadonlyMap<string, LanguageSyntax> = new Map([
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

/** The language of a file by its name; undefined for one that is not read. */
export function codeLanguageOf(path: string): LanguageSyntax | undefined {
  return byEnding.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
}
