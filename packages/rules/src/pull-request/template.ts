import { defineRule, fileStart, type RepositoryRule } from '@ten-point/core/rule';
import { sectionLines, sections } from './sections.ts';

export const template: RepositoryRule = defineRule({
  id: 'pull-request/template',
  scope: 'repository',
  severity: 'warning',
  needs: ['templates'],
  title: 'New pull requests start from a template',
  why: 'An agent writes as much or as little as it is asked for. A template is the only place where GitHub puts the questions of a reviewer (which task, which approach, what was tested, what is missing) before every author, person or agent; without one each description answers something else.',
  howToFix: 'Add `.github/pull_request_template.md` with a heading for each thing that a reviewer needs, and the guidance in comments below it.',
  limits:
    "A default template in the owner's `.github` repository is not visible from a checkout: where there is one, waive the finding with that reason. Pull requests opened through the API skip every template: see `pull-request/agents-use-template`.",
  fixes:
    "Where there is no template at all: makes `.github/pull_request_template.md` with the six sections, a heading and a question each. It takes the place of a default template in the owner's `.github` repository: where there is one, waive the finding instead.",
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/creating-a-pull-request-template-for-your-repository',
      checked: '2026-11-24',
      note: 'Locations and names; templates in a PULL_REQUEST_TEMPLATE folder need a query parameter.',
    },
  ],
  messages: {
    none: 'There is no pull request template in this repository; add .github/pull_request_template.md that asks for task, approach, changed areas, tests run, known gaps and what was left out.',
    onlyByParameter:
      '{path} is used only when the address of a new pull request names it (?template=…); move the usual one to .github/pull_request_template.md, which GitHub fills in by itself.',
    empty: '{path} is empty, so new pull requests start blank; ask in it for task, approach, changed areas, tests run, known gaps and what was left out.',
  },
  check({ repo, outcome }) {
    const templates = repo.templates().pullRequest;
    const [first] = templates;
    if (!first) {
      const path = '.github/pull_request_template.md';
      const fix = { description: `Add ${path}`, edits: [{ create: path, lines: sectionLines(sections, 2) }] };
      return outcome.fail('none', {}, undefined, { confidence: 'medium', fix });
    }
    const start = fileStart(first.path);
    if (first.use !== 'default') {
      // Documented so, but a lone file of the default's name is reported to be filled in by some clients.
      const likeDefault = templates.some(({ path }) => /\/pull_request_template\.(?:md|txt)$/i.test(path));
      return outcome.fail('onlyByParameter', { path: first.path }, start, { confidence: likeDefault ? 'low' : 'medium' });
    }
    if (first.document.text.trim() === '') return outcome.fail('empty', { path: first.path }, start);
    outcome.pass(`${first.path} is filled in for every new pull request`, start);
  },
});
