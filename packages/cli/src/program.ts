import { Command, InvalidArgumentError, Option } from 'commander';
import type { GitHubArguments } from './git-hub.ts';
import { version } from './version.ts';

const collect = (value: string, before: readonly string[] | undefined): string[] => [
  ...(before ?? []),
  ...value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
];

const points = (value: string): number => {
  const number = Number(value);
  if (value.trim() === '' || Number.isNaN(number) || number < 0 || number > 10) throw new InvalidArgumentError('It is a number from 0 to 10.');
  return number;
};

/** Options of `audit`, as commander gives them. */
export interface AuditArguments extends GitHubArguments {
  readonly format: 'text' | 'json' | 'sarif';
  readonly output?: string;
  /** `false` by `--no-config`. */
  readonly config?: string | boolean;
  readonly preset?: 'recommended' | 'strict';
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly failUnder?: number;
  readonly failOn: 'none' | 'note' | 'warning' | 'error';
  readonly revision?: string;
  readonly printConfig?: boolean;
  readonly verbose?: boolean;
  readonly timing?: boolean;
}

/** Options of `gate`, as commander gives them. */
export interface GateArguments extends GitHubArguments {
  readonly base?: string;
  readonly head?: string;
  readonly pr?: string;
  readonly body?: string;
  readonly prJson?: string;
  readonly format: 'text' | 'json' | 'sarif' | 'markdown' | 'github';
  readonly output?: string;
  /** `false` by `--no-config`. */
  readonly config?: string | boolean;
  readonly preset?: 'recommended' | 'strict';
  readonly failOn: 'stop' | 'review';
  readonly comment?: boolean;
  readonly verbose?: boolean;
  readonly timing?: boolean;
}

/** Options of `settings`, as commander gives them. */
export interface SettingsArguments extends GitHubArguments {
  readonly format: 'text' | 'json';
}

/** Options of `owners`, as commander gives them. */
export interface OwnersArguments {
  readonly stdin: boolean;
  readonly codeowners?: string;
  readonly format: 'text' | 'json';
}

/** Options of `instructions`, as commander gives them. */
export interface InstructionsArguments {
  readonly tool?: string;
  readonly format: 'text' | 'json';
}

/** Options of `fix`, as commander gives them. */
export interface FixArguments {
  readonly repository: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

const revisionOption = (): Option => new Option('--revision <rev>', 'read this commit instead of the work tree');
/** Options of the commands that may ask GitHub. */
const withGitHub = (command: Command): Command =>
  command
    .option('--api-url <url>', 'API of the GitHub to ask; default GITHUB_API_URL, or github.com')
    .option('--gh', 'without GITHUB_TOKEN or GH_TOKEN, take the token of the GitHub CLI')
    .option('--offline', 'ask nothing of the network')
    .option('--record <file>', "keep GitHub's answers in a file, without secrets")
    .option('--replay <file>', 'use the answers of such a file instead of the network');

const jsonOption = (): Option => new Option('--format <format>', 'output format').choices(['text', 'json']).default('text');

/** The command line. What a command does is loaded only when it runs, so that `--version` starts at once. */
export function createProgram(): Command {
  const program = new Command('agent-readiness')
    .description('Is this repository ready for coding agents? Judges it against a ten-point production checklist.')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .showHelpAfterError('(agent-readiness --help shows the commands and options)')
    .exitOverride()
    .addHelpText(
      'after',
      `
Examples:
  agent-readiness audit                             this repository, as text
  agent-readiness audit ../web --format sarif --output web.sarif
  agent-readiness audit packages/api                findings below packages/api only
  agent-readiness audit octo/bakery                 a repository on GitHub, without a clone (needs GITHUB_TOKEN)
  agent-readiness settings octo/bakery              what GitHub enforces there, and which rule says so
  agent-readiness audit --only ci,access            two items of the checklist
  agent-readiness audit --fail-under 7              exit with 1 below 7 of 10
  agent-readiness gate                              the work here, before it becomes a pull request
  agent-readiness gate --pr 12                      a pull request, with its reviews and checks (needs GITHUB_TOKEN)
  agent-readiness explain runtime/fixed-host-port   what a rule wants, and why
  agent-readiness fix --dry-run                     the edits that mend some findings, as a diff
  git diff --name-only -z main | agent-readiness owners --stdin

Exit codes: 0 fine; 1 findings or score below the threshold; 2 wrong use or configuration; 3 could not do the job.`,
    );

  withGitHub(program.command('audit'))
    .description('judge a repository: a score out of ten, and what to do')
    .argument('[repository]', 'a path (one inside a repository narrows the findings to it), owner/name, or an address on GitHub', '.')
    .addOption(new Option('--format <format>', 'output format').choices(['text', 'json', 'sarif']).default('text'))
    .option('--output <file>', 'write the report to a file')
    .option('--config <file>', "use this configuration instead of the repository's")
    .option('--no-config', "ignore the repository's configuration")
    .addOption(new Option('--preset <name>', 'rules to start from').choices(['recommended', 'strict']))
    .option('--only <ids>', 'run only these rules or items (comma-separated, repeatable); gives no total', collect)
    .option('--skip <ids>', 'leave out these rules or items; gives no total', collect)
    .option('--fail-under <score>', 'exit with 1 when the low end of the score is below', points)
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 on findings of this severity or above').choices(['none', 'note', 'warning', 'error']).default('error'),
    )
    .addOption(revisionOption())
    .option('--print-config', 'print the configuration that holds, and where each value comes from')
    .option('--verbose', 'also what was read, what passed, and why rules did not run')
    .option('--timing', 'print how long each part took, on standard error')
    .action(async (target: string, options: AuditArguments) => (await import('./commands/audit.ts')).auditCommand(target, options));

