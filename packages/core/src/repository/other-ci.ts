import type { FileIndex } from '../model/repository.ts';
import type { OtherCi } from '../model/workflow.ts';

// Where each system keeps what it runs, by its own documentation (2026-11-24).
const rootFiles: Readonly<Record<string, string>> = {
  '.appveyor.yml': 'AppVeyor',
  '.cirrus.yml': 'Cirrus CI',
  '.cirrus.star': 'Cirrus CI',
  '.drone.jsonnet': 'Drone',
  '.drone.star': 'Drone',
  '.drone.yml': 'Drone',
  '.gitlab-ci.yml': 'GitLab CI',
  '.prow.yaml': 'Prow',
  '.semaphore/semaphore.yml': 'Semaphore',
  '.taskcluster.yml': 'Taskcluster',
  '.travis.yml': 'Travis CI',
  '.vsts-ci.yml': 'Azure Pipelines',
  '.woodpecker.yaml': 'Woodpecker',
  '.woodpecker.yml': 'Woodpecker',
  Jenkinsfile: 'Jenkins',
  'appveyor.yml': 'AppVeyor',
  'azure-pipelines.yaml': 'Azure Pipelines',
  'azure-pipelines.yml': 'Azure Pipelines',
  'bitbucket-pipelines.yml': 'Bitbucket Pipelines',
  'bitrise.yml': 'Bitrise',
  'buildspec.yml': 'AWS CodeBuild',
  'cloudbuild.yaml': 'Google Cloud Build',
  'cloudbuild.yml': 'Google Cloud Build',
  'codefresh.yml': 'Codefresh',
  'wercker.yml': 'Wercker',
  'zuul.yaml': 'Zuul',
  '.zuul.yaml': 'Zuul',
};

const directories: readonly { readonly directory: string; readonly system: string; readonly file: RegExp }[] = [
  { directory: '.circleci', system: 'CircleCI', file: /\.ya?ml$/ },
  { directory: '.buildkite', system: 'Buildkite', file: /\.(?:ya?ml|json|sh|py|ts|js|rb)$/ },
  { directory: '.teamcity', system: 'TeamCity', file: /\.(?:kts|xml)$/ },
  { directory: '.woodpecker', system: 'Woodpecker', file: /\.ya?ml$/ },
  { directory: '.azure-pipelines', system: 'Azure Pipelines', file: /\.ya?ml$/ },
  { directory: 'azure-pipelines', system: 'Azure Pipelines', file: /\.ya?ml$/ },
  { directory: 'eng/pipelines', system: 'Azure Pipelines', file: /\.ya?ml$/ },
  { directory: '.pipelines', system: 'Azure Pipelines', file: /\.ya?ml$/ },
  { directory: '.jenkins', system: 'Jenkins', file: /(?:Jenkinsfile|\.groovy)/ },
  { directory: '.forgejo/workflows', system: 'Forgejo Actions', file: /\.ya?ml$/ },
  { directory: '.gitea/workflows', system: 'Gitea Actions', file: /\.ya?ml$/ },
  { directory: '.kokoro', system: 'Kokoro', file: /\.(?:cfg|sh|bat)$/ },
  { directory: '.evergreen', system: 'Evergreen', file: /\.ya?ml$/ },
  { directory: '.zuul.d', system: 'Zuul', file: /\.ya?ml$/ },
];

/** CI systems beside GitHub Actions whose configuration stands in the repository: one entry for each, with one file. */
export function otherCiOf(files: FileIndex): readonly OtherCi[] {
  const found = new Map<string, string>();
  const add = (system: string, path: string): void => {
    if (!found.has(system)) found.set(system, path);
  };
  for (const [path, system] of Object.entries(rootFiles)) if (files.has(path)) add(system, path);
  for (const { directory, system, file } of directories) {
    if (!files.hasDirectory(directory)) continue;
    const path = files.under(directory).find((candidate) => file.test(candidate));
    if (path) add(system, path);
  }
  // Jobs of Prow stand in another repository; its owners files say that it is in use.
  if (files.has('OWNERS') && files.has('OWNERS_ALIASES')) add('Prow', 'OWNERS_ALIASES');
  return [...found].map(([system, path]) => ({ system, path })).sort((left, right) => (left.system < right.system ? -1 : 1));
}
