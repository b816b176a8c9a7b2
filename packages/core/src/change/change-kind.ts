import type { ChangeKind } from '../model/change.ts';
import type { FileContent, FileRole } from '../model/file.ts';
import { nameOf } from '../path/relative.ts';
import { lockfileAt } from '../repository/task-files.ts';

/** Names and folders of test files over the usual languages. */
const testName =
  /(?:^|[._-])(?:tests?|specs?|it|e2e|cy)\.[cm]?[a-z]+$|^tests?[._-].+\.[a-z]+$|_tests?\.[a-z]+$|_spec\.rb$|(?:Tests?|Spec|IT|TestCase)\.(?:java|kt|kts|groovy|scala|cs|fs|vb|php|swift|dart)$|^conftest\.py$/;
const testFolder = /(?:^|\/)(?:tests?|specs?|__tests__|e2e|testing|androidTest|test-utils)\//i;
const snapshot = /\.snap$|(?:^|\/)__snapshots__\/|\.(?:approved|received|verified)\.[a-z]+$|\.snap\.new$|\.storyshot$/;
const prose = /\.(?:md|mdx|markdown|rst|adoc|asciidoc|txt|org)$|(?:^|\/)(?:LICENSE|LICENCE|COPYING|NOTICE|AUTHORS|CHANGELOG|CHANGES)(?:\.[a-z]+)?$/i;
const sourceCode =
  /\.(?:[cm]?[jt]sx?|vue|svelte|astro|py|pyi|go|java|kts?|groovy|scala|rs|rb|cs|fs|vb|php|swift|m|mm|cc?|cpp|cxx|hh?|hpp|dart|ex|exs|erl|clj|cljs|hs|ml|mli|lua|r|jl|pl|pm|sh|bash|zsh|ps1|sql|css|scss|sass|less|html?|tf|proto|graphql|zig|nim|sol)$/i;

/** Says what a changed file is. @param content - At the head, or at the base when deleted. */
export function changeKind(path: string, role: FileRole, content: FileContent | undefined): ChangeKind {
  if (path.startsWith('.github/workflows/') || /(?:^|\/)action\.ya?ml$/.test(path)) return 'workflow';
  if (lockfileAt(path)) return 'lockfile';
  if (role === 'vendored') return 'vendored';
  if (role === 'generated') return 'generated';
  if (snapshot.test(path)) return 'snapshot';
  if (content && content.state !== 'text') return 'binary';
  if (isTestPath(path)) return 'test';
  if (role === 'fixture') return 'fixture';
  if (prose.test(path)) return 'documentation';
  return sourceCode.test(path) ? 'source' : 'configuration';
}

/** Whether a path is that of a test file or of what only tests use. */
export function isTestPath(path: string): boolean {
  return testName.test(nameOf(path)) || (testFolder.test(path) && sourceCode.test(path));
}
