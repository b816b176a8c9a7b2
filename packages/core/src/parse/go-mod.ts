import type { Location } from '../model/location.ts';
import type { Dependency } from '../model/task.ts';
import { parentOf } from '../path/relative.ts';
import type { TaskFile } from './task-file.ts';
import { textPositions } from './text-position.ts';
import { toolVersions } from './tool-version.ts';

interface GoDirective {
  readonly verb: string;
  readonly words: readonly string[];
  readonly comment: string;
  /** The line, without what surrounds it. */
  readonly location: Location;
}

/** Lines of a `go.mod` or `go.work`, those of a `verb ( … )` block under the verb. */
function goDirectives(path: string, text: string): readonly GoDirective[] {
  const positions = textPositions(path, text);
  const directives: GoDirective[] = [];
  let block: string | undefined;
  let offset = 0;
  for (const raw of text.split('\n')) {
    const start = offset;
    offset += raw.length + 1;
    const slashes = raw.indexOf('//');
    const code = slashes < 0 ? raw : raw.slice(0, slashes);
    const words = code.replace('\uFEFF', '').trim().split(/\s+/).map(unquoted);
    const [first = '', second] = words;
    if (first === '') continue;
    if (first === ')') block = undefined;
    else if (block === undefined && second === '(') block = first;
    else {
      const from = start + raw.length - raw.trimStart().length;
      directives.push({
        verb: block ?? first,
        words: block === undefined ? words.slice(1) : words,
        comment: slashes < 0 ? '' : raw.slice(slashes + 2).trim(),
        location: positions.location(from, start + raw.trimEnd().length),
      });
    }
  }
  return directives;
}

function unquoted(word: string): string {
  return word.length > 1 && /^["`]/.test(word) ? word.slice(1, -1) : word;
}

function valuesOf(directives: readonly GoDirective[], verb: string): { readonly value: string; readonly location: Location }[] {
  return directives.flatMap((directive) =>
    directive.verb === verb && directive.words[0] ? [{ value: directive.words[0], location: directive.location }] : [],
  );
}

/** The `go` directive is the least version, `toolchain` the one to use: `go1.26.1`. */
function goVersions(directives: readonly GoDirective[]) {
  const toolchain = valuesOf(directives, 'toolchain').map(({ value, location }) => ({ value: value.replace(/^go(?=\d)/, ''), location }));
  return toolVersions('go', ...valuesOf(directives, 'go'), ...toolchain);
}

/**
 * Reads a `go.mod`: module, requirements, versions of Go. `replace` by a directory gives a requirement its `path`.
 *
 * Source: https://go.dev/ref/mod#go-mod-file (checked 2026-11-25)
 *
 * @throws Never.
 */
export function parseGoMod(path: string, text: string): TaskFile {
  const directives = goDirectives(path, text);
  const [module] = valuesOf(directives, 'module');
  const replaced = new Map(
    directives.flatMap(({ verb, words }): [string, string][] => {
      const target = words[words.indexOf('=>') + 1];
      return verb === 'replace' && words.includes('=>') && words[0] !== undefined && target !== undefined && /^\.{1,2}\//.test(target)
        ? [[words[0], target]]
        : [];
    }),
  );
  const dependencies = directives.flatMap(({ verb, words, comment, location }): Dependency[] => {
    const [name, requirement = ''] = words;
    if (verb !== 'require' || name === undefined) return [];
    const local = replaced.get(name);
    return [
      { name, requirement, group: comment.startsWith('indirect') ? 'indirect' : 'production', ...(local === undefined ? {} : { path: local }), location },
    ];
  });
  return {
    manifest: {
      ecosystem: 'go',
      path,
      directory: parentOf(path),
      ...(module ? { name: module.value } : {}),
      dependencies,
      workspaces: [],
      toolchain: goVersions(directives),
    },
    tasks: [],
    diagnostics: [],
  };
}

/**
 * Reads a `go.work`: the modules that it uses, versions of Go.
 *
 * Source: https://go.dev/ref/mod#go-work-file (checked 2026-11-25)
 *
 * @throws Never.
 */
export function parseGoWork(path: string, text: string): TaskFile {
  const directives = goDirectives(path, text);
  return {
    workspace: { ecosystem: 'go', path, directory: parentOf(path), members: valuesOf(directives, 'use'), toolchain: goVersions(directives) },
    tasks: [],
    diagnostics: [],
  };
}
