import { defineRule, type Location, type RepositoryRule, type Workflows } from '@ten-point/core/rule';

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

export const secretScanning: RepositoryRule = defineRule({
  id: 'access/secret-scanning',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows', 'settings'],
  title: 'Something looks for secrets in what is pushed',
  why: 'Agents read `.env` files and paste what they find into code, tests and logs. A scanner that stops the push costs a minute; a key in the history has to be revoked.',
  howToFix:
    'Switch on secret scanning with push protection (Settings → Advanced Security), or run a scanner such as gitleaks or trufflehog in CI or before commits.',
  limits:
    "GitHub's own secret scanning is a setting that only administrators see: without that, and without a scanner in the repository, the answer is unknown, not no.",
  effort: 'minutes',
  sources: [
    { url: 'https://docs.github.com/code-security/concepts/secret-security/about-push-protection', checked: '2026-11-24' },
    { url: 'https://github.com/gitleaks/gitleaks', checked: '2026-11-24' },
  ],
  messages: {
    off: 'Nothing looks for secrets: GitHub’s secret scanning is off, and no scanner runs here. Switch on secret scanning with push protection (Settings → Advanced Security), or run gitleaks or trufflehog in CI.',
    noPushProtection: 'Secret scanning is on, but it tells of a secret only after the push. Switch on push protection (Settings → Advanced Security).',
  },
  check({ repo, outcome }) {
    const { security } = repo.settings();
    const scans = security.state === 'known' ? security.value.get('secret_scanning') : undefined;
    const protects = security.state === 'known' ? security.value.get('secret_scanning_push_protection') : undefined;
    const inCi = scannerInCi(repo.workflows());
    const trace = traces.find((path) => repo.files.has(path));
    if (scans === true && protects === true) return outcome.pass('GitHub scans what is pushed and stops secrets');
    if (inCi) return outcome.pass(`${inCi.name} runs in CI`, inCi.location);
    if (trace) return outcome.pass(`a scanner is configured by ${trace}`);
    if (scans === true && protects === false) return outcome.fail('noPushProtection', {}, undefined, { confidence: 'medium', subject: 'push protection' });
    if (scans === true) return outcome.pass('GitHub scans what is pushed');
    if (scans === false) return outcome.fail('off', {}, undefined, { subject: 'secret scanning' });
    const hidden = security.state === 'unknown' ? security : undefined;
    outcome.unknown(
      `no scanner is seen in CI, and ${hidden?.reason ?? 'GitHub does not tell whether it scans for secrets'}`,
      hidden?.reveal ?? 'Look at Settings → Advanced Security.',
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