  withGitHub(program.command('gate'))
    .description('judge a change, base..head: pass, review or stop')
    .argument('[repository]', 'a clone', '.')
    .option('--base <rev>', 'branch that the change goes to; its policy holds (default: the default branch)')
    .option('--head <rev>', 'commit that brings the change (default: the work tree)')
    .option('--pr <pull-request>', 'a pull request on GitHub: 12, owner/name#12 or its address')
    .option('--body <file>', 'description of a pull request that is yet to be opened; - for standard input')
    .option('--pr-json <file>', 'what `gh pr view --json` says of the pull request; its reviews lift nothing')
    .addOption(new Option('--format <format>', 'output format').choices(['text', 'json', 'sarif', 'markdown', 'github']).default('text'))
    .option('--output <file>', 'write the report to a file')
    .option('--config <file>', 'use this configuration instead of that of the target branch')
    .option('--no-config', 'ignore the configuration of the target branch')
    .addOption(new Option('--preset <name>', 'rules to start from').choices(['recommended', 'strict']))
    .addOption(new Option('--fail-on <verdict>', 'exit with 1 on this verdict or a worse one').choices(['stop', 'review']).default('stop'))
    .option('--comment', 'also write the report as a comment on the pull request, and bring it up to date later')
    .option('--verbose', 'also what passed with all evidence, what did not apply or run')
    .option('--timing', 'print how long each part took, on standard error')
    .action(async (target: string, options: GateArguments) => (await import('./commands/gate.ts')).gateCommand(target, options));

  program
    .command('fix')
    .description('mend what can be mended by an edit: shows a diff, then writes the files')
    .argument('[rules...]', 'only findings of these rules or items, e.g. runtime/fixed-host-port')
    .option('--repository <path>', 'a repository; a path inside one narrows the findings to it', '.')
    .option('--dry-run', 'only show the diff')
    .option('--force', 'also change files with work that is not committed')
    .action(async (chosen: string[], options: FixArguments) => (await import('./commands/fix.ts')).fixCommand(chosen, options));

  withGitHub(program.command('settings'))
    .description('print what GitHub enforces for a repository: protection of the default branch, actions, environments, each with its source')
    .argument('[repository]', 'a clone, owner/name, or an address on GitHub', '.')
    .addOption(jsonOption())
    .action(async (target: string, options: SettingsArguments) => (await import('./commands/settings.ts')).settingsCommand(target, options));

  program
    .command('owners')
    .description('print who owns files by CODEOWNERS as GitHub reads it: path, owners, line and pattern')
    .argument('[paths...]', 'files, or directories for all files below them')
    .option('--stdin', 'read paths from standard input, one a line or separated by NUL', false)
    .option('--codeowners <file>', 'use this file; paths then begin at the root of its repository, which need not be there')
    .addOption(jsonOption())
    .action(async (paths: string[], options: OwnersArguments) => (await import('./commands/owners.ts')).ownersCommand(paths, options));

  program
    .command('instructions')
    .description('show what coding agents read here: which files, in which order, what is cut off or hidden, and why')
    .argument('[dir]', 'the directory that an agent works in', '.')
    .option('--tool <id>', 'one tool in full, e.g. codex or claude-code; without it the tools in use, one line each')
    .addOption(jsonOption())
    .action(async (dir: string, options: InstructionsArguments) => (await import('./commands/instructions.ts')).instructionsCommand(dir, options));

  program
    .command('rules')
    .description('list the rules')
    .addOption(jsonOption())
    .action(async (options: { format: 'text' | 'json' }) => (await import('./commands/rules.ts')).rulesCommand(options.format));

  program
    .command('explain')
    .description('explain a rule: what it wants, why, and how to fix it')
    .argument('<rule>', 'rule id, e.g. access/pinned-actions')
    .action(async (rule: string) => (await import('./commands/explain.ts')).explainCommand(rule));

  program
    .command('model')
    .description('print the typed model of a repository as JSON')
    .argument('[path]', 'a repository', '.')
    .option('--facet <names>', 'only these parts, e.g. workflows,codeowners', collect)
    .addOption(revisionOption())
    .option('--output <file>', 'write to a file')
    .action(async (path: string, options: { facet?: readonly string[]; revision?: string; output?: string }) =>
      (await import('./commands/model.ts')).modelCommand(path, options),
    );

  return program;
}
