import { describe, expect, it } from 'vitest';
import { defaultConfiguration } from '../configuration/defaults.ts';
import type { Templates } from '../model/template.ts';
import { memorySource } from '../sources/memory.ts';
import { createRepository } from './repository.ts';

async function templates(files: Record<string, string>): Promise<Templates> {
  return (await createRepository(memorySource(files), defaultConfiguration)).facet('templates');
}

describe('loadTemplates', () => {
  it.each(['pull_request_template.md', '.github/PULL_REQUEST_TEMPLATE.md', 'docs/Pull_Request_Template.txt', '.github/PULL_REQUEST_TEMPLATE'])(
    'finds a pull request template at %s',
    async (path) => {
      expect((await templates({ [path]: '## What\n' })).pullRequest).toMatchObject([{ path, use: 'default' }]);
    },
  );

  it('tells the default from those that need a query parameter', async () => {
    const { pullRequest } = await templates({
      '.github/PULL_REQUEST_TEMPLATE/bread.md': 'b',
      'docs/pull_request_template.md': 'd',
      'pull_request_template.md': 'r',
    });
    expect(pullRequest.map(({ path, use }) => `${path} ${use}`)).toEqual([
      'pull_request_template.md default',
      'docs/pull_request_template.md shadowed',
      '.github/PULL_REQUEST_TEMPLATE/bread.md by-query',
    ]);
  });

  it('reads forms, Markdown templates, the older single file and the configuration', async () => {
    const { issues, issueConfig } = await templates({
      '.github/ISSUE_TEMPLATE/bake.yml': 'name: Bake\ndescription: d\nbody: []\n',
      '.github/ISSUE_TEMPLATE/bug.md': '---\nname: Bug\nabout: Burnt\nlabels: burnt, oven\n---\n\n## Expected\n',
      '.github/ISSUE_TEMPLATE/config.yml': 'blank_issues_enabled: true\n',
      'ISSUE_TEMPLATE.md': '## Anything\n',
      '.github/ISSUE_TEMPLATE/picture.png': 'no',
    });
    expect(issues.map(({ kind, path, name }) => [kind, path, name])).toEqual([
      ['form', '.github/ISSUE_TEMPLATE/bake.yml', 'Bake'],
      ['markdown', '.github/ISSUE_TEMPLATE/bug.md', 'Bug'],
      ['markdown', 'ISSUE_TEMPLATE.md', ''],
    ]);
    expect(issues[1]).toMatchObject({ labels: ['burnt', 'oven'], description: 'Burnt' });
    expect(issueConfig?.blankIssuesEnabled?.value).toBe(true);
  });

  it('reads forms of discussion categories, and reports names that are used twice', async () => {
    const repo = await createRepository(
      memorySource({
        '.github/DISCUSSION_TEMPLATE/ideas.yml': 'labels: [bread]\nbody:\n  - type: textarea\n    attributes: { label: Idea }\n',
        '.github/ISSUE_TEMPLATE/bake.yml': 'name: Bake\ndescription: d\nbody:\n  - type: textarea\n    attributes: { label: What }\n',
        '.github/ISSUE_TEMPLATE/bug.md': '---\nname: Bake\nabout: Burnt\nassignees: ada\n---\n',
      }),
      defaultConfiguration,
    );
    const { discussions, issues } = await repo.facet('templates');
    expect(discussions).toMatchObject([{ category: 'ideas', labels: ['bread'], fields: [{ label: 'Idea' }], problems: [] }]);
    expect(issues[1]).toMatchObject({ assignees: ['ada'] });
    expect(repo.diagnostics().map(({ code, path }) => `${code} ${path}`)).toEqual(['issue-template-name .github/ISSUE_TEMPLATE/bug.md']);
  });

  it('reports a broken form with its place', async () => {
    const repo = await createRepository(memorySource({ '.github/ISSUE_TEMPLATE/bake.yml': 'name: Bake\nbody: [\n' }), defaultConfiguration);
    await repo.facet('templates');
    expect(repo.diagnostics().map(({ code }) => code)).toContain('yaml-syntax');
  });
});
