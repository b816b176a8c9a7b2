import type { ShellCommand } from '../model/command.ts';
import type { Located, Location } from '../model/location.ts';
import type { SettingValue } from '../model/runner-settings.ts';
import { parseShell } from '../parse/shell.ts';
import { type FoundSetting, numberOf, settingId } from './found-setting.ts';
import { type CommandTool, commandTools, type FlagRule } from './runner-setting-data.ts';

/** Where commands are looked at: another rule asks workflows about what their steps leave out. */
export type CommandHolder = 'task' | 'workflow';

/** What the commands of one task or job tell their tools. */
export interface CommandSettings {
  /** Tools that run. */
  readonly tools: ReadonlySet<string>;
  readonly settings: ReadonlyMap<string, FoundSetting>;
}

/** Reads the options of commands; of several commands of one tool the strictest counts. */
export function commandSettings(commands: readonly ShellCommand[], holder: CommandHolder): CommandSettings {
  const tools = new Set<string>();
  const settings = new Map<string, FoundSetting>();
  for (const command of commands) {
    for (const tool of toolsOf(command)) {
      tools.add(tool.tool);
      for (const found of readOptions(tool, wordsFor(tool, command), command.location, holder)) {
        const id = settingId(found);
        const known = settings.get(id);
        settings.set(id, known ? together(known, found) : found);
      }
    }
  }
  return { tools, settings };
}

/** Options that a configuration file adds to each run of a tool. */
export function optionSettings(tool: CommandTool, text: string, location: Location): readonly FoundSetting[] {
  const [command] = parseShell(`${tool.programs[0]} ${text.replaceAll('\n', ' ')}`, () => location, { errexit: true }).commands;
  return command ? readOptions(tool, command.args, location, 'task') : [];
}

function toolsOf({ name, args, wrappers }: ShellCommand): readonly CommandTool[] {
  return commandTools.filter(({ programs, sub }) => {
    // `python -m pytest`, `coverage run -m pytest`, `gotestsum -- -race`.
    const runs =
      programs.includes(name) ||
      wrappers.some((wrapper) => programs.includes(wrapper)) ||
      args.some((word, index) => programs.includes(word) && (args[index - 1] === '-m' || /^(?:python|coverage)/.test(name)));
    return runs && (!sub || args.some((word) => sub.includes(word)));
  });
}

/** The words that are options of the tool itself. Those of a wrapper such as `c8 --lines 90 mocha` are no longer among the arguments. */
function wordsFor({ programs }: CommandTool, { name, wrappers, args, text }: ShellCommand): readonly string[] {
  // Behind `python -m pytest`.
  const module = programs.includes(name) ? -1 : args.findIndex((word, index) => args[index - 1] === '-m' && programs.includes(word));
  if (module >= 0) return args.slice(module + 1);
  return wrappers.some((wrapper) => programs.includes(wrapper)) ? text.split(/\s+/) : args;
}

function readOptions(tool: CommandTool, args: readonly string[], location: Location, holder: CommandHolder): readonly FoundSetting[] {
  return tool.flags.flatMap((rule): FoundSetting[] => {
    if (rule.tasksOnly && holder === 'workflow') return [];
    const { flags, takesValue, tasksOnly: _, only, coveredBy, ...kind } = rule;
    const values = takesValue ? optionValues(args, flags, rule) : switches(args, flags);
    if (values.length === 0) return [];
    const value = optionValue(rule, values, location);
    const standard = rule.order === 'allowance' ? 0 : false;
    return value ? [{ kind: { ...kind, tool: tool.tool }, key: flags[0] ?? '', value, standard, ...(coveredBy ? { coveredBy } : {}) }] : [];
  });
}

function switches(args: readonly string[], flags: readonly string[]): readonly string[] {
  return args.flatMap((word) => {
    const [name = '', value] = splitOption(word);
    return flags.includes(name) ? [value ?? 'true'] : [];
  });
}

function optionValues(args: readonly string[], flags: readonly string[], { only }: FlagRule): readonly string[] {
  const values: string[] = [];
  args.forEach((word, index) => {
    const [name = '', value] = splitOption(word);
    if (flags.includes(name)) values.push(value ?? args[index + 1] ?? '');
    // `-Werror`
    else for (const short of flags) if (short.length === 2 && word.startsWith(short) && word.length > 2 && !word.startsWith('--')) values.push(word.slice(2));
  });
  return only ? values.filter((value) => only.test(value)) : values;
}

function splitOption(word: string): readonly [string, string?] {
  const equals = word.indexOf('=');
  return word.startsWith('-') || word.startsWith('/') ? (equals < 0 ? [word] : [word.slice(0, equals), word.slice(equals + 1)]) : [''];
}

function optionValue({ order }: FlagRule, values: readonly string[], location: Location): SettingValue | undefined {
  const text = values.join(', ');
  switch (order) {
    case 'floor':
    case 'ceiling':
    case 'allowance': {
      const numbers = values.map(numberOf).filter((number): number is number => number !== undefined);
      if (numbers.length === 0) return { value: 'not-readable', text, location };
      return { value: order === 'floor' ? Math.max(...numbers) : Math.min(...numbers), text, location };
    }
    case 'strict':
    case 'lax':
      return { value: !values.every((value) => /^(?:false|off|0)$/.test(value)), text, location };
    default:
      return { value: values.map((value): Located<string> => ({ value, location })), text, location };
  }
}

/** One setting of two commands: the strictest, since a check that one of them makes is made. */
function together(left: FoundSetting, right: FoundSetting): FoundSetting {
  const [a, b] = [left.value.value, right.value.value];
  if (Array.isArray(a) && Array.isArray(b)) return { ...left, value: { ...left.value, value: [...a, ...b], text: `${left.value.text}, ${right.value.text}` } };
  if (typeof a === 'number' && typeof b === 'number') return (left.kind.order === 'floor' ? b > a : b < a) ? right : left;
  return a === true || b === 'not-readable' ? left : right;
}
