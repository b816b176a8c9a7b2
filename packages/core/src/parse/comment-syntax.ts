import { nameOf } from '../path/relative.ts';

/** How comments are written in one kind of file. */
export interface CommentSyntax {
  /** Signs of a comment that ends with its line. */
  readonly line: readonly string[];
  readonly blocks: readonly { readonly open: string; readonly close: string }[];
  /** Whether a comment may stand behind something on its line; in a `.gitignore` it would be part of the pattern. */
  readonly trailing: boolean;
  /** What may hold a comment sign that is none: quoted text, or code of Markdown. */
  readonly literal: 'quotes' | 'markdown' | 'none';
}

const cBlock = { open: '/*', close: '*/' };
const markupBlock = { open: '<!--', close: '-->' };

const hash: CommentSyntax = { line: ['#'], blocks: [], trailing: true, literal: 'quotes' };
const hashAlone: CommentSyntax = { ...hash, trailing: false };
const settings: CommentSyntax = { line: ['#', ';'], blocks: [], trailing: false, literal: 'quotes' };
const slashes: CommentSyntax = { line: ['//'], blocks: [cBlock], trailing: true, literal: 'quotes' };
const slashesAndHash: CommentSyntax = { ...slashes, line: ['//', '#'] };
const styles: CommentSyntax = { ...slashes, line: [] };
const dashes: CommentSyntax = { line: ['--'], blocks: [], trailing: true, literal: 'quotes' };
const semicolon: CommentSyntax = { line: [';'], blocks: [], trailing: true, literal: 'quotes' };
const markup: CommentSyntax = { line: [], blocks: [markupBlock], trailing: true, literal: 'none' };
const markdown: CommentSyntax = { ...markup, literal: 'markdown' };

/** Front matter of Markdown is YAML. */
export const frontMatterSyntax: CommentSyntax = hash;

const byExtension = new Map<string, CommentSyntax>(
  (
    [
      ['yml yaml toml sh bash zsh fish ksh py pyi rb gemspec rake pl pm r ex exs jl nix mk just ps1 psm1 graphql gql bzl', hash],
      ['gitignore dockerignore properties env', hashAlone],
      ['ini cfg conf', settings],
      ['js cjs mjs jsx ts cts mts tsx go mod java kt kts groovy gradle scala swift c h cc cpp hpp cs rs dart proto jsonc json5 code-workspace', slashes],
      ['scss less sass', slashes],
      ['php tf tfvars hcl', slashesAndHash],
      ['css', styles],
      ['sql', { ...dashes, blocks: [cBlock] }],
      ['lua hs elm adb ads', dashes],
      ['clj cljs edn lisp el scm', semicolon],
      ['html htm xml xhtml svg csproj fsproj vbproj props targets', markup],
      ['md markdown mdc', markdown],
      ['mdx', { ...markdown, blocks: [markupBlock, cBlock] }],
    ] as const
  ).flatMap(([extensions, syntax]) => extensions.split(' ').map((extension) => [extension, syntax] as const)),
);

const byName = new Map<string, CommentSyntax>(
  (
    [
      ['makefile gnumakefile gemfile rakefile vagrantfile brewfile podfile fastfile justfile codeowners pipfile', hash],
      [
        'dockerfile containerfile procfile .gitignore .gitattributes .dockerignore .npmignore .prettierignore .eslintignore .env .envrc .tool-versions',
        hashAlone,
      ],
      ['.npmrc .editorconfig .gitconfig .gitmodules', settings],
      // JSON that its readers take with comments.
      ['jenkinsfile jsconfig.json devcontainer.json .devcontainer.json deno.json', slashes],
    ] as const
  ).flatMap(([names, syntax]) => names.split(' ').map((name) => [name, syntax] as const)),
);

/** How comments are written in the file of a path; `undefined` when it has none, or we do not know. */
export function commentSyntax(path: string): CommentSyntax | undefined {
  const name = nameOf(path).toLowerCase();
  const extension = name.slice(name.lastIndexOf('.') + 1);
  if (name.startsWith('dockerfile.') || name.startsWith('.env.')) return hashAlone;
  if (extension === 'json' && (name.startsWith('tsconfig') || path.startsWith('.vscode/') || path.includes('/.vscode/'))) return slashes;
  return byName.get(name) ?? (name.includes('.') ? byExtension.get(extension) : undefined);
}
