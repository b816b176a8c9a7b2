import type { Dependency, Task } from '../model/task.ts';
import { nameOf, parentOf } from '../path/relative.ts';
import { type IniSection, parseIni } from './ini.ts';
import { parseRequirement } from './requirement.ts';
import type { TaskFile } from './task-file.ts';
import { textPositions } from './text-position.ts';
import { toolVersions } from './tool-version.ts';

/** Reads the names of sessions in a `noxfile.py`; what they do is code. Never throws. */
export function parseNoxfile(path: string, text: string): TaskFile {
  const positions = textPositions(path, text);
  const tasks: Task[] = [];
  let offset = 0;
  let decorator: string | undefined;
  for (const line of text.split('\n')) {
    if (/^@(?:nox\.)?session\b/.test(line)) decorator = line;
    else if (decorator !== undefined && line.startsWith(' ')) decorator += line;
    const name = /^def\s+(\w+)/.exec(line)?.[1];
    if (name !== undefined) {
      if (decorator !== undefined) {
        const given = /\bname\s*=\s*["']([^"']+)["']/.exec(decorator)?.[1];
        const start = offset + line.indexOf(name);
        tasks.push({
          runner: 'nox',
          name: given ?? name,
          dependencies: [],
          directory: parentOf(path),
          location: positions.location(start, start + name.length),
        });
      }
      decorator = undefined;
    }
    offset += line.length + 1;
  }
  return { tasks, diagnostics: [] };
}

/** Reads `setup.cfg`. Never throws. */
export function parseSetupCfg(path: string, text: string): TaskFile {
  const sections = parseIni(path, text);
  const section = (name: string): IniSection | undefined => sections.find((candidate) => candidate.name === name);
  const name = section('metadata')?.get('name');
  const version = section('metadata')?.get('version');
  const python = section('options')?.get('python_requires');
  const production = section('options')?.get('install_requires');
  if (!name && !production) return { tasks: [], diagnostics: [] };
  const group = (list: { readonly value: string; readonly location: Dependency['location'] } | undefined, kind: Dependency['group']): readonly Dependency[] =>
    (list?.value.split('\n') ?? []).flatMap((line) => (list && parseRequirement(line, kind, list.location)) ?? []);
  return {
    manifest: {
      ecosystem: 'python',
      path,
      directory: parentOf(path),
      ...(name ? { name: name.value } : {}),
      // `attr:` and `file:` are computed when the package is built.
      ...(version && !/^(?:attr|file):/.test(version.value) ? { version: version.value } : {}),
      dependencies: [
        ...group(production, 'production'),
        ...(section('options.extras_require')?.entries ?? []).flatMap((entry) =>
          group(entry.value, /dev|test|lint/.test(entry.key) ? 'development' : 'optional'),
        ),
      ],
      workspaces: [],
      toolchain: toolVersions('python', python),
    },
    tasks: [],
    diagnostics: [],
  };
}

/** Reads what is literal in a `setup.py`: the interpreter that it asks for. Never throws. */
export function parseSetupPy(path: string, text: string): TaskFile {
  const python = /\bpython_requires\s*=\s*["']([^"'\n]+)["']/.exec(text);
  const name = /\bname\s*=\s*["']([\w.-]+)["']/.exec(text)?.[1];
  const location = textPositions(path, text).location(python?.index ?? 0, python ? python.index + python[0].length : 0);
  return {
    manifest: {
      ecosystem: 'python',
      path,
      directory: parentOf(path),
      ...(name === undefined ? {} : { name }),
      dependencies: [],
      workspaces: [],
      toolchain: toolVersions('python', python?.[1] === undefined ? undefined : { value: python[1], location }),
    },
    tasks: [],
    diagnostics: [],
  };
}

/**
 * Reads a `requirements*.txt`: requirements, and the files that it takes in by `-r` (`-c` only constrains). Hashes and
 * other options are passed over.
 *
 * Source: https://pip.pypa.io/en/stable/reference/requirements-file-format/ (checked 2026-11-25)
 *
 * @throws Never.
 */
export function parseRequirements(path: string, text: string): TaskFile {
  const positions = textPositions(path, text);
  const group = /dev|test|lint|doc|ci|build/i.test(nameOf(path)) ? 'development' : 'production';
  const dependencies: Dependency[] = [];
  const includes: string[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    const included = /^(?:-r|--requirement)[\s=]\s*([^\s#][^#]*)/.exec(line)?.[1]?.trim();
    if (included) includes.push(included);
    const dependency = /^\s*[A-Za-z0-9]/.test(line) && parseRequirement(line, group, positions.location(offset, offset + line.trimEnd().length));
    if (dependency) dependencies.push(dependency);
    offset += line.length + 1;
  }
  return {
    manifest: { ecosystem: 'python', path, directory: parentOf(path), dependencies, workspaces: [], toolchain: [] },
    tasks: [],
    ...(includes.length > 0 ? { includes } : {}),
    diagnostics: [],
  };
}
