import { readFileSync, realpathSync, statSync } from 'node:fs';
import { posix, relative, resolve, sep } from 'node:path';
import { decodeFile, openRepository, printable, printableJson } from '@ten-point/core';
import { type CodeOwnersFile, codeOwnersLocations, codeOwnersSizeLimit, parseCodeOwners } from '@ten-point/core/codeowners';
import { ConfigError, SourceError } from '@ten-point/core/errors';
import { exitCode } from '../exit-code.ts';
import type { OwnersArguments } from '../program.ts';
import { pathLists } from '../stdin-paths.ts';
import { writeOutput } from '../write-output.ts';

/** A CODEOWNERS file, and how its user's paths lead to those that its patterns mean. */
interface Answers {
  readonly file: CodeOwnersFile;
  /** Repository-relative paths of files that a given path stands for, or why there are none. */
  subjects(given: string): readonly string[] | { readonly problem: string };
}

/** `agent-readiness owners`. */
export async function ownersCommand(paths: readonly string[], options: OwnersArguments): Promise<void> {
  if (options.stdin === paths.length > 0) throw new ConfigError('Name paths, or give --stdin and a list of them on standard input.');
  const { file, subjects } = options.codeowners === undefined ? await ofRepository() : ofFile(options.codeowners);
  for (const { kind, message, suggestion, location } of file.problems) {
    const { line, column } = location.range.start;
    process.stderr.write(printable(`${location.path}:${line}:${column}: ${kind}: ${message}${suggestion === undefined ? '' : `; ${suggestion}`}.`));
    process.stderr.write('\n');
  }
  const json = options.format === 'json';
  let separator = '[\n';
  for await (const given of options.stdin ? pathLists(process.stdin.setEncoding('utf8')) : [paths]) {
    const lines: string[] = [];
    for (const path of given) {
      const found = subjects(path);
      if ('problem' in found) {
        process.stderr.write(`agent-readiness: ${printable(`${path} ${found.problem}`)}\n`);
        process.exitCode = exitCode.wrongUse;
      } else for (const subject of found) lines.push(json ? jsonAnswer(file, subject) : textAnswer(file, subject));
    }
    if (lines.length === 0) continue;
    await writeOutput(json ? separator + lines.join(',\n') : `${lines.join('\n')}\n`, undefined);
    separator = ',\n';
  }
  if (json) await writeOutput(separator === '[\n' ? '[]\n' : '\n]\n', undefined);
}

function ofFile(name: string): Answers {
  const parsed = parseCodeOwners(name.replaceAll('\\', '/'), readCodeOwners(name));
  if (parsed.state === 'refused') throw new SourceError(`${name} is not used: ${parsed.reason}.`);
  return {
    file: parsed.file,
    subjects(given) {
      const path = posix.normalize(given.replaceAll('\\', '/'));
      if (posix.isAbsolute(path) || /^[A-Za-z]:\//.test(path)) return { problem: 'is absolute; with --codeowners, paths begin at the root of the repository.' };
      return isOutside(path) ? { problem: 'lies above the root of the repository.' } : [path];
    },
  };
}

function readCodeOwners(name: string): string {
  try {
    // A pipe has no size; what is too large is not even read.
    const { size } = statSync(name);
    if (size >= codeOwnersSizeLimit) throw new SourceError(`${name} is not used: it has ${size} bytes, and GitHub loads no file of 3 MB or more.`);
    const content = decodeFile(name, name, readFileSync(name));
    if (content.state !== 'text') throw new SourceError(`${name} cannot be read as text.`);
    return content.text;
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')) throw new ConfigError(`There is no file ${name}.`);
    throw new SourceError(`${name} cannot be read`, { cause });
  }
}

async function ofRepository(): Promise<Answers> {
  const repo = await openRepository('.', { configuration: 'none' });
  try {
    const path = codeOwnersLocations.find((candidate) => repo.files.has(candidate));
    if (path === undefined)
      throw new ConfigError(`There is no CODEOWNERS file where GitHub looks (${codeOwnersLocations.join(', ')}); name one by --codeowners.`);
    const content = (await repo.readTexts([path])).get(path);
    if (!content) throw new SourceError(`${path} cannot be read as text.`);
    const parsed = parseCodeOwners(path, content.text);
    if (parsed.state === 'refused') throw new SourceError(`${path} is not used: ${parsed.reason}.`);
    const root = repo.facts.root ?? '.';
    const { files, focus = '' } = repo;
    return {
      file: parsed.file,
      subjects(given) {
        const name = files.has(posix.join(focus, given)) ? given : given.replaceAll('\\', '/');
        const joined = posix.isAbsolute(name) || /^[A-Za-z]:\//.test(name) ? relativeTo(root, name) : posix.join(focus, name);
        if (isOutside(joined)) return { problem: 'is outside the repository.' };
        const directory = joined === '.' ? '' : joined.replace(/\/$/, '');
        return files.hasDirectory(directory) && !files.has(directory) ? filesUnder(directory) : [joined];
      },
    };

    function filesUnder(directory: string): readonly string[] {
      return directory === '' ? repo.files.entries.map((entry) => entry.path) : repo.files.under(directory);
    }
  } finally {
    await repo.close();
  }
}

/** A path that is absolute on this machine, seen from the root; through links when it has to be (macOS's /tmp is one). */
function relativeTo(root: string, path: string): string {
  const plain = relative(root, resolve(path)).split(sep).join('/') || '.';
  if (!isOutside(plain) || !statSync(path, { throwIfNoEntry: false })) return plain;
  return relative(root, realpathSync.native(path)).split(sep).join('/') || '.';
}

/** A leading `..`, or another drive. */
function isOutside(path: string): boolean {
  return path === '..' || path.startsWith('../') || /^[A-Za-z]:\//.test(path);
}

function textAnswer(file: CodeOwnersFile, path: string): string {
  const ownership = file.ownersOf(path);
  const who = ownership.state === 'owned' ? ownership.owners.map(({ name }) => name).join(' ') : ownership.state;
  const why = ownership.state === 'unmatched' ? [] : [`${file.path}:${ownership.rule.line}`, ownership.rule.pattern];
  return [path, who, ...why].map(printable).join('\t');
}

function jsonAnswer(file: CodeOwnersFile, path: string): string {
  const ownership = file.ownersOf(path);
  const rule = ownership.state === 'unmatched' ? undefined : ownership.rule;
  const answer = {
    path,
    state: ownership.state,
    owners: ownership.state === 'owned' ? ownership.owners.map(({ name }) => name) : [],
    line: rule?.line ?? null,
    pattern: rule?.pattern ?? null,
  };
  // One answer a line: the text holds no other line breaks than those of the layout.
  return printableJson(answer).trimEnd().replace(/\n */g, ' ');
}
