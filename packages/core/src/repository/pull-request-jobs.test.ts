import { describe, expect, it } from 'vitest';
import { defaultConfiguration } from '../configuration/defaults.ts';
import { memorySource } from '../sources/memory.ts';
import { pullRequestJobs } from './pull-request-jobs.ts';
import { createRepository } from './repository.ts';

async function jobs(text: string): Promise<string[]> {
  const source = memorySource(
    { '.github/workflows/ci.yml': text },
    { facts: { defaultBranch: { state: 'known', value: 'trunk', basis: 'observed', sources: ['git'] } } },
  );
  const workflows = await (await createRepository(source, defaultConfiguration)).facet('workflows');
  return pullRequestJobs(workflows).map(({ job, event }) => `${job.id} ${event}`);
}

const workflow = (on: string, condition = ''): string =>
  `on: ${on}\njobs:\n  a:\n${condition === '' ? '' : `    if: ${condition}\n`}    runs-on: ubuntu-latest\n    steps:\n      - run: make\n`;

describe('pullRequestJobs', () => {
  it.each<[string, string, string[]]>([
    ['pull_request', '', ['a pull_request']],
    ['{ pull_request: { branches: [trunk] } }', '', ['a pull_request']],
    ['{ pull_request: { branches: [release/**] } }', '', []],
    ['{ pull_request: { branches-ignore: [trunk] } }', '', []],
    ['{ pull_request: { types: [closed] } }', '', []],
    ['{ pull_request: { paths: [src/**] } }', '', ['a pull_request']],
    ['pull_request_target', '', ['a pull_request_target']],
    ['merge_group', '', ['a merge_group']],
    ['push', '', ['a push']],
    ['{ push: { branches: [trunk] } }', '', []],
    ["{ push: { branches: ['**'] } }", '', ['a push']],
    ["{ push: { tags: ['v*'] } }", '', []],
    ['schedule', '', []],
    ['[push, pull_request]', "github.event_name == 'push'", []],
    ['[push, pull_request]', "github.ref == 'refs/heads/trunk'", []],
    ['[push, pull_request]', "github.event_name != 'pull_request' || github.actor != 'x'", ['a pull_request']],
    ['pull_request', "startsWith(github.ref, 'refs/tags/')", []],
    ['pull_request', 'github.event.pull_request.merged == true', []],
    ['pull_request', "needs.changes.outputs.code == 'true'", ['a pull_request']],
    ['pull_request', '${{ false }}', []],
    ['pull_request', "contains(github.event.pull_request.labels.*.name, 'full')", ['a pull_request']],
  ])('%s with %j', async (on, condition, expected) => {
    expect(await jobs(workflow(on, condition))).toEqual(expected);
  });
});
