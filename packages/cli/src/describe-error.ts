import { printable } from '@ten-point/core';
import { ConfigError, SourceError } from '@ten-point/core/errors';
import { exitCode } from './exit-code.ts';

/** One line for the user, and the exit code. Only a bug shows a stack. Names from a repository or an answer cannot act on the terminal. */
export function describeError(error: unknown): { message: string; code: number } {
  if (error instanceof ConfigError) {
    const { location } = error;
    const place = location ? `${location.path}:${location.range.start.line}:${location.range.start.column}: ` : '';
    return { message: printable(`agent-readiness: ${place}${error.message}`), code: exitCode.wrongUse };
  }
  if (error instanceof SourceError || error instanceof OutputError) {
    const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
    return { message: printable(`agent-readiness: ${error.message}${cause}`), code: exitCode.failed };
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message: `agent-readiness: this is a bug in agent-readiness, please report it.\n${detail}`, code: exitCode.failed };
}

/** The report could not be written. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}
