import type { CommandPurpose, ShellCommand } from '../model/command.ts';
import { namePurposes, type PurposeRule, programPurposes } from './command-purpose-data.ts';

interface Program {
  readonly valueOptions: readonly string[];
  readonly rules: readonly PurposeRule[];
}

const programs = new Map<string, Program>();
for (const { programs: names, valueOptions = [], rules } of programPurposes) {
  for (const name of names) {
    const known = programs.get(name);
    programs.set(name, { valueOptions: [...(known?.valueOptions ?? []), ...valueOptions], rules: [...(known?.rules ?? []), ...rules] });
  }
}

const interpreters: Readonly<Record<string, readonly string[]>> = {
  python: ['-W', '-X', '-c'],
  python3: ['-W', '-X', '-c'],
  python2: ['-W', '-c'],
  pypy3: ['-c'],
  py: ['-c'],
  php: ['-d', '-c', '-r'],
  ruby: ['-I', '-r', '-e'],
  node: ['-r', '--require', '--import', '--loader', '-e', '--eval', '--env-file', '-C', '--conditions', '--max-old-space-size'],
  perl: ['-e', '-I', '-M'],
};

/** Arguments with which a program only tells of itself. */
const informational: ReadonlySet<string> = new Set(['--version', '--help', '-V', '-h', 'help', 'version']);

/**
 * Says what one command does, by the table of known programs. Tasks are not followed here.
 *
 * @returns No purpose for a program that is not known.
 */
export function commandPurposes(command: Pick<ShellCommand, 'name' | 'args'>): readonly CommandPurpose[] {
  return [...new Set(purposesOf(command.name, command.args, 0))];
}

function purposesOf(name: string, args: readonly string[], depth: number): readonly CommandPurpose[] {
  if (args.length > 0 && informational.has(args[0] ?? '') && (args.length === 1 || (args[0] ?? '').startsWith('--'))) return [];
  const interpreted = depth < 2 ? interpretedProgram(name, args) : undefined;
  const inner = interpreted ? purposesOf(interpreted.name, interpreted.args, depth + 1) : [];
  if (/^gradlew?(?:\.bat)?$/.test(name)) return gradlePurposes(args);
  if (/^mvnw?(?:\.cmd)?$|^mvnd$/.test(name)) return mavenPurposes(args);
  const program = programs.get(name);
  if (!program) return inner;
  const positionals = positionalsOf(args, program.valueOptions);
  return [...inner, ...program.rules.flatMap((rule) => (holds(rule, args, positionals) ? rule.is : []))];
}

function holds(rule: PurposeRule, args: readonly string[], positionals: readonly string[]): boolean {
  if (rule.sub && !rule.sub.some((phrase) => phrase.split(' ').every((word, index) => positionals[index] === word))) return false;
  if (rule.has && !args.some((word) => rule.has?.some((wanted) => matches(word, wanted)))) return false;
  return !rule.lacks || !args.some((word) => rule.lacks?.some((unwanted) => matches(word, unwanted)));
}

function matches(word: string, wanted: string): boolean {
  return word === wanted || (wanted.startsWith('-') && word.startsWith(`${wanted}=`));
}

/** Words that are neither options nor their values. */
export function positionalsOf(args: readonly string[], valueOptions: readonly string[] = []): readonly string[] {
  const positionals: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    // `cargo +nightly test`
    if (word.startsWith('-') && word.length > 1) {
      if (valueOptions.includes(word)) index++;
    } else if (!/^\+[\w.-]+$/.test(word) && word !== '') positionals.push(word);
  }
  return positionals;
}

/** `python -m pytest`, `php vendor/bin/phpunit`, `node node_modules/.bin/eslint`: the program that an interpreter starts. */
function interpretedProgram(name: string, args: readonly string[]): { readonly name: string; readonly args: readonly string[] } | undefined {
  const valueOptions = interpreters[/^python3\.\d+$/.test(name) ? 'python3' : name];
  if (!valueOptions) return undefined;
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    if (word === '-m' && name.startsWith('py')) return { name: args[index + 1] ?? '', args: args.slice(index + 2) };
    if (word.startsWith('-')) {
      if (valueOptions.includes(word)) index++;
      continue;
    }
    const base = word.slice(word.lastIndexOf('/') + 1).replace(/\.(?:m?js|cjs|phar|rb)$/, '');
    return { name: base, args: args.slice(index + 1) };
  }
  return undefined;
}

const gradleValueOptions = ['-x', '--exclude-task', '-p', '--project-dir', '-b', '-c', '-I', '--init-script', '--tests', '--console', '-g', '--max-workers'];

