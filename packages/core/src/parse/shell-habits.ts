import { type Command, forEachChild, type SyntaxNode, type Word } from 'unbash';
import type { Location } from '../model/location.ts';
import type { ShellHabit } from '../model/shell-habit.ts';
import { joinPath } from '../path/relative.ts';
import { shellTextLimit, shellTree } from './shell.ts';

/** What is known of where a script runs. */
export interface HabitOptions {
  readonly owner: string;
  /** Directory in which it starts, relative to the root; absent when the script may be started anywhere. */
  readonly directory?: string;
}

const nestingLimit = 200;

/** Names for the checkout's own root in front of a path. */
const ownRoot = /^(?:\.\/|\$\{?(?:PWD|(?:[A-Z]+_)*(?:ROOT|TOP_?LEVEL|BASEDIR)(?:_DIR|_PATH)?)\}?\/|\$\((?:pwd|git rev-parse --show-toplevel)\)\/)?/i;
const programsThatWrite = new Set(['cp', 'mv', 'ln', 'install', 'mkdir', 'touch', 'tee', 'rsync']);
const temporaryWriters = new Set(['cp', 'mv', 'ln', 'mkdir', 'touch', 'tee', 'mkfifo']);
/** Programs whose paths are text, or stand in a container or on another machine. */
const elsewhere = new Set(['echo', 'printf', 'docker', 'podman', 'docker-compose', 'kubectl', 'ssh', 'scp', 'rsync', 'adb', 'vagrant']);
const installed = /(?:^|\/)(?:node_modules|\.venv|venv|vendor|target)\/?$/;

/**
 * Finds habits that break with several checkouts, in parsed shell: commented text, strings that are only printed, and
 * git's directory of another repository (`"$DEPENDENCY/.git"`, after `cd elsewhere` or `git init`) are none.
 *
 * @param at - Place of a part of the text.
 * @throws Never.
 */
export function shellHabits(text: string, at: (start: number, end: number) => Location, options: HabitOptions): readonly ShellHabit[] {
  // Nothing below is written without one of these.
  if (text.length > shellTextLimit || !/\.git\b|\/Users\/|\/home\/|\.\.|\/tmp\/|\bln\b/.test(text)) return [];
  const reader = new HabitReader(text, at, options);
  const tree = shellTree(text);
  if (!tree) return [];
  reader.visit(tree, 0);
  return reader.found();
}

class HabitReader {
  private readonly habits: ShellHabit[] = [];
  private readonly text: string;
  private readonly at: (start: number, end: number) => Location;
  private readonly options: HabitOptions;
  private directory: string | undefined;
  /** Set once the script makes or enters another repository, or asks git where its directory is. */
  private ownGitDirectory = true;
  private moved = false;

  constructor(text: string, at: (start: number, end: number) => Location, options: HabitOptions) {
    this.text = text;
    this.at = at;
    this.options = options;
    this.directory = options.directory;
  }

  found(): readonly ShellHabit[] {
    return this.ownGitDirectory ? this.habits : this.habits.filter(({ kind }) => kind !== 'git-directory-test' && kind !== 'git-directory-write');
  }

  visit(node: SyntaxNode, depth: number): void {
    if (depth > nestingLimit) return;
    if (node.type === 'Command') this.command(node);
    else if (node.type === 'TestUnary') this.test(node.operator, node.operand);
    else if (node.type === 'Redirect' && node.target && node.operator.includes('>')) this.write(node.target);
    forEachChild(node, (child) => this.visit(child, depth + 1));
  }

