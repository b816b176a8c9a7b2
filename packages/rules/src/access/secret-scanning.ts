import { defineRule, type Location, type Rule, type Workflows } from '@ten-point/core/rule';

/** Scanners by a part of their action or program name. */
const scanners: readonly string[] = [
  'gitleaks',
  'trufflehog',
  'detect-secrets',
  'ggshield',
  'gitguardian',
  'git-secrets',
  'secretlint',
  'talisman',
  'noseyparker',
  'kingfisher',
  'whispers',
];

/** Configuration that these scanners leave in a repository. */
const traces: readonly string[] = [
  '.gitleaks.toml',
  '.gitleaksignore',
  '.secrets.baseline',
  '.secretlintrc.json',
  '.secretlintrc',
  '.secretlintrc.yml',
  '.gitguardian.yaml',
  '.gitguardian.yml',
  '.talismanrc',
];

export const secretScanning: Rule = defineRule({
  id: 'access/secret-scanning',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows'],
  title: 'Something looks for secrets in what is pushed',
  why: 'Agents read `.env` files and paste what they find into code, tests and logs. A scanner that stops the push costs a minute; a key in the history has to be revoked.',
  howToFix:
    'Switch on secret scanning with push protection (Settings → Advanced Security), or run a scanner such as gitleaks or trufflehog in CI or before commits.',
  limits: "GitHub's own secret scanning is a setting, which files do not show: without a scanner in the repository the answer is unknown, not no.",
  effort: 'minutes',
  sources: [
    { url: 'https://docs.github.com/code-security/concepts/secret-security/about-push-protection', checked: '2026-11-24' },
    { url: 'https://github.com/gitleaks/gitleaks', checked: '2026-11-24' },
  ],
  messages: {},
  check({ repo, outcome }) {
    const inCi = scannerInCi(repo.workflows());
    if (inCi) return outcome.pass(`${inCi.name} runs in CI`, inCi.location);
    const trace = traces.find((path) => repo.files.has(path));
    if (trace) return outcome.pass(`a scanner is configured by ${trace}`);
    outcome.unknown(
      'no scanner is seen in CI, and whether GitHub scans pushes for secrets is a setting',
      'Look at Settings → Advanced Security; the API shows it to a token with Administration: read.',
    );
  },
});

function scannerInCi({ workflows }: Workflows): { readonly name: string; readonly location: Location } | undefined {
  for (const workflow of workflows) {
    for (const step of workflow.jobs.flatMap((job) => job.steps)) {
      const action = step.uses?.raw.toLowerCase() ?? '';
      const byAction = scanners.find((scanner) => action.includes(scanner));
      if (byAction && step.uses) return { name: byAction, location: step.uses.location };
      const command = step.script?.commands.find(
        ({ name, args }) =>
          scanners.includes(name) ||
          (['docker', 'podman'].includes(name) && args.some((argument) => scanners.some((scanner) => argument.includes(`/${scanner}`)))),
      );
      if (command) return { name: command.name, location: command.location };
    }
  }
  return undefined;
}
