import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type GitHubServer, type GitHubServerOptions, type Scenario, startGitHubServer } from '../../src/server.ts';

export const commandLine: string = join(import.meta.dirname, '../../../cli/bin/agent-readiness.js');

/** The token of every run. It has the shape of no token that the product knows, so that only care keeps it out of an output. */
export const canary = 'flour-of-the-inner-mill-4711';

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly cwd?: string;
  /** Beside `PATH`; nothing else of this process's environment is passed on. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs the built command line as a process, while the server goes on answering in this one.
 *
 * @throws When an output holds the token.
 */
export function run(args: readonly string[], { cwd, env }: RunOptions = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [commandLine, ...args], {
      ...(cwd === undefined ? {} : { cwd }),
      env: { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const streams = [child.stdout, child.stderr].map((stream) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      return () => Buffer.concat(chunks).toString('utf8');
    });
    child.on('error', reject);
    child.on('close', (status) => {
      const [stdout = '', stderr = ''] = streams.map((read) => read());
      if (stdout.includes(canary) || stderr.includes(canary)) reject(new Error('The token was printed.'));
      else resolve({ status, stdout, stderr });
    });
  });
}

/** A server for one test, with the token as the only valid one. */
export async function serve(scenario: Scenario, options: GitHubServerOptions = {}): Promise<GitHubServer> {
  const server = await startGitHubServer(scenario, { token: canary, ...options });
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= server.close();
    return closed;
  };
  onTestFinished(close);
  return { ...server, close };
}

/** The environment of a run that asks this server. */
export function asking({ apiUrl }: Pick<GitHubServer, 'apiUrl'>): { readonly GITHUB_API_URL: string; readonly GITHUB_TOKEN: string } {
  return { GITHUB_API_URL: apiUrl, GITHUB_TOKEN: canary };
}

/** What tests read of a report in JSON. */
export interface Report {
  readonly repository: { readonly kind: string; readonly origin: string | null; readonly files: number };
  readonly outcomes: readonly {
    readonly rule: string;
    readonly state: string;
    readonly unknowns: readonly { readonly reason: string; readonly reveal: string }[];
  }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly message: string;
    readonly fingerprint: string;
    readonly location: { readonly path: string; readonly range: { readonly start: { readonly line: number } } };
  }[];
  readonly diagnostics: readonly { readonly path: string; readonly code: string }[];
}

export function reportOf({ stdout, stderr }: Run): Report {
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`no JSON: ${stdout.slice(0, 500)}\n${stderr}`);
  }
}
