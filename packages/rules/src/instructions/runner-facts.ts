const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Programs that run a script file. */
export const interpreters: ReadonlySet<string> = list('bash sh zsh source . python python3 node tsx ts-node ruby perl php deno bun pwsh');

/** Directories that builds make: what lies in them is not in a fresh checkout. */
export const outputDirectories: ReadonlySet<string> = list(`
  node_modules dist build out output target bin obj .next .nuxt .output .turbo .venv venv env .tox .nox __pycache__ coverage htmlcov
  .cache cache tmp temp .git _build deps zig-out .build DerivedData .gradle .dart_tool site public/build generated gen logs log reports
  storybook-static test-results playwright-report bazel-bin bazel-out .bundle .eggs wheelhouse release debug`);
