import type { Dependency, Task } from '../model/task.ts';
import { parentOf } from '../path/relative.ts';
import type { TaskFile } from './task-file.ts';
import { textPositions } from './text-position.ts';

/** Longer lines are no hand-written Ruby. */
const lineLimit = 2_000;

/** Reads what is literal in a `Gemfile`: gems with their group, the Ruby version. Never throws. */
export function parseGemfile(path: string, text: string): TaskFile {
  const positions = textPositions(path, text);
  const dependencies: Dependency[] = [];
  let development = false;
  let offset = 0;
  let ruby: { value: string; location: Dependency['location'] } | undefined;
  for (const raw of text.split('\n')) {
    const line = raw.length > lineLimit ? '' : raw.trim();
    const location = positions.location(offset + raw.length - raw.trimStart().length, offset + raw.trimEnd().length);
    offset += raw.length + 1;
    if (/^group\b/.test(line)) development = /:(?:test|development|lint|ci)\b/.test(line);
    else if (line === 'end') development = false;
    const gem = /^gem\s*(?:\(\s*)?["']([\w./-]+)["'](?:\s*,\s*["']([^"']*)["'])?/.exec(line);
    if (gem?.[1]) {
      const own = /\bgroups?:\s*(?:\[[^\]]*)?:(?:test|development)/.test(line);
      dependencies.push({ name: gem[1], requirement: gem[2] ?? '', group: development || own ? 'development' : 'production', location });
    }
    const version = /^ruby\s*(?:\(\s*)?["']([^"']+)["']/.exec(line)?.[1];
    if (version !== undefined) ruby = { value: `ruby ${version}`, location };
  }
  return {
    manifest: { ecosystem: 'ruby', path, directory: parentOf(path), dependencies, workspaces: [], toolchain: ruby ? [ruby] : [] },
    tasks: [],
    diagnostics: [],
  };
}

/** Reads the names of tasks in a `Rakefile`; gems and `lib/tasks` define others, so the file is always open. Never throws. */
export function parseRakefile(path: string, text: string): TaskFile {
  const positions = textPositions(path, text);
  const tasks: Task[] = [];
  const namespaces: { name: string; indent: number }[] = [];
  let offset = 0;
  for (const raw of text.split('\n')) {
    const line = raw.length > lineLimit ? '' : raw;
    const indent = line.length - line.trimStart().length;
    while (namespaces.length > 0 && (namespaces.at(-1)?.indent ?? 0) >= indent && line.trim() !== '') namespaces.pop();
    const namespace = /^\s*namespace\s*\(?\s*:?["']?(\w+)/.exec(line)?.[1];
    if (namespace !== undefined) namespaces.push({ name: namespace, indent });
    const task = /^\s*(?:multi)?task\s*\(?\s*(?::?["']?([\w:-]*\w)["']?)\s*(=>|:(?!:))?\s*(.*)$/.exec(line);
    const library = /^\s*(?:RSpec::Core::RakeTask|Rake::TestTask|Minitest::TestTask|RuboCop::RakeTask)\.(?:new|create)(?:\s*\(?\s*:?["']?(\w+))?/.exec(line);
    const standard = /Minitest|TestTask/.test(line) ? 'test' : line.includes('RuboCop') ? 'rubocop' : 'spec';
    const name = task?.[1] ?? (library ? (library[1] ?? standard) : undefined);
    if (name !== undefined && name !== 'do') {
      const start = offset + Math.max(0, line.indexOf(name));
      tasks.push({
        runner: 'rake',
        name: [...namespaces.map((part) => part.name), name].join(':'),
        dependencies: task?.[2]
          ? [...(task[3] ?? '').replace(/\bdo\b.*$/, '').matchAll(/[:"']([A-Za-z][\w:]*)|\b(\w+)\b(?=[\s,\]]|$)/g)]
              .flatMap((match) => match[1] ?? match[2] ?? [])
              .slice(0, 50)
          : [],
        directory: parentOf(path),
        location: positions.location(start, start + name.length),
      });
    }
    offset += raw.length + 1;
  }
  return { tasks, open: 'gems and included files define tasks', diagnostics: [] };
}
