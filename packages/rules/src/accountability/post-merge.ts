import { defineRule, type GuideKind, type RepositoryRule } from '@ten-point/core/rule';
import { guideDocuments, instructionDocuments } from '../prose/documents.ts';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { affirmations, quote } from '../prose/statements.ts';
import { afterMerge } from './vocabulary.ts';

const contacts: readonly { readonly kind: GuideKind; readonly says: string }[] = [
  { kind: 'runbook', says: 'says what to do when something breaks' },
  { kind: 'maintainers', says: 'names the maintainers' },
  { kind: 'security', says: 'names the contact for security' },
  { kind: 'governance', says: 'says who decides' },
  { kind: 'support', says: 'says where to turn to' },
];

export const postMerge: RepositoryRule = defineRule({
  id: 'accountability/post-merge',
  scope: 'repository',
  severity: 'note',
  needs: ['guides', 'instructions', 'codeowners'],
  title: 'Somebody is there after the merge',
  why: 'Nobody can ask an agent about a change after its session has ended. Defects that show up a week later need a name: maintainers, owners, a contact for security, a procedure for incidents.',
  howToFix:
    'Add a `SECURITY.md` and a `MAINTAINERS.md` (or CODEOWNERS), and say in the contributing guide who reverts a change that breaks the default branch.',
  limits:
    "Files of the owner's `.github` repository and rotations kept in other systems are not visible. Statements are read in English and by the configured phrases.",
  effort: 'minutes',
  sources: [
    { url: 'https://docs.github.com/en/code-security/getting-started/adding-a-security-policy-to-your-repository', checked: '2026-11-24' },
    {
      url: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
      checked: '2026-11-24',
    },
  ],
  options: {
    phrases: phraseOption('that say who is there when something breaks, e.g. `Bereitschaft`'),
  },
  messages: {
    none: 'Nothing in this repository says who watches after a merge; add a SECURITY.md, a MAINTAINERS.md or CODEOWNERS, or say in the contributing guide who reverts.',
  },
  check({ repo, options, outcome }) {
    const guides = repo.guides();
    const named = contacts.flatMap(({ kind, says }) =>
      guides
        .of(kind)
        .slice(0, 1)
        .map(({ path }) => `${path} ${says}`),
    );
    for (const evidence of named) outcome.pass(evidence);
    const owners = repo.codeowners().file;
    if (owners?.rules.some((rule) => rule.owners.length > 0)) outcome.pass(`${owners.path} names owners`);
    else if (named.length === 0) {
      const documents = [...guideDocuments(guides, ['contributing', 'readme', 'release']), ...instructionDocuments(repo.instructions())];
      const [statement] = [afterMerge, phrased(options.phrases)].flatMap((idea) => affirmations(documents, idea));
      if (statement) outcome.pass(quote(statement.sentence.text), statement.location);
      else outcome.fail('none', {}, undefined, { confidence: 'medium' });
    }
  },
});
