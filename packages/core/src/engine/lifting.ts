import type { ChangeFinding, Lifting } from '../model/gate-report.ts';
import type { OpenedChange } from './gate.ts';

/** Says of each hard stop whether an independent owner has lifted it. */
export async function lifter(_opened: OpenedChange): Promise<(finding: ChangeFinding) => Promise<Lifting>> {
  return async () => ({ state: 'not-lifted', missing: [], owners: [] });
}
