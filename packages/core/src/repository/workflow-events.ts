/**
 * Who can start a run, by event.
 * `open`: anyone with an account, and the run has the repository's secrets and a token that may write.
 * `fork`: anyone, but runs for forks get a read-only token and no secrets.
 * Everything else needs write access, or is the repository's own doing.
 */
export type EventExposure = 'open' | 'fork';

export interface EventFacts {
  readonly exposure: EventExposure;
  /** Activity types that someone without write access can cause. */
  readonly openTypes: readonly string[];
  /** Types that start it when the workflow names none. */
  readonly defaultTypes: readonly string[] | 'all';
  /** Objects in the event's payload: `github.event.<name>`. */
  readonly objects: readonly string[];
}

const pullRequestTypes: readonly string[] = ['opened', 'synchronize', 'reopened', 'edited', 'closed', 'ready_for_review', 'converted_to_draft'];
const pullRequestDefaults: readonly string[] = ['opened', 'synchronize', 'reopened'];

// https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows (2026-11-24)
const events: Readonly<Record<string, EventFacts>> = {
  discussion: { exposure: 'open', openTypes: ['created', 'edited', 'deleted', 'closed', 'reopened'], defaultTypes: 'all', objects: ['discussion'] },
  discussion_comment: { exposure: 'open', openTypes: ['created', 'edited', 'deleted'], defaultTypes: 'all', objects: ['discussion', 'comment'] },
  issue_comment: { exposure: 'open', openTypes: ['created', 'edited', 'deleted'], defaultTypes: 'all', objects: ['issue', 'comment'] },
  issues: { exposure: 'open', openTypes: ['opened', 'edited', 'reopened', 'closed', 'deleted'], defaultTypes: 'all', objects: ['issue'] },
  pull_request: { exposure: 'fork', openTypes: pullRequestTypes, defaultTypes: pullRequestDefaults, objects: ['pull_request', 'number'] },
  pull_request_review: {
    exposure: 'fork',
    openTypes: ['submitted', 'edited', 'dismissed'],
    defaultTypes: 'all',
    objects: ['pull_request', 'review'],
  },
  pull_request_review_comment: {
    exposure: 'fork',
    openTypes: ['created', 'edited', 'deleted'],
    defaultTypes: 'all',
    objects: ['pull_request', 'comment'],
  },
  pull_request_target: { exposure: 'open', openTypes: pullRequestTypes, defaultTypes: pullRequestDefaults, objects: ['pull_request', 'number'] },
  workflow_run: { exposure: 'open', openTypes: ['completed', 'requested', 'in_progress'], defaultTypes: 'all', objects: ['workflow_run', 'workflow'] },
};

/** What is known of an event that people without write access can cause; undefined for all others. */
export function eventFacts(event: string): EventFacts | undefined {
  return Object.hasOwn(events, event) ? events[event] : undefined;
}
