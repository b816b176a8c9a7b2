/** Shell scripts: their commands with places, what each does, and the tasks that it asks for. */
export type { CommandPurpose, FailureHandling, ShellCommand, ShellScript } from '../model/command.ts';
export type { Diagnostic } from '../model/diagnostic.ts';
export type { Location, Position, Range } from '../model/location.ts';
export type { TaskRunner } from '../model/task.ts';
export { parseShell, parseShellFile, type ShellOptions, shellTextLimit } from '../parse/shell.ts';
export { commandPurposes, taskNamePurposes } from '../repository/command-purpose.ts';
export { type TaskCall, type TaskScope, taskCalls } from '../repository/task-calls.ts';
