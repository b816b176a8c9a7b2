/** Actions that judge the body of a pull request, as `owner/name` in lower case. Known on 2026-11-24. */
export const bodyCheckers: ReadonlySet<string> = new Set([
  'danger/danger-js',
  'danger/swift',
  'mheap/require-checklist-action',
  'jj/github-pr-contains-action',
  'nearform-actions/github-action-check-linked-issues',
  'hattan/verify-linked-issue-action',
]);

/** Actions that label or limit the size of a pull request, as `owner/name` in lower case. Known on 2026-11-24. */
export const sizeActions: ReadonlySet<string> = new Set([
  'codelytv/pr-size-labeler',
  'pascalgn/size-label-action',
  'cbrgm/pr-size-labeler-action',
  'noqcks/pull-request-size',
  'maidsafe/pr_size_checker',
  'actionv/pr-size-label',
  'coditory/pr-size-labeler',
  'sjinks/size-labeler',
]);

/** Configuration files of apps that label size. */
export const sizeAppFiles: readonly string[] = ['.github/pull-request-size.yml', '.github/pr-size.yml', '.github/size.yml', '.github/pr-size-labeler.yml'];

/** Words in a script that show it counts what a pull request changes. */
export const sizeFacts: readonly string[] = ['additions', '--shortstat', '--numstat', 'diffstat'];
