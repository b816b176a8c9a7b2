import type { AuditReport, OpenedRepository } from '@ten-point/core';
import { audit, jsonReport, openRepository, points, printable, printConfiguration, sarifReport, textReport } from '@ten-point/core';
import { rules } from '@ten-point/rules';
import { exitCode } from '../exit-code.ts';
import { openTarget, type Target } from '../git-hub.ts';
import type { AuditArguments } from '../program.ts';
import { terminal } from '../terminal.ts';
import { version } from '../version.ts';
import { writeOutput } from '../write-output.ts';

interface Timing {
  readonly subject: string;
  readonly milliseconds: number;
}

/** `agent-readiness audit`. */
export async function auditCommand(argument: string, options: AuditArguments): Promise<void> {
  const timings: Timing[] = [];
  const started = performance.now();
  const target = await openTarget(argument, options);
  try {
    await auditTarget(target, options, started, timings);
  } finally {
    await target.finish();
  }
}

async function auditTarget({ repository, gitHub }: Target, options: AuditArguments, started: number, timings: Timing[]): Promise<void> {
  const repo = await openRepository(repository, {
    ...(gitHub ? { gitHub } : {}),
    ...(options.revision === undefined ? {} : { revision: options.revision }),
    ...(options.preset ? { preset: options.preset } : {}),
    configuration: options.config === false ? 'none' : typeof options.config === 'string' ? { file: options.config } : 'repository',
  });
  try {
    if (options.printConfig) {
      await writeOutput(printConfiguration(repo.configuration, rules, options.format === 'json' ? 'json' : 'text'), options.output);
      return;
    }
    timings.push({ subject: 'list files', milliseconds: performance.now() - started });
    const report = await audit(repo, {
      rules,
      ...(options.only ? { only: options.only } : {}),
      ...(options.skip ? { skip: options.skip } : {}),
      ...(repo.focus ? { path: repo.focus } : {}),
      today: new Date().toISOString().slice(0, 10),
      onTiming: (subject, milliseconds) => timings.push({ subject, milliseconds }),
    });
    await writeOutput(render(report, options), options.output);
    timings.push({ subject: 'total', milliseconds: performance.now() - started });
    if (options.timing) process.stderr.write(timingTable(timings));
    if (options.verbose) reportUsage(repo);
    process.exitCode = verdict(report, options);
  } finally {
    await repo.close();
  }
}

/** What the run cost of GitHub's limits. */
export function reportUsage(repo: OpenedRepository): void {
  const usage = repo.gitHubUsage?.();
  if (!usage) return;
  const { graphqlRequests, points, restRequests } = usage;
  process.stderr.write(`agent-readiness: asked GitHub ${graphqlRequests} GraphQL queries (${points} points) and ${restRequests} REST calls\n`);
}

function render(report: AuditReport, options: AuditArguments): string {
  switch (options.format) {
    case 'json':
      return jsonReport(report, version);
    case 'sarif':
      return sarifReport(report, rules, version);
    case 'text':
      return textReport(report, rules, { ...terminal(options.output === undefined), verbose: options.verbose ?? false });
    default:
      return options.format satisfies never;
  }
}

const ranks = { none: 3, error: 2, warning: 1, note: 0 } as const;

function verdict(report: AuditReport, options: AuditArguments): number {
  for (const failure of report.ruleFailures)
    process.stderr.write(
      `agent-readiness: the rule ${failure.rule} failed: ${printable(failure.message)}. The report is incomplete; please report this bug.\n`,
    );
  if (report.ruleFailures.length > 0) return exitCode.failed;
  let code: number = exitCode.fine;
  // A finding that is likely wrong fails no run.
  if (report.findings.some((finding) => finding.confidence !== 'low' && ranks[finding.severity] >= ranks[options.failOn])) code = exitCode.findings;
  if (options.failUnder !== undefined) {
    if (!report.score) process.stderr.write('agent-readiness: --fail-under has no effect: there is no total when only some rules run.\n');
    else if (report.score.low < options.failUnder) {
      const unknown = report.score.high >= options.failUnder ? ' Only checks that could not be read keep it below; with them it could reach it.' : '';
      process.stderr.write(`agent-readiness: the score ${points(report.score.low)} is under ${options.failUnder}.${unknown}\n`);
      code = exitCode.findings;
    }
  }
  return code;
}

function timingTable(timings: readonly { subject: string; milliseconds: number }[]): string {
  return timings.map(({ subject, milliseconds }) => `${milliseconds.toFixed(1).padStart(9)} ms  ${subject}\n`).join('');
}
