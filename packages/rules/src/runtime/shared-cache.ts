import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { isCollection } from './compose-files.ts';

export const sharedCache: RepositoryRule = defineRule({
  id: 'runtime/shared-cache',
  scope: 'repository',
  severity: 'note',
  needs: ['environment', 'compose'],
  title: 'Caches and scratch files stay in the checkout',
  why: 'Two checkouts that write the same `/tmp/app.sock`, pid file or data folder overwrite each other’s state, and the fault looks like a flaky test.',
  howToFix:
    'Write below the checkout (ignored by git), use `mktemp -d`, or put a variable into the path. Package stores of pnpm, cargo, uv and Go are made to be shared and are no problem.',
  limits:
    'Looks at tasks, git hooks and Compose mounts of the repository itself; shell scripts are left out, since they mostly run in CI or in a container, where `/tmp` is private.',
  effort: 'minutes',
  sources: [{ url: 'https://docs.docker.com/reference/compose-file/services/#volumes', checked: '2026-11-24' }],
  messages: {
    temporary: '{owner} writes to {text}, which all checkouts share; use mktemp -d or a folder of the checkout.',
    mount: '{service} keeps its data in {path}, outside the checkout, so all checkouts share it; use a named volume or a relative path.',
  },
  check({ repo, outcome }) {
    const { shellHabits, shellSources, listeningPorts, databases, envFiles } = repo.environment();
    const compose = repo.compose();
    const services = compose.projects.flatMap((project) => project.services);
    const runs = services.length > 0 || listeningPorts.length > 0 || envFiles.length > 0 || databases.some(({ kind }) => kind !== 'driver');
    if (!runs) return outcome.notApplicable('nothing runs here that keeps state: no Compose service, no server, no database, no env file');
    let failed = false;
    for (const { kind, owner, text, location } of shellHabits) {
      const inScript = /\.(?:sh|bash|zsh)$/.test(location.path);
      if (kind !== 'shared-temp' || inScript) continue;
      failed = true;
      outcome.fail('temporary', { owner, text }, location, { confidence: 'medium', subject: `${owner} ${text}` });
    }
    for (const service of services) {
      for (const { value, location } of service.hostMounts) {
        // Sockets, devices and the host's own settings are shared on purpose.
        if (
          /\.sock$|^\/(?:dev|proc|sys|etc|run|lib|usr|var\/run|var\/lib\/docker)\b/.test(value) ||
          /^(?:~|\$\{?HOME\}?)\/\.(?:ssh|aws|config|gitconfig|npmrc|docker|kube|azure|gnupg)\b/.test(value)
        )
          continue;
        failed = true;
        outcome.fail('mount', { service: service.name, path: value }, location, {
          confidence: isCollection(compose) ? 'low' : 'medium',
          subject: `${service.name} ${value}`,
        });
      }
    }
    if (!failed) outcome.pass(`no fixed path outside the checkout in ${shellSources} tasks, hooks and scripts and ${services.length} Compose services`);
  },
});
