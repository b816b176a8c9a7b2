import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type AuditReport, audit, memorySource } from '@ten-point/core';
import { createRepository, defaultConfiguration, hostOf } from '@ten-point/core/testing';
import { rules } from '@ten-point/rules';
import { describe, expect, it } from 'vitest';
import { type Edit, exemplaryGitHub, exemplaryHistory, type Mutation, mutations } from './mutations.ts';

const root = join(import.meta.dirname, '../../../fixtures/exemplary');
const exemplary: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [relative(root, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')];
    }),
);

/** The files after an edit. The old text stands exactly once, so that an edit cannot miss what it means. */
function edited(files: Readonly<Record<string, string>>, edit: Edit): Record<string, string> {
  if ('remove' in edit) {
    const left = Object.entries(files).filter(([path]) => path !== edit.remove && !path.startsWith(`${edit.remove}/`));
    expect(left.length, `${edit.remove} is there`).toBeLessThan(Object.keys(files).length);
    return Object.fromEntries(left);
  }
  if ('add' in edit) {
    expect(Object.keys(files)).not.toContain(edit.add);
    return { ...files, [edit.add]: edit.text };
  }
  const text = files[edit.path] ?? '';
  expect(text.split(edit.old).length - 1, `"${edit.old}" stands once in ${edit.path}`).toBe(1);
  return { ...files, [edit.path]: text.replace(edit.old, () => edit.new) };
}

async function judge({ edits = [], github = exemplaryGitHub }: Partial<Mutation>): Promise<AuditReport> {
  const files = edits.reduce<Readonly<Record<string, string>>>(edited, exemplary);
  const repo = await createRepository(memorySource(files, { lastChanges: exemplaryHistory }), { ...defaultConfiguration, preset: 'strict' }, hostOf(github));
  return audit(repo, { rules, today: '2026-11-25' });
}

const said = ({ outcomes }: AuditReport, state: string): string[] => outcomes.filter((outcome) => outcome.state === state).map(({ rule }) => rule);
const whole = judge({});

describe('the exemplary repository, with what GitHub says of it,', () => {
  it('passes every rule, with evidence', async () => {
    const report = await whole;
    const others = report.outcomes.filter((outcome) => outcome.state !== 'pass');
    expect(others.map(({ rule, state, reason, unknowns, findings }) => [rule, state, reason ?? unknowns[0]?.reason ?? findings[0]?.message])).toEqual([]);
    expect(report.outcomes.filter(({ evidence }) => evidence.length === 0).map(({ rule }) => rule)).toEqual([]);
    expect(report.score).toEqual({ low: 10, high: 10 });
  });

  it('has something to break for every rule', () => {
    expect(
      rules
        .filter(({ scope }) => scope === 'repository')
        .map(({ id }) => id)
        .filter((id) => !mutations.some(({ rule }) => rule === id)),
    ).toEqual([]);
  });
});

describe('broken in one place, it', () => {
  it.each(mutations.map((mutation) => [mutation.rule, mutation.breaks, mutation] as const))('fails %s: %s', async (_, __, mutation) => {
    const report = await judge(mutation);
    expect(report.ruleFailures).toEqual([]);
    // Exactly this rule turns, and those that state the same thing.
    expect(said(report, 'fail').sort()).toEqual([mutation.rule, ...Object.keys(mutation.alsoTurns ?? {})].sort());
    expect(said(report, 'unknown').sort()).toEqual(Object.keys(mutation.alsoUnknown ?? {}).sort());
  });
});
