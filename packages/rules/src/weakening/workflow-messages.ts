import type { ChangeOutcomeReporter } from '@ten-point/core/rule';

/** What `ci/weakened-workflows` says. */
export const workflowMessages = {
  removed: 'Job {job} no longer runs {check}, and nothing else does; keep it.',
  commented: '{check} in job {job} is commented out, and nothing else runs it; keep it.',
  jobRemoved: 'Job {job} is gone, and nothing else runs {check}; keep it.',
  jobCommented: 'Job {job} is commented out, and nothing else runs {check}; keep it.',
  replaced: '{check} in job {job} is replaced by {other}; somebody must see that it checks as much.',
  fewer: '{check} is gone from job {job}; {other} stays, which may not be told the same. Somebody must see that nothing is lost.',
  unreached: '{check} in job {job} runs {when}; let it run for pull requests as before.',
  softened: '{check} in job {job} can no longer fail ({how}); take that away.',
  softLeg: 'Job {job} may now fail for {legs}, which had to pass before; take them off the list.',
  piped: '{check} in job {job} is piped, and its failure may be lost; set `shell: bash` or pipefail.',
  hidden: '{check} in job {job} stands {how}, so that its failure may be lost; let it end the step.',
  off: '{check} in job {job} is switched off ({condition}); run it.',
  condition: '{check} in job {job} now runs only under a condition ({condition}), and a skipped job counts as passed; somebody must agree.',
  skips: '{check} in job {job} got {flag}, with which it passes over what it should run; take it away.',
  retried: '{check} in job {job} got {flag}, so that what fails now and then passes; mend what fails.',
  narrowed: '{check} in job {job} got {flag}, which leaves a part out; run all of it.',
  narrowedTo: '{check} in job {job} now looks only at {targets}; let it look at all that it did.',
  unspread: '{check} in job {job} lost {flag}, so that it may pass over packages; put it back.',
  level: '{check} in job {job} lets more pass ({flag}); put the level back.',
  filtered: '{workflow} no longer starts for {count} files that started it, such as {files}; keep them.',
  filteredProse: '{workflow} no longer starts for prose such as {files}.',
  branches: '{workflow} no longer starts for changes to {branches}; keep them.',
  types: '{workflow} no longer starts when a pull request is {types}, so that what is pushed then stays unchecked; keep them.',
  leg: 'Job {job} no longer runs with {key} {value}; keep the leg{mild}.',
  combinations: 'Job {job} no longer runs {count} combinations of its matrix, such as {legs}; keep them.',
  needs: 'Job {job}, which sums others up, no longer waits for {needs}; keep them.',
  resultCheck: 'Job {job} no longer looks at the results of the jobs that it waits for; let it fail when they do.',
  allowed: 'Job {job} now lets {value} be skipped or fail ({input}); take that back.',
  input: '{action} in job {job} goes from {input}: {before} to {after}, which lets more pass; keep it.',
  detection: '{action} in job {job} no longer looks at {patterns} ({input}), and jobs that depend on it are skipped; somebody must agree.',
  checkout: 'Job {job} checks out {ref} instead of the code of the change; somebody must see that the change itself is checked.',
  depth: 'Job {job} checks out less of the history (fetch-depth {before} to {after}), and {check} compares with it; somebody must look.',
  cachedResults: 'Job {job} now restores {path} from a cache, which may hold results of another run.',
  privileged: '{workflow} runs on {event} instead of pull_request{how}; keep the trigger.',
  privilegedNew: '{workflow} now runs the code of pull requests on {event}, with the rights of the repository; use pull_request.',
  unguarded: 'Job {job} can now be started by strangers ({event}); before only by {who}. Put the condition back.',
  environment: 'Job {job} no longer uses the environment {name}, whose protection asked for approval; keep it.',
  inherit: 'Job {job} hands all secrets to {called} (secrets: inherit); name those that it needs.',
  writeAll: 'Job {job} gets write access to everything; name the permissions that it needs.',
  permissions: 'Job {job} gets write access to {scopes}; somebody must agree.',
  unpinned: '{action} in job {job} goes from a commit to {ref}, which can change; keep the commit.',
  merges: 'Job {job} now merges or approves pull requests by itself ({command}); leave that to people.',
  system: 'Job {job} no longer runs on {before} but on {after}; somebody must agree.',
  container: 'Job {job} no longer tests against {before} ({after}); somebody must agree.',
  requiredName: 'Job {job} no longer reports the check {check}, which protection requires; keep the name, or change the rule with it.',
  checkName: 'Job {job} no longer reports the check {check}; see that nothing requires it by that name.',
  schedule: '{workflow}, which scans, no longer runs by the clock; somebody must agree.',
  timeout: 'The time that job {job} may take goes from {before} to {after} minutes.',
  cancels: '{workflow} now cancels runs of the branch that changes are merged to, so that some of its commits stay unchecked.',
} as const;

/** How the comparisons report; see `ChangeOutcomeReporter`. */
export type ReportWeakening = ChangeOutcomeReporter<typeof workflowMessages>['fail'];

/** A few of many, for a sentence. */
export function few(names: readonly string[], shown = 3): string {
  return names.length > shown ? `${names.slice(0, shown).join(', ')} and ${names.length - shown} more` : names.join(', ');
}
