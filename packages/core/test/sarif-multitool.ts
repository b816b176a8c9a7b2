import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';

const workspace = createRequire(new URL('../../../package.json', import.meta.url));

/** Absolute path of the multitool's binary, which its package exports; `undefined` where it is not installed. */
function findMultitool(): string | undefined {
  try {
    return workspace('@microsoft/sarif-multitool');
  } catch (error) {
    if (process.env['CI'] === 'true')
      throw new Error('The SARIF Multitool is missing: install @microsoft/sarif-multitool and its package for this platform.', { cause: error });
    console.warn('The SARIF Multitool is not installed for this platform: its checks are skipped.');
    return undefined;
  }
}

export const multitool: string | undefined = findMultitool();

// The tool's `informationUri`: this project has no home page of its own yet, and code scanning shows none.
const withoutHomePage = 'SARIF2005';

/** The part of the multitool's own log that the assertions look at. */
interface ValidationLog {
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly message: { readonly id?: string; readonly arguments?: readonly string[] };
      readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[];
    }[];
    readonly invocations?: readonly { readonly toolExecutionNotifications?: readonly { readonly level?: string }[] }[];
  }[];
}

/** Errors and warnings of `sarif validate`, by file. Its exit code is 0 whatever it finds, so its own log is read. */
export function validateWithMultitool(binary: string, logs: Readonly<Record<string, string>>): Readonly<Record<string, readonly string[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'sarif-'));
  try {
    const files = Object.keys(logs).map((name) => join(folder, `${name}.sarif`));
    for (const [name, sarif] of Object.entries(logs)) writeFileSync(join(folder, `${name}.sarif`), sarif);
    const output = join(folder, 'validation.json');
    const args = ['validate', ...files, '--rule-kind', 'Sarif;Gh', '--level', 'Error;Warning', '--output', output, '--log', 'ForceOverwrite'];
    const { error } = spawnSync(binary, args, { env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' } });
    if (error) throw error;
    const validation: ValidationLog = JSON.parse(readFileSync(output, 'utf8').replace(/^\ufeff/, ''));
    const [run] = validation.runs;
    const failures = (run?.invocations ?? []).flatMap((invocation) => invocation.toolExecutionNotifications ?? []).filter(({ level }) => level === 'error');
    expect(failures).toEqual([]);
    const found = (name: string): string[] =>
      (run?.results ?? []).flatMap(({ ruleId, message, locations }) =>
        ruleId !== withoutHomePage && locations.some(({ physicalLocation }) => physicalLocation.artifactLocation.uri.endsWith(`/${name}.sarif`))
          ? [[ruleId, message.id, ...(message.arguments ?? [])].join(' ')]
          : [],
      );
    return Object.fromEntries(Object.keys(logs).map((name) => [name, found(name)]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
