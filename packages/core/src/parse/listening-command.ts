import type { ShellCommand } from '../model/command.ts';
import type { ListeningPort } from '../model/environment.ts';
import { parseShortPort } from './compose-port.ts';
import { portVariables, type ServerCommand, serverCommands } from './server-commands.ts';

/** What a command listens on; `written` is the part of its text that says so. */
export type CommandPort = Pick<ListeningPort, 'port' | 'binding' | 'source' | 'variable'> & { readonly written: string };

const literalPort = /^(?:[\w.[\]:*-]*:)?([0-9]{1,5})$/;

/**
 * Says on which ports a command listens, and whether a second checkout can run it at the same time.
 * A word with an expansion (`$PORT`, `${PORT:-3000}`) counts as movable.
 */
export function listeningPortsOf(command: ShellCommand): readonly CommandPort[] {
  const container = command.wrappers.find((wrapper) => wrapper === 'docker run' || wrapper === 'podman run');
  const name = container ? (container.split(' ')[0] ?? '') : command.name;
  const words = container ? wordsAfter(command.text, 'run') : command.args;
  const assigned = Object.entries(command.env).filter(([variable]) => portVariables.has(variable));
  for (const server of serverCommands) {
    if (server.name !== name) continue;
    const rest = afterSub(server, words);
    if (!rest) continue;
    const whenTaken = server.strictOption !== undefined && rest.includes(server.strictOption) ? 'fails' : server.taken;
    const ports = optionValues(server, rest).map((given) => (isContainer(name) ? publishedPort(server, given) : optionPort(server, given, whenTaken)));
    if (ports.length > 0) return ports;
    if (server.onlyWithOption) return [];
    const [first] = assigned;
    if (first) return [assignedPort(first, command.name)];
    // No port of its own in the script: whoever starts it can name one.
    return [{ port: '', binding: whenTaken === 'next-port' ? 'falls-forward' : 'variable', source: server.name, written: command.text, ...variableOf(server) }];
  }
  return assigned.map((pair) => assignedPort(pair, command.name || 'a command'));
}

function assignedPort([variable, value]: readonly [string, string], program: string): CommandPort {
  const fixed = literalPort.test(value) && value !== '0';
  return { port: value, binding: fixed ? 'fixed' : 'variable', source: `${variable} of ${program}`, variable, written: `${variable}=${value}` };
}

function isContainer(name: string): boolean {
  return name === 'docker' || name === 'podman';
}

function variableOf(server: ServerCommand): { readonly variable?: string } {
  return server.variable ? { variable: server.variable } : {};
}

function publishedPort(server: ServerCommand, { option, value, written }: OptionValue): CommandPort {
  const source = `${server.name} ${option}`;
  const host = value.includes('$') ? undefined : parseShortPort(value)?.host;
  if (host?.kind === 'literal') return { source, written, port: host.value, binding: 'fixed' };
  return { source, written, port: value, binding: host ? 'falls-forward' : 'variable' };
}

function optionPort(server: ServerCommand, { option, value, written }: OptionValue, whenTaken: ServerCommand['taken']): CommandPort {
  const common = { source: option === '' ? server.name : `${server.name} ${option}`, written, ...variableOf(server) };
  const literal = literalPort.exec(value)?.[1];
  if (literal === undefined) return { ...common, port: value, binding: 'variable' };
  return { ...common, port: literal, binding: literal === '0' || whenTaken === 'next-port' ? 'falls-forward' : 'fixed' };
}

interface OptionValue {
  readonly option: string;
  readonly value: string;
  readonly written: string;
}

function optionValues(server: ServerCommand, words: readonly string[]): readonly OptionValue[] {
  const found: OptionValue[] = [];
  words.forEach((word, index) => {
    const equals = word.indexOf('=');
    const option = equals > 0 ? word.slice(0, equals) : word;
    if (server.options.includes(option)) {
      const value = equals > 0 ? word.slice(equals + 1) : words[index + 1];
      if (value !== undefined) found.push({ option, value, written: equals > 0 ? word : `${word} ${value}` });
    } else {
      // `-p3000`
      const short = server.options.find((candidate) => /^-[a-zA-Z]$/.test(candidate) && word.startsWith(candidate) && /^-.[0-9]/.test(word));
      if (short) found.push({ option: short, value: word.slice(2), written: word });
    }
  });
  if (server.positional) {
    const value = words.find((word) => literalPort.test(word) || word.includes('$'));
    if (value !== undefined) found.push({ option: '', value, written: value });
  }
  return found;
}

/** Words after the sub-command; undefined when the command is another one. */
function afterSub(server: ServerCommand, words: readonly string[]): readonly string[] | undefined {
  if (!server.subs) return words;
  for (const sub of server.subs) {
    if (sub === '') {
      if (words.length === 0 || words[0]?.startsWith('-')) return words;
      continue;
    }
    const parts = sub.split(' ');
    if (parts.every((part, index) => words[index] === part || (part.includes('/') === false && words[index]?.endsWith(`/${part}`))))
      return words.slice(parts.length);
  }
  return undefined;
}

function wordsAfter(text: string, marker: string): readonly string[] {
  const words = text.split(/\s+/).map((word) => word.replace(/^["']|["']$/g, ''));
  return words.slice(words.indexOf(marker));
}
