import { expect, it } from 'vitest';
import * as shell from './shell.ts';

// The example of docs/parsers/shell.md.
it('reads the commands of a script, and what they do', () => {
  const { commandPurposes, parseShellFile, taskCalls } = shell;
  const { commands, diagnostics } = parseShellFile('ci.sh', '#!/bin/sh -e\ncd web && npx eslint . || true\nnpm run build\n');
  expect(diagnostics).toEqual([]);
  const [, lint, , build] = commands;
  expect(lint).toMatchObject({ name: 'eslint', args: ['.'], wrappers: ['npx'], directory: 'web', failure: { kind: 'or-fallback', fallback: 'true' } });
  expect(lint?.location.range.start).toEqual({ line: 2, column: 11, offset: 23 });
  expect(lint && commandPurposes(lint)).toEqual(['lint']);
  expect(build && taskCalls(build)).toEqual([{ runner: 'npm-script', name: 'build', scope: { kind: 'nearest' }, loose: false }]);
});

it('exports what it means to', () =>
  expect(Object.keys(shell).sort()).toEqual(['commandPurposes', 'parseShell', 'parseShellFile', 'shellTextLimit', 'taskCalls', 'taskNamePurposes']));
