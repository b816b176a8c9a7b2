import type { AgentSetting } from '../model/agent-settings.ts';
import type { AgentEvidence, InstructionFile } from '../model/instructions.ts';
import type { Workflow } from '../model/workflow.ts';
import { type AgentTool, agentTools } from './agent-tools.ts';
import type { FacetContext } from './facet.ts';

/**
 * Finds the agents that people use here, by files that only they read, and by workflows that run them. `AGENTS.md` alone
 * speaks for none of them.
 */
export async function agentsInUse(
  context: FacetContext,
  files: readonly InstructionFile[],
  settings: readonly AgentSetting[],
): Promise<readonly AgentEvidence[]> {
  const byFiles = fileEvidence(context);
  const byWorkflows = workflowEvidence((await context.facet('workflows')).workflows);
  return agentTools.flatMap((tool) => {
    const evidence = [...(byFiles.get(tool.id) ?? []), ...(byWorkflows.get(tool.id) ?? [])];
    return evidence.length === 0 ? [] : [{ tool: tool.id, name: tool.name, evidence, reach: reachOf(tool, context, files, settings) }];
  });
}

type Notes = Map<string, { readonly path: string; readonly note: string }[]>;

function add(notes: Notes, tool: string, path: string, note: string): void {
  const list = notes.get(tool);
  if (!list) notes.set(tool, [{ path, note }]);
  else if (list.length < 5 && !list.some((entry) => entry.path === path)) list.push({ path, note });
}

function fileEvidence({ files }: FacetContext): Notes {
  const notes: Notes = new Map();
  for (const { path } of files.entries) {
    // Evidence lies at the root or in a dot-directory of the root.
    if (!path.startsWith('.') && path.includes('/')) continue;
    for (const tool of agentTools)
      if (tool.evidence.some((pattern) => pattern.test(path)) && files.role(path) !== 'ignored') add(notes, tool.id, path, 'its own file');
  }
  return notes;
}

function workflowEvidence(workflows: readonly Workflow[]): Notes {
  const notes: Notes = new Map();
  for (const workflow of workflows) {
    for (const step of workflow.jobs.flatMap((job) => job.steps)) {
      const action = step.uses?.kind === 'repository' ? `${step.uses.owner}/${step.uses.repository}`.toLowerCase() : undefined;
      const programs = new Set((step.script?.commands ?? []).map((command) => command.name));
      for (const tool of agentTools) {
        if (action !== undefined && tool.actions?.includes(action)) add(notes, tool.id, workflow.path, 'a workflow runs it');
        else if (tool.programs?.some((program) => programs.has(program))) add(notes, tool.id, workflow.path, 'a workflow runs it');
      }
    }
  }
  return notes;
}

function reachOf(
  tool: AgentTool,
  { files }: FacetContext,
  instructions: readonly InstructionFile[],
  settings: readonly AgentSetting[],
): AgentEvidence['reach'] {
  // Codex adds names to its own and looks for them in turn; the others read what is named.
  const named = settings.find((setting) => setting.tool === tool.name && tool.agentsMd === 'by-setting' && files.has(setting.value))?.value;
  if (named !== undefined) return { state: 'reached', by: named, how: 'its committed settings name it' };
  const readable = instructions.filter(
    (file) => (file.role === 'instructions' || file.role === 'scoped-rule') && file.directory === '' && file.importedBy === undefined && file.byteSize > 0,
  );
  const override = instructions.find((file) => file.path === 'AGENTS.override.md');
  if (tool.id === 'codex' && override && override.document.text.trim() === '')
    return { state: 'not-reached', reason: 'an empty AGENTS.override.md hides AGENTS.md from it' };
  const found = readable.filter((file) => file.tools.includes(tool.id));
  const [best] = [...found.filter((file) => file.kind !== 'agents-md' && file.role === 'instructions'), ...found];
  if (best) {
    const link = best.sameTextAs === undefined ? '' : ` (${best.sameTextBy === 'import' ? 'imports' : 'the same text as'} ${best.sameTextAs})`;
    return { state: 'reached', by: best.path, how: `it reads ${best.path}${link}` };
  }
  return { state: 'not-reached', reason: reasonOf(tool, readable) };
}

function reasonOf(tool: AgentTool, readable: readonly InstructionFile[]): string {
  const present = readable.filter((file) => file.role === 'instructions').map((file) => file.path);
  const others = present.length > 0 ? `; ${present.slice(0, 3).join(', ')} is not read by it` : '';
  switch (tool.agentsMd) {
    case 'by-setting':
      return `it reads ${tool.ownFile}, or what its committed settings name${others}`;
    case 'native':
    case 'fallback':
      return `there is neither AGENTS.md nor ${tool.ownFile}${others}`;
    case 'no':
    case 'not-documented':
      return `it reads ${tool.ownFile}${others}`;
    default:
      return tool.agentsMd satisfies never;
  }
}