  private command(node: Command): void {
    const name = node.name?.value.replace(/^.*\//, '') ?? '';
    const words = node.args.flatMap((argument) => (argument.type === 'Word' ? [argument] : []));
    const values = words.map((word) => word.value);
    if (name === 'git') {
      const words = values.join(' ');
      if (/\b(?:init|clone)\b/.test(words) || (words.includes('rev-parse') && /--(?:git-|is-inside|absolute-git-dir)/.test(words)))
        this.ownGitDirectory = false;
      return;
    }
    if (name === '[' || name === 'test') {
      words.forEach((word, index) => {
        const operand = words[index + 1];
        if (operand && /^-[a-z]$/.test(word.value)) this.test(word.value, operand);
      });
    }
    if (name === 'cd' || name === 'pushd') {
      this.changeDirectory(words[0]);
      return;
    }
    if (programsThatWrite.has(name)) for (const word of words) if (!word.value.startsWith('-')) this.writeGit(word);
    if (temporaryWriters.has(name)) {
      const target = words.at(-1);
      if (target) this.writeTemporary(target);
    }
    if (name === 'ln' && words.some((word) => installed.test(word.value)) && values.some((value) => /^-\w*s/.test(value))) {
      const source = words.find((word) => !word.value.startsWith('-'));
      // Inside the checkout a link is its own business; `../` and variables lead out of it.
      if (source && installed.test(source.value) && /^(?:\.\.\/|\/|~|\$)/.test(textOf(source, this.text))) this.add('linked-install', node.pos, node.end);
    }
    if (!elsewhere.has(name)) {
      // What an option's value is relative to, only its program knows.
      for (const [index, word] of words.entries()) this.path(word, /^--?[a-z][\w-]*$/i.test(words[index - 1]?.value ?? ''));
    }
  }

  private test(operator: string, operand: Word): void {
    const path = textOf(operand, this.text).replace(ownRoot, '');
    if (path !== '.git' && path !== '.git/') return;
    // `-e` and `-f` mean that the script knows.
    if (operator === '-e' || operator === '-f') this.ownGitDirectory = false;
    else if (operator === '-d' && !this.moved) this.add('git-directory-test', operand.pos, operand.end);
  }

  private write(target: Word): void {
    this.writeGit(target);
    this.writeTemporary(target);
  }

  private writeGit(word: Word): void {
    const path = textOf(word, this.text).replace(ownRoot, '');
    if (!this.moved && /^\.git\/(?:hooks|info|config|HEAD|index)\b/.test(path)) this.add('git-directory-write', word.pos, word.end);
  }

  private writeTemporary(word: Word): void {
    const path = textOf(word, this.text);
    if (/^(?:\/var)?\/tmp\/[\w./-]+$/.test(path)) this.add('shared-temp', word.pos, word.end);
  }

  private changeDirectory(word: Word | undefined): void {
    const path = word ? textOf(word, this.text) : '';
    if (word) this.path(word, false);
    // To the script's own folder or the root of the checkout: still here.
    if (/dirname|BASH_SOURCE|show-toplevel|ROOT|\$0/.test(path) || path === '..' || path === '.') {
      this.directory = undefined;
      return;
    }
    this.moved = true;
    this.directory = this.directory === undefined || /[$~`*]/.test(path) || path === '' || path === '-' ? undefined : joinPath(this.directory, path);
  }

  private path(word: Word, isOptionValue: boolean): void {
    const path = textOf(word, this.text);
    const home = /^\/(Users|home)\/([a-z][\w.-]*)\//i.exec(path);
    if (home && home[2] !== 'Shared' && (home[1] === 'Users' || this.options.directory !== undefined)) this.add('home-path', word.pos, word.end);
    if (isOptionValue || this.directory === undefined || !/^(?:\.\.\/)+[\w@.-]+|^(?:\.\.\/?)+$/.test(path) || /[*$]/.test(path)) return;
    if (joinPath(this.directory, path) === undefined) this.add('outside-path', word.pos, word.end);
  }

  private add(kind: ShellHabit['kind'], start: number, end: number): void {
    this.habits.push({ kind, text: this.text.slice(start, end), owner: this.options.owner, location: this.at(start, end) });
  }
}

/** Source of a word without its quotes; expansions stay as written. */
function textOf(word: Word, source: string): string {
  return source.slice(word.pos, word.end).replace(/["']/g, '');
}
