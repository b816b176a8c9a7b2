import { placeholderMark, type ShellCommand } from '@ten-point/core/rule';
import { interpreters } from './runner-facts.ts';

/** Whether a word can be looked up: no placeholder, variable or pattern. */
export function isStatic(word: string): boolean {
  return (
    word !== '' &&
    !word.includes(placeholderMark) &&
    !/[$`*?<>{}()[\]|"'\\]/.test(word) &&
    !/^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(word) &&
    !/^(?:your|my)[-_]/i.test(word)
  );
}

const scriptFile = /\.(?:sh|bash|zsh|py|rb|js|mjs|cjs|ts|mts|pl|php|ps1)$/;

/** The script of the repository that a command runs: `./scripts/test.sh`, `bash scripts/test.sh`, `node tools/build.js`. */
export function localFile({ program, args }: ShellCommand): string | undefined {
  const candidate = interpreters.has(program) ? args.find((word) => !word.startsWith('-')) : program;
  if (candidate === undefined || !isStatic(candidate) || candidate.startsWith('~') || candidate.startsWith('/')) return undefined;
  if (interpreters.has(program)) {
    // `-c`, `-m` and `-e` take text or a module.
    const [option] = args;
    if (option !== undefined && /^-[A-Za-z]*[cme]$/.test(option)) return undefined;
    if (!candidate.includes('/') || !scriptFile.test(candidate)) return undefined;
  } else if (!/^\.{0,2}\/?[\w.-]+(?:\/[\w.-]+)*$/.test(candidate) || !candidate.includes('/')) return undefined;
  return candidate;
}
