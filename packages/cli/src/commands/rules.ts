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
  const lines = rules.map((rule) => `${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.title}${rule.preset === 'strict' ? ' (preset strict)' : ''}`);
  await writeOutput(`${lines.join('\n')}\n`, undefined);
}
