/** What the process says to the shell. */
export const exitCode = {
  fine: 0,
  /** Findings at or above `--fail-on`, or a score under `--fail-under`. */
  findings: 1,
  /** Arguments or configuration are wrong. */
  wrongUse: 2,
  /** The job could not be done: the repository cannot be read, the output not written, a rule failed. */
  failed: 3,
} as const;
