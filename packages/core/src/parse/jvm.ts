import type { Dependency, Task } from '../model/task.ts';
import { parentOf } from '../path/relative.ts';
import type { TaskFile } from './task-file.ts';
import { textPositions } from './text-position.ts';

/** Phases that every Maven build has: https://maven.apache.org/guides/introduction/introduction-to-the-lifecycle.html */
const mavenPhases = ['validate', 'compile', 'test-compile', 'test', 'package', 'integration-test', 'verify', 'install', 'deploy', 'clean', 'site'];

/** Reads a `pom.xml`: Maven's phases, modules, and direct dependencies. Never throws. */
export function parsePom(path: string, text: string): TaskFile {
  const positions = textPositions(path, text);
  const directory = parentOf(path);
  const start = positions.location(0, Math.min(text.length, 1));
  const tag = (from: string, name: string): string | undefined => {
    const open = from.indexOf(`<${name}>`);
    const close = open < 0 ? -1 : from.indexOf(`</${name}>`, open);
    return close < 0 ? undefined : from.slice(open + name.length + 2, close).trim();
  };
  const dependencies: Dependency[] = [];
  const modules: string[] = [];
  for (const block of blocks(text, 'dependency')) {
    const group = tag(block.text, 'groupId');
    const artifact = tag(block.text, 'artifactId');
    if (!group || !artifact) continue;
    dependencies.push({
      name: `${group}:${artifact}`,
      requirement: tag(block.text, 'version') ?? '',
      group: tag(block.text, 'scope') === 'test' ? 'development' : 'production',
      location: positions.location(block.start, block.start + block.text.length),
    });
  }
  for (const block of blocks(text, 'module')) modules.push(block.text.trim());
  const java = tag(text, 'maven.compiler.release') ?? tag(text, 'java.version');
  return {
    manifest: {
      ecosystem: 'jvm',
      path,
      directory,
      dependencies,
      workspaces: modules,
      toolchain: java === undefined ? [] : [{ value: `java ${java}`, location: start }],
    },
    tasks: mavenPhases.map((name): Task => ({ runner: 'maven', name, dependencies: [], directory, location: start })),
    diagnostics: [],
  };
}

function blocks(text: string, name: string): readonly { readonly text: string; readonly start: number }[] {
  const found: { text: string; start: number }[] = [];
  for (let from = 0; ; ) {
    const open = text.indexOf(`<${name}>`, from);
    const close = open < 0 ? -1 : text.indexOf(`</${name}>`, open);
    if (close < 0) return found;
    const start = open + name.length + 2;
    found.push({ text: text.slice(start, close), start });
    from = close;
  }
}

/** Reads a Gradle build script: tasks with a literal name. Plugins add others, so the file is always open. Never throws. */
export function parseGradle(path: string, text: string): TaskFile {
  const positions = textPositions(path, text);
  const directory = parentOf(path);
  const tasks: Task[] = [];
  const declared = /\b(?:tasks?\s*\.\s*(?:register|create)|val\s+(\w+)\s+by\s+tasks\.\w+|task)\s*(?:<[\w.]+>)?\s*\(?\s*(?:["'](\w[\w-]*)["']|(\w[\w-]*))?/g;
  for (const match of text.matchAll(declared)) {
    const name = match[1] ?? match[2] ?? match[3];
    if (name === undefined) continue;
    const start = match.index + match[0].lastIndexOf(name);
    tasks.push({ runner: 'gradle', name, dependencies: [], directory, location: positions.location(start, start + name.length) });
  }
  const dependencies: Dependency[] = [];
  for (const match of text.matchAll(
    /\b(\w*[iI]mplementation|api|compileOnly|runtimeOnly|annotationProcessor)\s*\(?\s*["']([\w.-]+:[\w.-]+)(?::([\w.$+{}-]+))?["']/g,
  )) {
    dependencies.push({
      name: match[2] ?? '',
      requirement: match[3] ?? '',
      group: /^test/i.test(match[1] ?? '') ? 'development' : 'production',
      location: positions.location(match.index, match.index + match[0].length),
    });
  }
  return {
    manifest: { ecosystem: 'jvm', path, directory, dependencies, workspaces: [], toolchain: [] },
    tasks,
    open: 'Gradle plugins define tasks',
    diagnostics: [],
  };
}
