import { CommanderError } from 'commander';
import { exitCode } from './exit-code.ts';
import { createProgram } from './program.ts';

// A reader that has seen enough (`| head`) closes the pipe: that is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw error;
  });
}
process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));

try {
  await createProgram().parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has written its message; help and version are no errors.
    process.exitCode = error.exitCode === 0 ? exitCode.fine : exitCode.wrongUse;
  } else {
    // Loaded only now: what shows an error safely knows the reports.
    const { describeError } = await import('./describe-error.ts');
    const { message, code } = describeError(error);
    process.stderr.write(`${message}\n`);
    process.exitCode = code;
  }
}
