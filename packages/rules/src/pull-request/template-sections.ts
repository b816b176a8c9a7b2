import { defineRule, type FixDraft, fileStart, type MarkdownDocument, type RepositoryRule, type TemplatePrompt } from '@ten-point/core/rule';
import { promptsFor } from '../prose/documents.ts';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { type Idea, isOtherScript, quote } from '../prose/statements.ts';
import { type Section, sectionLines, sections } from './sections.ts';

export const templateSections: RepositoryRule = defineRule({
  id: 'pull-request/template-sections',
  scope: 'repository',
  severity: 'warning',
  needs: ['templates'],
  title: 'The pull request template asks what a reviewer must know',
  why: "The reviewer of an agent's change was not there when it was made. Task, approach, changed areas, tests run, known gaps and what was left out are what lets a person follow intent, evidence and side effects in one sitting, and reject quickly where they do not hold together. What the template does not ask for is easily left out.",
  howToFix:
    'Add a heading for each missing section, with the question in a comment below it. Short is fine: six headings of one line do more than a long checklist.',
  limits:
    'Headings, labels, check boxes, sentences and the guidance in comments below a visible heading are read, in English and by the configured phrases. In a template of another script, sections without phrases are unknown. Only the default template is judged, not those chosen by a query parameter. A template that asks in comments alone leaves an empty description when its comments are passed over, and is reported with less confidence.',
  fixes:
    'Appends the missing sections to the template: a heading for each, as deep as most of those that are there, with the question in a comment below. A section that is asked for in a comment only is left alone, and so is a template that is not in English.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/about-issue-and-pull-request-templates',
      checked: '2026-11-24',
      note: 'Pull request templates are plain text: nothing in them is ever required.',
    },
  ],
  options: {
    taskPhrases: phraseOption('that ask for the task, e.g. `Aufgabe`'),
    approachPhrases: phraseOption('that ask for the plan or approach, e.g. `Lösungsweg`'),
    changedAreasPhrases: phraseOption('that ask for the changed areas, e.g. `betroffene Teile`'),
    testsRunPhrases: phraseOption('that ask for the tests that were run, e.g. `Wie getestet`'),
    knownGapsPhrases: phraseOption('that ask for known gaps and risks, e.g. `Risiken`'),
    notDonePhrases: phraseOption('that ask for what was intentionally not done, e.g. `bewusst weggelassen`'),
  },
  messages: {
    missing: 'The template does not ask for {section}; add a heading for it, e.g. "{question}"',
    onlyInComment: 'The template asks for {section} only in a comment with no heading above it, which leaves nothing to fill in; make it a visible heading.',
  },
  check({ repo, options, outcome }) {
    const template = repo.templates().pullRequest.find(({ use }) => use === 'default');
    if (!template || template.document.text.trim() === '') {
      return outcome.notApplicable('there is no default pull request template in this repository; pull-request/template reports that');
    }
    const start = fileStart(template.path);
    const foreign = isOtherScript(template.prompts.map(({ text }) => text).join(' '));
    if (foreign && sections.every(({ option }) => options[option].length === 0)) {
      return outcome.unknown(
        'the template is not written in English',
        'Read the template: it should ask for task, approach, changed areas, tests run, known gaps and what was left out.',
        start,
      );
    }
    const answers = sections.map((section) => ({ section, asked: promptsAskingFor(section, template.prompts, phrased(options[section.option])) }));
    const absent = answers.flatMap(({ section, asked }) => (asked.length === 0 ? [section] : []));
    const fix: FixDraft = {
      description: `Ask for ${absent.map(({ title }) => title).join(', ')} in ${template.path}`,
      edits: [{ appendTo: template.path, lines: sectionLines(absent, usualDepth(template.document)), apart: true }],
    };
    for (const { section, asked } of answers) {
      // A comment shows while one types; it asks for something only where a visible place is left to answer in.
      const [visible] = asked.filter((prompt) => prompt.form !== 'comment' || prompt.section !== '');
      const subject = `section ${section.id}`;
      if (visible) outcome.pass(`asks for ${section.title}: ${quote(visible.text)}`, visible.location);
      else if (asked[0]) outcome.fail('onlyInComment', { section: section.title }, asked[0].location, { confidence: 'medium', subject });
      else if (foreign && options[section.option].length === 0)
        outcome.unknown(
          `the template is not written in English, and no phrase for ${section.title} is configured`,
          `Add what asks for ${section.title} to ${section.option} of this rule.`,
          start,
        );
      else
        outcome.fail('missing', { section: section.title, question: section.question }, start, { confidence: 'medium', subject, ...(foreign ? {} : { fix }) });
    }
  },
});

/** The depth of most headings; of two that are as frequent, the first one used. */
function usualDepth({ headings }: MarkdownDocument): number {
  const counts = new Map<number, number>();
  for (const { depth } of headings) counts.set(depth, (counts.get(depth) ?? 0) + 1);
  return [...counts].reduce((most, other) => (other[1] > most[1] ? other : most), [2, 0])[0];
}

function promptsAskingFor(section: Section, prompts: readonly TemplatePrompt[], phrases: Idea): readonly TemplatePrompt[] {
  const titles = prompts.filter((prompt) => prompt.form === 'heading' || prompt.form === 'label' || isHiddenTitle(prompt));
  return [...section.asHeading.flatMap((idea) => promptsFor(titles, idea)), ...[...section.anywhere, phrases].flatMap((idea) => promptsFor(prompts, idea))];
}

/** `<!-- ### How? -->`: a heading that nobody sees. */
function isHiddenTitle(prompt: TemplatePrompt): boolean {
  return prompt.form === 'comment' && prompt.section === '' && prompt.text.split(' ').length <= 4;
}
