const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/**
 * Sub-commands of package managers that are no scripts, as their documentation of November 2026 lists them:
 * https://pnpm.io/pnpm-cli, https://yarnpkg.com/cli, https://bun.sh/docs/cli, https://getcomposer.org/doc/03-cli.md
 */
export const builtins: Readonly<Record<'pnpm' | 'yarn' | 'bun' | 'composer', ReadonlySet<string>>> = {
  pnpm: list(`
    add install i update up upgrade remove rm uninstall un link ln unlink import rebuild rb prune fetch install-test it patch patch-commit
    patch-remove audit list ls ll la outdated why licenses exec dlx create init run test t start stop restart publish pack store server config c
    cache env setup self-update root bin approve-builds ignored-builds deploy doctor dedupe cat-file cat-index find-hash completion recursive
    multi m node sbom runtime login logout whoami view info show search version owner dist-tag team access token help ci clean-install`),
  yarn: list(`
    add audit autoclean bin cache check config create dedupe dlx exec explain generate-lock-entry global help import info init install
    licenses link list login logout node npm outdated owner pack patch patch-commit plugin policies publish rebuild remove run search set
    stage tag team unlink unplug up upgrade upgrade-interactive version versions why workspace workspaces self-update constraints
    berry classic corepack pnpify sdks release`),
  bun: list(`
    run test x repl exec install i add a remove rm update outdated link unlink publish patch patch-commit pm info why audit build init create
    c upgrade feedback help`),
  composer: list(`
    about archive audit browse bump cc check-platform-reqs clear-cache clearcache completion config create-project depends diagnose
    dump-autoload dumpautoload exec fund global help home i info init install licenses list outdated prohibits r reinstall remove repository
    require rm run run-script search self-update selfupdate show status suggests u uninstall update upgrade validate why why-not bin
    normalize test-coverage`),
};

/** Programs that run a script file. */
export const interpreters: ReadonlySet<string> = list('bash sh zsh source . python python3 node tsx ts-node ruby perl php deno bun pwsh');

/** Directories that builds make: what lies in them is not in a fresh checkout. */
export const outputDirectories: ReadonlySet<string> = list(`
  node_modules dist build out output target bin obj .next .nuxt .output .turbo .venv venv env .tox .nox __pycache__ coverage htmlcov
  .cache cache tmp temp .git _build deps zig-out .build DerivedData .gradle .dart_tool site public/build generated gen logs log reports
  storybook-static test-results playwright-report bazel-bin bazel-out .bundle .eggs wheelhouse release debug`);