function gradlePurposes(args: readonly string[]): readonly CommandPurpose[] {
  const excluded = args.flatMap((word, index) => (word === '-x' || word === '--exclude-task' ? [lastSegment(args[index + 1] ?? '')] : []));
  const names = positionalsOf(args, gradleValueOptions).map(lastSegment);
  return names.flatMap((name): readonly CommandPurpose[] => {
    const lower = name.toLowerCase();
    if (lower === 'build' || lower === 'check') {
      const tests: readonly CommandPurpose[] = excluded.includes('test') || excluded.includes('check') ? [] : ['test'];
      return lower === 'build' ? ['build', ...tests] : [...tests, 'lint'];
    }
    if (/^(?:ktlint|detekt|checkstyle|pmd|spotbugs|lint|errorprone|codenarc|apicheck|verifyroborazzi)/.test(lower) && !/format$|fix$/.test(lower))
      return ['lint'];
    if (/^(?:spotlesscheck|ktfmtcheck|verifygooglejavaformat|licensecheck)/.test(lower)) return ['format-check', 'lint'];
    if (/^test|tests?$|^connected|^integration|^allTests/i.test(name)) return ['test'];
    if (/^(?:assemble|bundle|compile|classes|testclasses|jar|shadowjar|bootjar|installdist|distzip|javadoc)/.test(lower)) return ['build'];
    if (/^(?:publish|closeandrelease|uploadarchives)/.test(lower)) return lower.includes('mavenlocal') ? ['build'] : ['publish'];
    if (/^dependencycheck/.test(lower)) return ['scan'];
    if (/^flywaymigrate|^liquibaseupdate|^update$/.test(lower)) return ['migrate'];
    return [];
  });
}

function lastSegment(task: string): string {
  return task.slice(task.lastIndexOf(':') + 1);
}

const mavenLifecycle = ['compile', 'test-compile', 'test', 'package', 'integration-test', 'verify', 'install', 'deploy'];

function mavenPurposes(args: readonly string[]): readonly CommandPurpose[] {
  const skipsTests = args.some((word) => /^-D(?:skipTests|maven\.test\.skip|quickly)(?:=true)?$/.test(word));
  const goals = positionalsOf(args, ['-f', '--file', '-P', '--activate-profiles', '-pl', '--projects', '-s', '--settings', '-T', '--threads', '-rf']);
  return goals.flatMap((goal): readonly CommandPurpose[] => {
    const phase = mavenLifecycle.indexOf(goal);
    if (phase >= 0) {
      const tests: readonly CommandPurpose[] = phase >= 2 && !skipsTests ? ['test'] : [];
      return goal === 'deploy' ? ['publish'] : ['build', ...tests];
    }
    if (/(?:^|[:-])(?:checkstyle|pmd|spotbugs|findbugs|enforcer|license|rat|apache-rat|forbiddenapis|revapi|japicmp)(?:-maven-plugin)?:/.test(goal))
      return ['lint'];
    if (/(?:spotless|fmt|formatter|spring-javaformat|impsort)(?:-maven-plugin)?:(?:check|validate)/.test(goal)) return ['format-check', 'lint'];
    if (/surefire|failsafe/.test(goal)) return ['test'];
    if (/^dependency:(?:go-offline|resolve)/.test(goal)) return ['install'];
    if (/^(?:flyway:migrate|liquibase:update)/.test(goal)) return ['migrate'];
    return [];
  });
}

/** Words that make a name mean something else: `lint:fix` and `build:docs` check and build nothing that counts. */
const otherWork: ReadonlySet<string> = new Set([
  ...[
    'fix',
    'watch',
    'dev',
    'serve',
    'start',
    'clean',
    'setup',
    'install',
    'deps',
    'update',
    'bench',
    'doc',
    'docs',
    'print',
    'show',
    'list',
    'version',
    'init',
  ],
  ...[
    'help',
    'config',
    'report',
    'up',
    'down',
    'logs',
    'generate',
    'gen',
    'download',
    'upload',
    'publish',
    'release',
    'deploy',
    'cache',
    'data',
    'deps',
    'image',
    'matrix',
  ],
]);

/** What a task promises by its name. Used only where the command behind it says nothing. */
export function taskNamePurposes(name: string): readonly CommandPurpose[] {
  const words = name.toLowerCase().split(/[:._/\s-]+/);
  const joined = words.join('-');
  const own = namePurposes.flatMap(({ is, words: wanted, also = [] }) =>
    words.some((word) => wanted.includes(word)) || also.some((phrase) => joined.includes(phrase)) ? [is] : [],
  );
  return words.some((word) => otherWork.has(word)) ? [] : own;
}
