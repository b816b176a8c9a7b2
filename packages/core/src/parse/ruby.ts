import type { Located, Location } from '../model/location.ts';
import type { Dependency, Task } from '../model/task.ts';
import { parentOf } from '../path/relative.ts';
import type { TaskFile } from './task-file.ts';
import { textPositions } from './text-position.ts';
import { toolVersions } from './tool-version.ts';

/** Longer lines are no hand-written Ruby. */
const lineLimit = 2_000;

/**
 * Reads what is literal in a `Gemfile` (or `gems.rb`): gems with their group, the Ruby version. What a block computes
 * is not seen.
 *
 * Source: https://bundler.io/man/gemfile.5.html (checked 2026-11-25)
 *
 * @throws Never.
 */
export function parseGemfile(path: string, text: string): TaskFile {
  const dependencies: Dependency[] = [];
  let development = false;
  let ruby: Located<string> | undefined;
  for (const { line, location } of rubyLines(path, text)) {
    if (/^group\b/.test(line)) development = developmentGroups.test(line);
    else if (line === 'end') development = false;
    const gem = /^gem\s*(?:\(\s*)?["']([\w./-]+)["'](?:\s*,\s*["']([^"']*)["'])?/.exec(line);
    if (gem?.[1]) {
      const own = /\bgroups?:\s*(.*)/.exec(line)?.[1] ?? '';
      const local = /\bpath:\s*["']([^"']+)["']/.exec(line)?.[1];
      dependencies.push({
        name: gem[1],
        requirement: gem[2] ?? '',
        group: development || developmentGroups.test(own) ? 'development' : 'production',
        ...(local === undefined ? {} : { path: local }),
        location,
      });
    }
    const version = /^ruby\s*(?:\(\s*)?["']([^"']+)["']/.exec(line)?.[1];
    if (version !== undefined) ruby = { value: version, location };
  }
  return {
    manifest: { ecosystem: 'ruby', path, directory: parentOf(path), dependencies, workspaces: [], toolchain: toolVersions('ruby', ruby) },
    tasks: [],
    diagnostics: [],
  };
}

const developmentGroups = /:(?:test|development|lint|ci)\b/;

/**
 * Reads what is literal in a `.gemspec`: name, version, dependencies, the Ruby version.
 *
 * Source: https://guides.rubygems.org/specification-reference/ (checked 2026-11-25)
 *
 * @throws Never.
 */
export function parseGemspec(path: string, text: string): TaskFile {
  const dependencies: Dependency[] = [];
  const attributes = new Map<string, Located<string>>();
  for (const { line, location } of rubyLines(path, text)) {
    const added = /^\w+\.add_(runtime_|development_)?dependency\s*(?:\(\s*)?["']([\w./-]+)["'](?:\s*,\s*["']([^"']*)["'])?/.exec(line);
    if (added?.[2])
      dependencies.push({ name: added[2], requirement: added[3] ?? '', group: added[1] === 'development_' ? 'development' : 'production', location });
    const [, key, value] = /^\w+\.(\w+)\s*=\s*["']([^"'#]+)["']/.exec(line) ?? [];
    if (key !== undefined && value !== undefined && !attributes.has(key)) attributes.set(key, { value, location });
  }
  const name = attributes.get('name');
  const version = attributes.get('version');
  return {
    manifest: {
      ecosystem: 'ruby',
      path,
      directory: parentOf(path),
      ...(name ? { name: name.value } : {}),
      ...(version ? { version: version.value } : {}),
      dependencies,
      workspaces: [],
      toolchain: toolVersions('ruby', attributes.get('required_ruby_version')),
    },
    tasks: [],
    diagnostics: [],
  };
}

/** Lines, trimmed, with their places. */
function rubyLines(path: string, text: string): readonly { readonly line: string; readonly location: Location }[] {
  const positions = textPositions(path, text);
  let offset = 0;
  return text.split('\n').flatMap((raw) => {
    const start = offset + raw.length - raw.trimStart().length;
    const end = offset + raw.trimEnd().length;
    offset += raw.length + 1;
    if (start >= end || raw.length > lineLimit) return [];
    return [
      {
        line: raw.trim(),
        get location() {
          return positions.location(start, end);
        },
      },
    ];
  });
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
