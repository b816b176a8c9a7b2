import type { Viewer } from './scenario.ts';

export interface BudgetState {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  readonly resetAt: string;
}

/** An hour's budget of one API. */
export class Budget {
  readonly resource: 'core' | 'graphql';
  #used = 0;
  readonly #limit: number;
  readonly #resetAt = new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000);

  constructor(resource: 'core' | 'graphql', limit: number) {
    this.resource = resource;
    this.#limit = limit;
  }

  spend(points: number): void {
    this.#used += points;
  }

  state(): BudgetState {
    return {
      limit: this.#limit,
      used: this.#used,
      remaining: Math.max(0, this.#limit - this.#used),
      resetAt: this.#resetAt.toISOString().replace('.000Z', 'Z'),
    };
  }

  headers(): Readonly<Record<string, string>> {
    const { limit, used, remaining } = this.state();
    return {
      'x-ratelimit-limit': `${limit}`,
      'x-ratelimit-used': `${used}`,
      'x-ratelimit-remaining': `${remaining}`,
      'x-ratelimit-reset': `${this.#resetAt.getTime() / 1000}`,
      'x-ratelimit-resource': this.resource,
    };
  }
}

/** Points an hour: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api (checked 2026-11-25). */
export function hourlyLimit(viewer: Viewer): number {
  if (viewer.kind === 'anonymous') return 60;
  return viewer.kind === 'actions' ? 1000 : 5000;
}
