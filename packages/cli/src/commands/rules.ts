import { rules } from '@ten-point/rules';
import { writeOutput } from '../write-output.ts';

/** `agent-readiness rules`. */
export async function rulesCommand(format: 'text' | 'json'): Promise<void> {
  if (format === 'json') {
    const list = rules.map(({ check: _, ...rule }) => rule);
    await writeOutput(`${JSON.stringify(list, undefined, 2)}\n`, undefined);
    return;
  }
  const width = Math.max(...rules.map((rule) => rule.id.length));
  // What matters of a rule about changes is what its failure means for them.
  const kinds = rules.map((rule) => (rule.scope === 'change' ? `gate: ${rule.verdict}` : rule.severity));
  const kindWidth = Math.max(...kinds.map((kind) => kind.length));
  const lines = rules.map(
    (rule, index) => `${rule.id.padEnd(width)}  ${kinds[index]?.padEnd(kindWidth)}  ${rule.title}${rule.preset === 'strict' ? ' (preset strict)' : ''}`,
  );
  await writeOutput(`${lines.join('\n')}\n`, undefined);
}
