import { type AgentSetting, defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { guideDocuments, instructionDocuments } from '../prose/documents.ts';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { affirmations, findStatements, quote } from '../prose/statements.ts';
import { agentAsCoAuthor, attributionAsked, disclosureAsked } from './vocabulary.ts';

export const policyConsistent: RepositoryRule = defineRule({
  id: 'accountability/policy-consistent',
  scope: 'repository',
  severity: 'warning',
  needs: ['guides', 'instructions', 'agentSettings'],
  title: 'Agent settings do what the policy says about attribution',
  why: 'Claude Code adds its name to commits and pull requests unless a setting blanks it. A committed setting that blanks it makes every contributor break a policy that asks for disclosure, without knowing; a setting left on does the same where agents may not be named as authors.',
  howToFix:
    'Decide what the policy wants, then set `attribution.commit` and `attribution.pr` in `.claude/settings.json` to match: remove blank values where use is to be disclosed, set them to `""` where agents must not be named.',
  limits:
    'Judges Claude Code, whose settings file has the switch; other tools keep it with the user. Policies are read in English and by the configured phrases. Without a policy nothing is demanded.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://code.claude.com/docs/en/settings',
      checked: '2026-11-24',
      note: '`attribution.commit`, `attribution.pr`; `includeCoAuthoredBy` is deprecated.',
    },
  ],
  options: {
    disclosurePhrases: phraseOption('that ask to disclose the use of agents, e.g. `KI kennzeichnen`'),
    noAuthorPhrases: phraseOption('that keep agents from being named as authors, e.g. `keine KI als Autor`'),
  },
  messages: {
    blanked: '{key} hides that an agent was used, while the policy asks to disclose it ({statement}); remove the setting.',
    leftOn:
      'The policy keeps agents from being named as authors ({statement}), but Claude Code adds its name by default; set attribution.commit and attribution.pr to "" in .claude/settings.json.',
  },
  check({ repo, options, outcome }) {
    const documents = [...guideDocuments(repo.guides(), ['ai-policy', 'contributing', 'governance']), ...instructionDocuments(repo.instructions())];
    const asked = [disclosureAsked, attributionAsked, phrased(options.disclosurePhrases)].flatMap((idea) => affirmations(documents, idea))[0];
    const [forbidden] = [
      ...documents.flatMap((document) => findStatements(document, agentAsCoAuthor).filter(({ negated }) => negated)),
      ...documents.flatMap((document) => findStatements(document, phrased(options.noAuthorPhrases))),
    ];
    if (!asked && !forbidden) return outcome.notApplicable('no policy here says whether the use of agents is disclosed, or whether they are named as authors');

    const claude = repo.agentSettings().files.find(({ path }) => path.endsWith('.claude/settings.json'));
    const blank = repo.agentSettings().settings.filter(hidesAgent);
    if (asked && !forbidden) {
      for (const { key, location, path } of blank) {
        const related = [{ location: asked.location, message: 'The policy asks for it here.' }];
        outcome.fail('blanked', { key, statement: quote(asked.sentence.text) }, location, { confidence: 'medium', related, subject: `${path} ${key}` });
      }
      if (blank.length === 0) outcome.pass(`no committed setting hides what the policy asks to disclose: ${quote(asked.sentence.text)}`, asked.location);
    }
    if (forbidden) {
      if (claude && blank.length === 0) outcome.fail('leftOn', { statement: quote(forbidden.sentence.text) }, forbidden.location, { confidence: 'medium' });
      else outcome.pass(`no committed setting names agents as authors against the policy: ${quote(forbidden.sentence.text)}`, forbidden.location);
    }
  },
});

function hidesAgent({ tool, key, value }: AgentSetting): boolean {
  if (tool !== 'Claude Code') return false;
  return ((key === 'attribution.commit' || key === 'attribution.pr') && value.trim() === '') || (key === 'includeCoAuthoredBy' && value === 'false');
}
