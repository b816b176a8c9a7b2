import type { Dependency, Task } from '../model/task.ts';
import { nameOf, parentOf } from '../path/relative.ts';
import type { TaskFile } from './task-file.ts';
import { textPositions } from './text-position.ts';

/** Characters of the list of aliases that are read. */
const aliasLimit = 10_000;

/** Reads the aliases of a `mix.exs`; dependencies define other tasks, so the file is always open. Never throws. */
export function parseMixExs(path: string, text: string): TaskFile {
  const positions = textPositions(path, text);
  const directory = parentOf(path);
  const tasks: Task[] = [];
  const begin = text.search(/\bdefp?\s+aliases\b/);
  const end = begin < 0 ? -1 : text.indexOf('\n  end', begin);
  const block = begin < 0 ? '' : text.slice(begin, Math.min(end < 0 ? text.length : end, begin + aliasLimit));
  for (const match of block.matchAll(/^[ \t]*(?:"([\w.]+)":|([a-z_]\w*):)\s*(\[[^\]]*\]|"[^"\n]*")/gm)) {
    const name = match[1] ?? match[2] ?? '';
    const commands = [...(match[3] ?? '').matchAll(/"([^"\n]*)"/g)].map((word) => `mix ${word[1] ?? ''}`).join('\n');
    const start = begin + match.index + match[0].indexOf(name);
    const location = positions.location(start, start + name.length);
    tasks.push({ runner: 'mix', name, ...(commands === '' ? {} : { command: { value: commands, location } }), dependencies: [], directory, location });
  }
  const elixir = /\belixir:\s*"([^"\n]+)"/.exec(text);
  const name = /\bapp:\s*:(\w+)/.exec(text)?.[1];
  return {
    manifest: {
      ecosystem: 'elixir',
      path,
      directory,
      ...(name === undefined ? {} : { name }),
      dependencies: [...text.matchAll(/\{:(\w+),\s*"([^"\n]*)"([^}\n]*)\}/g)].map(
        (match): Dependency => ({
          name: match[1] ?? '',
          requirement: match[2] ?? '',
          group: /only:.*:(?:dev|test)\b/.test(match[3] ?? '') ? 'development' : 'production',
          location: positions.location(match.index, match.index + match[0].length),
        }),
      ),
      workspaces: [],
      toolchain: elixir?.[1] ? [{ value: `elixir ${elixir[1]}`, location: positions.location(elixir.index, elixir.index + elixir[0].length) }] : [],
    },
    tasks,
    open: 'dependencies define Mix tasks',
    diagnostics: [],
  };
}

/** Reads package references of a .NET project file. Never throws. */
export function parseDotnetProject(path: string, text: string): TaskFile {
  const positions = textPositions(path, text);
  return {
    manifest: {
      ecosystem: 'dotnet',
      path,
      directory: parentOf(path),
      name: nameOf(path).replace(/\.\w+$/, ''),
      dependencies: [...text.matchAll(/<Package(?:Reference|Version)\s+Include="([^"\n]+)"(?:\s+Version="([^"\n]*)")?/g)].map((match) => ({
        name: match[1] ?? '',
        requirement: match[2] ?? '',
        group: 'production',
        location: positions.location(match.index, match.index + match[0].length),
      })),
      workspaces: [],
      toolchain: [],
    },
    tasks: [],
    diagnostics: [],
  };
}

/** Reads what is literal in a `Package.swift`. Never throws. */
export function parsePackageSwift(path: string, text: string): TaskFile {
  const positions = textPositions(path, text);
  const tools = /^\/\/\s*swift-tools-version:\s*([\d.]+)/.exec(text);
  return {
    manifest: {
      ecosystem: 'swift',
      path,
      directory: parentOf(path),
      dependencies: [...text.matchAll(/\.package\(\s*(?:name:\s*"[^"\n]*",\s*)?url:\s*"([^"\n]+)"/g)].map((match) => ({
        name: match[1] ?? '',
        requirement: '',
        group: 'production',
        location: positions.location(match.index, match.index + match[0].length),
      })),
      workspaces: [],
      toolchain: tools?.[1] ? [{ value: `swift ${tools[1]}`, location: positions.location(0, tools[0].length) }] : [],
    },
    tasks: [],
    diagnostics: [],
  };
}
