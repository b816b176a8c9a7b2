import { defineRule, type IssueTemplate, type Location, type RepositoryRule } from '@ten-point/core/rule';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { type Idea, quote, statementIn } from '../prose/statements.ts';
import { acceptanceCriteria, acceptanceInText, scopeInText, scopeOfWork } from './vocabulary.ts';

interface Wanted {
  readonly id: string;
  readonly title: string;
  /** A label to add. */
  readonly label: string;
  /** In labels, ids and headings, where one word says it. */
  readonly named: Idea;
  /** In descriptions, sentences and comments. */
  readonly inText: Idea;
  /** The option that adds to both. */
  readonly option: 'scopePhrases' | 'acceptancePhrases';
}

const wanted: readonly Wanted[] = [
  { id: 'scope', title: 'what the work covers', label: 'Problem and scope', named: scopeOfWork, inText: scopeInText, option: 'scopePhrases' },
  {
    id: 'criteria',
    title: 'when the work is done',
    label: 'Acceptance criteria',
    named: acceptanceCriteria,
    inText: acceptanceInText,
    option: 'acceptancePhrases',
  },
];

export const issueForm: RepositoryRule = defineRule({
  id: 'task/issue-form',
  scope: 'repository',
  severity: 'warning',
  needs: ['templates'],
  title: 'Work items ask for scope and acceptance criteria',
  why: 'An agent takes an issue at its word. Without a bound it changes what nobody asked for, without acceptance criteria it decides by itself when it is done, and the reviewer has nothing to hold the result against. A form asks both of everyone, and a required field cannot be skipped on the page.',
  howToFix: 'Add an issue form in `.github/ISSUE_TEMPLATE/` with a required `textarea` for problem and scope and another one for acceptance criteria.',
  limits:
    "Labels, ids and descriptions of fields are read, in English and by the configured phrases. GitHub honours `required` in public repositories only, and not for issues opened through the API. Forms of the owner's `.github` repository are not visible from a checkout: where there are some, waive the finding with that reason.",
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms',
      checked: '2026-11-24',
      note: 'Keys, field types, `validations.required`.',
    },
    {
      url: 'https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/configuring-issue-templates-for-your-repository',
      checked: '2026-11-24',
    },
  ],
  options: {
    scopePhrases: phraseOption('that ask what the work covers, e.g. `Worum geht es`'),
    acceptancePhrases: phraseOption('that ask when the work is done, e.g. `fertig, wenn`'),
  },
  messages: {
    none: 'There is no issue form or template in this repository; add one in .github/ISSUE_TEMPLATE/ that asks for scope and acceptance criteria.',
    invalid: '{path} is not shown by GitHub: {problem}',
    notAsked: 'No issue form or template asks {title}; add a required field, e.g. "{label}".',
    notRequired: 'The field "{field}" asks {title}, but may be left empty; set validations.required to true.',
  },
  check({ repo, options, outcome }) {
    const { issues, issueConfig } = repo.templates();
    if (issues.length === 0) {
      const tracker = issueConfig?.contactLinks[0];
      if (issueConfig?.blankIssuesEnabled?.value === false && tracker)
        return outcome.notApplicable(`issues are kept elsewhere: ${issueConfig.path} closes blank issues and sends people to ${tracker.url}`);
      return outcome.fail('none', {}, undefined, { confidence: 'medium' });
    }
    const usable = issues.filter((template) => {
      const problem = template.kind === 'form' ? template.problems.find(({ severity }) => severity === 'error') : undefined;
      if (!problem) return true;
      const location: Location = problem.range ? { path: template.path, range: problem.range } : template.location;
      outcome.fail('invalid', { path: template.path, problem: problem.message }, location);
      return false;
    });
    if (usable.length === 0) return;
    for (const item of wanted) {
      const { id, title, label } = item;
      const asked = usable.flatMap((template) => asks(template, item, phrased(options[item.option])));
      const binding = asked.find(({ required }) => required);
      const [loose] = asked;
      if (binding) outcome.pass(`asks ${title}: ${quote(binding.text)}`, binding.location);
      else if (loose) outcome.fail('notRequired', { field: loose.label, title }, loose.location, { confidence: 'medium', subject: id });
      else outcome.fail('notAsked', { title, label }, undefined, { confidence: 'medium', subject: id });
    }
  },
});

interface Ask {
  /** What asks for it: a label, a heading, or the words below a label. */
  readonly text: string;
  /** Of the field, for the person who looks for it. */
  readonly label: string;
  readonly location: Location;
  /** Nothing in a Markdown template can be required: it asks as strongly as it can. */
  readonly required: boolean;
}

function asks(template: IssueTemplate, { named, inText }: Wanted, phrases: Idea): readonly Ask[] {
  const says = (text: string, idea: Idea): boolean => [idea, phrases].some((candidate) => statementIn(text, candidate));
  if (template.kind === 'markdown') {
    return template.prompts
      .filter(({ form, text }) => says(text, form === 'heading' || form === 'label' ? named : inText))
      .map(({ text, location }) => ({ text, label: text, location, required: true }));
  }
  return template.fields
    .filter((field) => field.type === 'textarea' || field.type === 'input' || field.type === 'dropdown')
    .flatMap(({ type, label, id, description, location, required }): readonly Ask[] => {
      const ask = { label, location, required };
      if (says(label, named) || says(id ?? '', named)) return [{ ...ask, text: label }];
      if (type !== 'textarea' || !says(description, inText)) return [];
      const words = description.split(/\n|(?<=[.?!]) /).find((part) => says(part, inText)) ?? description;
      return [{ ...ask, text: `${label}: ${words.trim()}` }];
    });
}
