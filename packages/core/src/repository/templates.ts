import type { Diagnostic } from '../model/diagnostic.ts';
import type { FileIndex } from '../model/repository.ts';
import type { IssueTemplate, IssueTemplateConfig, PullRequestTemplate, Templates } from '../model/template.ts';
import { parseDiscussionForm, parseIssueConfig, parseIssueForm } from '../parse/issue-form.ts';
import { parseIssueTemplate } from '../parse/issue-template.ts';
import { parsePullRequestTemplate } from '../parse/pull-request-template.ts';
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
  const discussionPaths = directoriesNamed(files, '.github', 'discussion_template').flatMap((directory) =>
    ownFilesIn(files, directory).filter((path) => /\.ya?ml$/i.test(path)),
  );
  const texts = await readTexts([...single, ...chosen, ...issuePaths, ...discussionPaths]);

  const pullRequest = [...single, ...chosen].flatMap((path): PullRequestTemplate[] => {
    const text = texts.get(path);
    const use = path === single[0] ? 'default' : single.includes(path) ? 'shadowed' : 'by-query';
    return text ? [{ ...parsePullRequestTemplate(path, text.text), use }] : [];
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
  report(sameNames(issues));
  const discussions = discussionPaths.flatMap((path) => {
    const text = texts.get(path);
    return text ? [parseDiscussionForm(path, text.text)] : [];
  });
  report(discussions.flatMap(({ problems }) => problems));
  return { pullRequest, issues, discussions, ...(issueConfig ? { issueConfig } : {}) };
};

/** Names must differ among forms and Markdown templates: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms#top-level-syntax */
function sameNames(issues: readonly IssueTemplate[]): readonly Diagnostic[] {
  const known = new Map<string, string>();
  return issues.flatMap(({ name, path, location }): Diagnostic[] => {
    const other = known.get(name);
    if (name === '') return [];
    known.set(name, other ?? path);
    return other === undefined
      ? []
      : [
          {
            path,
            severity: 'warning',
            code: 'issue-template-name',
            message: `${other} has the name "${name}" too; names of templates must differ.`,
            range: location.range,
          },
        ];
  });
}

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
