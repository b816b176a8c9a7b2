import type { Diagnostic } from '../model/diagnostic.ts';
import type { Located } from '../model/location.ts';
import type { ToolVersion } from '../model/task.ts';
import { nameOf } from '../path/relative.ts';
import { textAt } from './data-node.ts';
import { parseJson } from './json.ts';
import { textPositions } from './text-position.ts';
import { parseToml } from './toml.ts';

/** What a version file asks for. */
export interface ToolVersions {
  readonly tools: readonly ToolVersion[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Files that hold a version and nothing else. */
const plainFiles: ReadonlyMap<string, string> = new Map([
  ['.nvmrc', 'node'],
  ['.node-version', 'node'],
  ['.python-version', 'python'],
  ['.ruby-version', 'ruby'],
  ['.go-version', 'go'],
  ['.java-version', 'java'],
  ['.php-version', 'php'],
  ['.swift-version', 'swift'],
  ['.xcode-version', 'xcode'],
  ['.terraform-version', 'terraform'],
  ['.bazelversion', 'bazel'],
  ['.bun-version', 'bun'],
  ['.dvmrc', 'deno'],
  ['.elixir-version', 'elixir'],
  ['.zigversion', 'zig'],
]);

/** Other names of a tool, as asdf and mise take them. */
export const sameTool: ReadonlyMap<string, string> = new Map([
  ['nodejs', 'node'],
  ['golang', 'go'],
]);

/** Names of the version files that are read. */
export const toolVersionFiles: readonly string[] = [
  ...plainFiles.keys(),
  ...['.tool-versions', '.sdkmanrc', 'rust-toolchain', 'rust-toolchain.toml', 'global.json'],
  ...['gradle-wrapper.properties', 'maven-wrapper.properties'],
];

/**
 * Reads a version file, told by its name: `.nvmrc` and its like, `.tool-versions`, `rust-toolchain`,
 * `global.json`, a Gradle or Maven wrapper's properties.
 *
 * Sources (checked 2026-11-25): https://asdf-vm.com/manage/configuration.html,
 * https://rust-lang.github.io/rustup/overrides.html, https://learn.microsoft.com/dotnet/core/tools/global-json,
 * https://docs.gradle.org/current/userguide/gradle_wrapper.html
 *
 * @returns Nothing for a file of another name.
 * @throws Never.
 */
export function parseToolVersions(path: string, text: string): ToolVersions {
  const name = nameOf(path);
  switch (name) {
    case '.tool-versions':
      return { tools: lineVersions(path, text, /^\s*([\w./:-]+)[ \t]+([^#\s](?:[^#]*[^#\s])?)/), diagnostics: [] };
    case '.sdkmanrc':
      return { tools: lineVersions(path, text, /^\s*([\w.-]+)\s*=\s*(\S+)/), diagnostics: [] };
    case 'gradle-wrapper.properties':
    case 'maven-wrapper.properties':
      return { tools: wrapperVersion(path, text), diagnostics: [] };
    case 'global.json': {
      const { root, diagnostics } = parseJson(path, text);
      return { tools: toolVersions('dotnet', textAt(root, 'sdk', 'version')), diagnostics };
    }
    case 'rust-toolchain':
    case 'rust-toolchain.toml': {
      // The file without an extension may hold the bare channel.
      if (name === 'rust-toolchain' && !text.includes('[')) return { tools: plainVersion(path, text, 'rust'), diagnostics: [] };
      const { root, diagnostics } = parseToml(path, text);
      return { tools: toolVersions('rust', textAt(root, 'toolchain', 'channel')), diagnostics };
    }
    default: {
      const tool = plainFiles.get(name);
      return { tools: tool === undefined ? [] : plainVersion(path, text, tool), diagnostics: [] };
    }
  }
}

/** A version as it stands at a place; none when there is none. */
export function toolVersions(tool: string, ...versions: readonly (Located<string> | undefined)[]): readonly ToolVersion[] {
  return versions.flatMap((version) => (version && version.value !== '' ? [{ tool, version: version.value, location: version.location }] : []));
}

/** Lines of a text with their offsets, without line ends and a byte-order mark. */
function linesOf(text: string): readonly { readonly line: string; readonly start: number }[] {
  let start = 0;
  return text.split('\n').map((raw) => {
    const mark = start === 0 && raw.startsWith('\uFEFF') ? 1 : 0;
    const found = { line: raw.slice(mark).replace(/\r$/, ''), start: start + mark };
    start += raw.length + 1;
    return found;
  });
}

function plainVersion(path: string, text: string, tool: string): readonly ToolVersion[] {
  const positions = textPositions(path, text);
  const versions = linesOf(text).flatMap(({ line, start }): ToolVersion[] => {
    const written = (line.split('#', 1)[0] ?? '').trim();
    if (written === '') return [];
    const from = start + line.indexOf(written);
    return [{ tool, version: withoutName(written, tool), location: positions.location(from, from + written.length) }];
  });
  // pyenv reads one version a line; the others the first.
  return tool === 'python' ? versions : versions.slice(0, 1);
}

/** `ruby-3.4.1` and `go1.26` say the tool again. */
function withoutName(version: string, tool: string): string {
  const rest = version.startsWith(tool) ? version.slice(tool.length).replace(/^[-@]/, '') : version;
  return /^\d/.test(rest) ? rest : version;
}

function lineVersions(path: string, text: string, pattern: RegExp): readonly ToolVersion[] {
  const positions = textPositions(path, text);
  return linesOf(text).flatMap(({ line, start }): ToolVersion[] => {
    const match = line.length > 1000 ? null : pattern.exec(line);
    const [whole = '', name = '', version = ''] = match ?? [];
    if (!match || name.startsWith('#')) return [];
    const end = start + whole.length;
    return [{ tool: sameTool.get(name) ?? name.toLowerCase(), version, location: positions.location(end - version.length, end) }];
  });
}

/** `distributionUrl=https\://services.gradle.org/distributions/gradle-8.14-bin.zip` */
function wrapperVersion(path: string, text: string): readonly ToolVersion[] {
  const positions = textPositions(path, text);
  return linesOf(text).flatMap(({ line, start }): ToolVersion[] => {
    const match =
      line.length > 1000 || !/^\s*distributionUrl\s*=/.test(line)
        ? null
        : /(gradle|apache-maven)-(\d[\w.-]*?)(?:-(?:bin|all))?\.(?:zip|tar\.gz)\s*$/.exec(line);
    const version = match?.[2];
    if (version === undefined) return [];
    const from = start + line.lastIndexOf(version);
    return [{ tool: match?.[1] === 'gradle' ? 'gradle' : 'maven', version, location: positions.location(from, from + version.length) }];
  });
}
