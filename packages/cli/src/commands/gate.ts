import { type GateReport, gate, gateAnnotations, gateJson, gateMarkdown, gateSarif, gateText, type OpenChange, printable } from '@ten-point/core';
import { ConfigError } from '@ten-point/core/errors';
import { rules } from '@ten-point/rules';
import { exitCode } from '../exit-code.ts';
import { openGate } from '../open-gate.ts';
import type { GateArguments } from '../program.ts';
import { terminal } from '../terminal.ts';
import { version } from '../version.ts';
import { writeOutput } from '../write-output.ts';

/** `agent-readiness gate`. */
export async function gateCommand(path: string, options: GateArguments): Promise<void> {
  const timings: [string, number][] = [];
  const started = performance.now();
  const { change: opened, finish } = await openGate(path, options);
  try {
    timings.push(['read the change', performance.now() - started]);
    const report = await gate(opened, {
      rules,
      today: new Date().toISOString().slice(0, 10),
      onTiming: (subject, milliseconds) => timings.push([subject, milliseconds]),
    });
    await writeOutput(render(report, options), options.output);
    timings.push(['total', performance.now() - started]);
    if (options.timing) process.stderr.write(timings.map(([subject, milliseconds]) => `${milliseconds.toFixed(1).padStart(9)} ms  ${subject}\n`).join(''));
    process.exitCode = codeOf(report, options);
    if (options.comment) await comment(opened, report);
  } finally {
    await opened.close();
    await finish();
  }
}

async function comment(opened: OpenChange, report: GateReport): Promise<void> {
  if (!opened.comment) throw new ConfigError('--comment needs a pull request on GitHub: --pr, or the event of a workflow with a token.');
  const problem = await opened.comment(gateMarkdown(report, rules));
  // A fork's token may not write: the report itself is there all the same.
  if (problem !== undefined) process.stderr.write(`agent-readiness: ${problem}\n`);
}

function render(report: GateReport, options: GateArguments): string {
  switch (options.format) {
    case 'json':
      return gateJson(report, version);
    case 'sarif':
      return gateSarif(report, rules, version);
    case 'markdown':
      return gateMarkdown(report, rules);
    case 'github':
      return gateAnnotations(report);
    case 'text':
      return gateText(report, rules, { ...terminal(options.output === undefined), verbose: options.verbose ?? false });
    default:
      return options.format satisfies never;
  }
}

function codeOf(report: GateReport, options: GateArguments): number {
  for (const failure of report.ruleFailures)
    process.stderr.write(
      `agent-readiness: the rule ${failure.rule} failed: ${printable(failure.message)}. The report is incomplete; please report this bug.\n`,
    );
  if (report.ruleFailures.length > 0) return exitCode.failed;
  return report.verdict === 'stop' || (report.verdict === 'review' && options.failOn === 'review') ? exitCode.findings : exitCode.fine;
}
