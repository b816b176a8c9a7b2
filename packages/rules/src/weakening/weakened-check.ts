import type { ChangeFailureDetails, Location } from '@ten-point/core/rule';
import type { CheckWork } from './check-work.ts';

/** One way in which a check got weaker. */
export interface Weakened {
  readonly kind:
    | 'removed'
    | 'commented'
    | 'jobRemoved'
    | 'jobCommented'
    | 'replaced'
    | 'fewer'
    | 'unreached'
    | 'softened'
    | 'piped'
    | 'hidden'
    | 'off'
    | 'condition'
    | 'skips'
    | 'narrowed'
    | 'narrowedTo'
    | 'unspread'
    | 'level'
    | 'retried';
  readonly before: CheckWork;
  readonly after?: CheckWork;
  readonly location?: Location;
  /** What the message quotes. */
  readonly text: string;
  readonly operation: string;
  readonly verdict?: NonNullable<ChangeFailureDetails['verdict']>;
}
