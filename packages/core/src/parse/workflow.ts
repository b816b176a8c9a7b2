import type { Diagnostic } from '../model/diagnostic.ts';
import type { Workflow } from '../model/workflow.ts';
import { commentLines } from './comment-lines.ts';
import { commentSyntax } from './comment-syntax.ts';
import { parseJobs } from './job.ts';
import { workflowReader } from './workflow-reader.ts';
import { parseConcurrency, parseDefaults, parsePermissions } from './workflow-settings.ts';
import { checkWorkflowShape } from './workflow-shape.ts';
import { calledOutputs, parseTriggers } from './workflow-trigger.ts';
import { parseYaml, type YamlFile } from './yaml.ts';

/** What a workflow file says, and what is wrong with it. */
export interface ParsedWorkflow {
  readonly workflow: Workflow;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a workflow file. A malformed one gives what could be read of it.
 *
 * @param path - Repository-relative path, for the locations.
 * @param text - The whole file, up to 512 KB.
 * @returns The workflow, and a diagnostic with its place for each thing that GitHub would refuse (severity `error`) or that
 * is not in the lists of keys, events and scopes as they were in November 2026 (`warning`). `readable` is false when the
 * file is no mapping.
 * @throws Never.
 */
export function parseWorkflow(path: string, text: string): ParsedWorkflow {
  const yaml = parseYaml(path, text);
  const diagnostics: Diagnostic[] = [...yaml.diagnostics];
  const reader = workflowReader(yaml, diagnostics);
  const start = yaml.positions.location(0, 0);
  const { root } = yaml;
  if (root?.kind !== 'map') {
    if (diagnostics.length === 0) reader.report('workflow-not-a-mapping', root ? 'A workflow must be a mapping.' : 'The workflow is empty.', start);
    return {
      workflow: {
        path,
        triggers: [],
        triggersLocation: start,
        env: [],
        jobs: [],
        outputs: new Map(),
        references: [],
        comments: commentsOf(yaml),
        readable: false,
      },
      diagnostics,
    };
  }

  const on = root.entry('on');
  if (!on) reader.report('workflow-without-triggers', 'The workflow has no `on`, so nothing starts it.', start);
  const triggers = on ? parseTriggers(reader, on) : [];
  const name = reader.text(root.get('name'), 'name');
  const permissions = parsePermissions(reader, root.entry('permissions'));
  const concurrency = parseConcurrency(reader, root.get('concurrency'));
  const runName = reader.text(root.get('run-name'), 'run-name');
  const defaults = parseDefaults(reader, root.get('defaults'));
  const jobs = parseJobs(reader, root, defaults);
  const jobsKey = root.entry('jobs');
  const call = on?.value.kind === 'map' ? on.value.get('workflow_call') : undefined;
  const references = root.entries.flatMap((entry) => (entry.key === 'jobs' ? [] : reader.references(entry.value, entry.key)));
  checkWorkflowShape(
    reader,
    root,
    diagnostics.flatMap(({ range }) => (range ? [range.start.offset] : [])),
  );
  return {
    workflow: {
      path,
      ...(name ? { name } : {}),
      ...(runName ? { runName } : {}),
      triggers,
      triggersLocation: on?.keyLocation ?? start,
      ...(permissions ? { permissions } : {}),
      ...(defaults ? { defaults } : {}),
      env: reader.environment(root.get('env'), 'env'),
      ...(concurrency ? { concurrency } : {}),
      jobs,
      ...(jobsKey ? { jobsLocation: jobsKey.keyLocation } : {}),
      outputs: calledOutputs(reader, call),
      references,
      comments: commentsOf(yaml),
      readable: true,
    },
    diagnostics,
  };
}

function commentsOf({ path, text, positions }: YamlFile): readonly string[] {
  const syntax = text.includes('#') ? commentSyntax(path) : undefined;
  if (!syntax) return [];
  return commentLines(text, positions, syntax).flatMap(({ comments }) => comments.map(({ start, end }) => text.slice(start, end).trim()));
}
