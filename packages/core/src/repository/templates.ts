import type { FileIndex } from '../model/repository.ts';
import type { IssueTemplate, IssueTemplateConfig, PullRequestTemplate, Templates } from '../model/template.ts';
import { parseIssueConfig, parseIssueForm } from '../parse/issue-form.ts';
import { parseIssueTemplate } from '../parse/issue-template.ts';
import { parseMarkdown } from '../parse/markdown.ts';
import { templatePrompts } from '../parse/template-prompts.ts';
import { nameOf, parentOf } from '../path/relative.ts';
import { communityDirectories, directoriesNamed, ownFilesIn } from './community-files.ts';
import type { FacetLoader } from './facet.ts';

// Names are not case-sensitive, the extension may be left out.
// https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/creating-a-pull-request-template-for-your-repository
const pullRequestFile = /^pull_request_template(?:\.(?:md|txt))?$/i;
const legacyIssueFile = /^issue_template(?:\.(?:md|txt))?$/i;

/** Reads the templates of issues and pull requests at every place that GitHub reads. Those of an owner's `.github` repository are not in the tree. */
export const loadTemplates: FacetLoader<Templates> = async ({ files, readTexts, report }) => {
  const single = communityDirectories.flatMap((directory) => ownFilesIn(files, directory).filter((path) => pullRequestFile.test(nameOf(path))));
  const chosen = communityDirectories
    .flatMap((directory) => directoriesNamed(files, directory, 'pull_request_template'))
    .flatMap((directory) => ownFilesIn(files, directory).filter((path) => /\.(?:md|txt)$/i.test(path)));
  const issuePaths = issueFiles(files);
  const texts = await readTexts([...single, ...chosen, ...issuePaths]);

  const pullRequest = [...single, ...chosen].flatMap((path): PullRequestTemplate[] => {
    const text = texts.get(path);
    if (!text) return [];
    const document = parseMarkdown(path, text.text);
    return [{ path, isDefault: path === single[0], document, prompts: templatePrompts(document) }];
  });

  const issues: IssueTemplate[] = [];
  let issueConfig: IssueTemplateConfig | undefined;
  for (const path of issuePaths) {
    const text = texts.get(path)?.text;
    if (text === undefined) continue;
    if (isConfig(path)) {
      const { config, diagnostics } = parseIssueConfig(path, text);
      issueConfig ??= config;
      report(diagnostics);
    } else if (/\.ya?ml$/i.test(path)) {
      const form = parseIssueForm(path, text);
      issues.push(form);
      report(form.problems);
    } else issues.push(parseIssueTemplate(path, text));
  }
  return { pullRequest, issues, ...(issueConfig ? { issueConfig } : {}) };
};

/** `.github/ISSUE_TEMPLATE/` holds forms, Markdown templates and `config.yml`; the older single file may stand in any of the three places. */
function issueFiles(files: FileIndex): readonly string[] {
  const inFolder = directoriesNamed(files, '.github', 'issue_template').flatMap((directory) =>
    ownFilesIn(files, directory).filter((path) => /\.(?:md|ya?ml)$/i.test(path)),
  );
  const legacy = communityDirectories.flatMap((directory) => ownFilesIn(files, directory).filter((path) => legacyIssueFile.test(nameOf(path))));
  return [...inFolder, ...legacy];
}

function isConfig(path: string): boolean {
  return /^config\.ya?ml$/i.test(nameOf(path)) && parentOf(path) !== '';
}
