import type { Dependency } from '../model/task.ts';
import { parentOf } from '../path/relative.ts';
import { closingBrackets, type SourceSyntax, type SourceToken, sourceTokens } from './source-tokens.ts';
import type { TaskFile } from './task-file.ts';
import { type TextPositions, textPositions } from './text-position.ts';
import { toolVersions } from './tool-version.ts';

const swiftSyntax: SourceSyntax = { lineComment: '//', blockComments: true, quotes: '"', interpolation: ['\\('] };

/** Words that say how a version is chosen: their string is the requirement. */
const versionLabels: ReadonlySet<string> = new Set(['from', 'exact', 'branch', 'revision', 'upToNextMajor', 'upToNextMinor']);

/**
 * Reads what is literal in a `Package.swift`: the package's name, its dependencies, the version of the tools. What the
 * manifest computes is not seen.
 *
 * Source: https://docs.swift.org/package-manager/PackageDescription/PackageDescription.html (checked 2026-11-25)
 *
 * @throws Never.
 */
export function parsePackageSwift(path: string, text: string): TaskFile {
  const positions = textPositions(path, text);
  const tokens = sourceTokens(text, swiftSyntax);
  const closing = closingBrackets(tokens);
  const isCall = (index: number, callee: string): boolean =>
    tokens[index]?.value === callee && tokens[index]?.kind === 'word' && tokens[index + 1]?.value === '(';
  const call = tokens.findIndex((_, index) => isCall(index, 'Package'));
  const name = call < 0 ? undefined : labelled(tokens.slice(call + 2, call + 5), 'name');
  const dependencies: Dependency[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const end = tokens[index]?.value === '.' && isCall(index + 1, 'package') ? closing.get(index + 2) : undefined;
    if (end === undefined) continue;
    const dependency = dependencyOf(tokens.slice(index + 3, end), positions);
    if (dependency) dependencies.push(dependency);
    index = end;
  }
  const tools = /^\uFEFF?\s{0,100}\/\/[ \t]{0,100}swift-tools-version:[ \t]{0,100}([\d.]+)/.exec(text);
  const version = tools?.[1] ?? '';
  const end = tools?.[0].length ?? 0;
  return {
    manifest: {
      ecosystem: 'swift',
      path,
      directory: parentOf(path),
      ...(name ? { name: name.value } : {}),
      dependencies,
      workspaces: [],
      toolchain: toolVersions('swift', { value: version, location: positions.location(end - version.length, end) }),
    },
    tasks: [],
    diagnostics: [],
  };
}

/** `.package(url: "https://…", from: "1.2.0")`, `.package(path: "../oven")` */
function dependencyOf(words: readonly SourceToken[], positions: TextPositions): Dependency | undefined {
  const path = labelled(words, 'path');
  const source = labelled(words, 'url') ?? path;
  if (!source) return undefined;
  const requirement = words.find((word, at) => word.kind === 'string' && isVersion(words, at)) ?? rangeStart(words);
  return {
    name: source.value,
    requirement: requirement?.value ?? '',
    group: 'production',
    ...(path ? { path: path.value } : {}),
    location: positions.location(source.start + 1, source.end - 1),
  };
}

/** The string of an argument. */
function labelled(words: readonly SourceToken[], label: string): SourceToken | undefined {
  return words.find((word, index) => word.kind === 'string' && !word.isComputed && words[index - 1]?.value === ':' && words[index - 2]?.value === label);
}

/** Whether a string follows `from:` or `.upToNextMajor(from:`. */
function isVersion(words: readonly SourceToken[], at: number): boolean {
  const before = words[at - 1]?.value;
  return (before === ':' || before === '(') && versionLabels.has(words[at - 2]?.value ?? '');
}

/** `"1.2.0"..<"2.0.0"` */
function rangeStart(words: readonly SourceToken[]): SourceToken | undefined {
  return words.find((word, at) => word.kind === 'string' && words[at + 1]?.value === '.' && words[at + 2]?.value === '.');
}
