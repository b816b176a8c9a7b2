import { compileGlobs, defineRule, type FileIndex, type InstructionFile, type RepositoryRule } from '@ten-point/core/rule';
import { guideDocuments, instructionDocuments } from '../prose/documents.ts';
import { phrased, phraseOption, phraseTerms } from '../prose/phrases.ts';
import { findStatements, type Idea, quote, type Statement } from '../prose/statements.ts';
import { careInTheArea, careWithIt, extraCare, riskTerms, strictCare, touchingIt } from './vocabulary.ts';

// Who owns what, and what agents are told, are watched by rules of their own.
const judgedElsewhere = new Set(['ownership', 'agents']);

// Documentation and tests about a risky area are not the area; a development container deploys nothing.
const notTheArea = compileGlobs([
  'docs/**',
  'doc/**',
  '**/test/**',
  '**/tests/**',
  '**/__tests__/**',
  '**/*.md',
  '**/*.mdx',
  '**/*.test.*',
  '**/*.spec.*',
  '.devcontainer/**',
  '**/.devcontainer/**',
]);

export const riskyWorkRule: RepositoryRule = defineRule({
  id: 'task/risky-work-rule',
  scope: 'repository',
  severity: 'warning',
  needs: ['instructions', 'guides'],
  title: 'Instructions name the risky areas and ask for more than the usual care there',
  why: 'A plan that touches deployment credentials, CI configuration, authentication, authorization or data migrations needs a higher review tier before code is written, not after. An agent cannot tell by itself which folders those are here.',
  howToFix:
    'Name each area with its path in AGENTS.md and say what it asks for: "Ask before you change `db/migrations/` or `.github/workflows/`; these need a review by their owner."',
  limits:
    "The areas are the configured `riskAreas` of which files exist here, apart from documentation and tests. Statements are recognised by the area's title or usual words, or in instructions by one of its paths, together with words of care, in English and by the configured titles and phrases; an instruction file that lies in the area need not name it.",
  effort: 'minutes',
  sources: [
    {
      url: 'https://github.blog/ai-and-ml/github-copilot/how-to-write-a-great-agents-md-lessons-from-over-2500-repositories/',
      checked: '2026-11-24',
      note: 'Boundaries in three tiers: always, ask first, never.',
    },
  ],
  options: {
    carePhrases: phraseOption(
      'that ask for care with the area in whose sentence, list or section they stand, e.g. `vorher fragen`; the area is recognised by its title in `riskAreas` as well',
    ),
  },
  messages: {
    none: 'Nothing in the instructions or the contributing guide asks for extra care with {areas} (e.g. {path}); name these areas and say what to ask before, or who must review.',
    unnamed: 'The instructions ask for no extra care with {area} (e.g. {path}); name it beside the other risky areas.',
  },
  check({ repo, options, policy, outcome }) {
    const named = policy.riskAreas.filter(({ id }) => !judgedElsewhere.has(id));
    const isRisky = compileGlobs(named.flatMap(({ paths }) => paths));
    const candidates = repo.files.entries.filter(({ path }) => isRisky(path) && !notTheArea(path) && repo.files.role(path) === 'own');
    const areas = named.flatMap((area) => {
      const belongs = compileGlobs(area.paths);
      const entry = candidates.find(({ path }) => belongs(path));
      return entry ? [{ ...area, path: entry.path }] : [];
    });
    if (areas.length === 0) return outcome.notApplicable('no file here belongs to a risky area');
    const documents = [
      ...instructionDocuments(repo.instructions()),
      ...guideDocuments(repo.guides(), ['contributing', 'ai-policy', 'review-guide', 'governance']),
    ];
    const nested = repo.instructions().files.filter(({ directory, sameTextAs }) => directory !== '' && sameTextAs === undefined);
    const byPath = repo.instructions().files.flatMap(carefulPaths);
    const judged = areas.map((area) => {
      const belongs = compileGlobs(area.paths);
      const within = nested.filter(({ path }) => belongs(path)).map((file) => file.document);
      const [statement] = [
        ...documents.flatMap((document) => careFor(area, options.carePhrases).flatMap((idea) => findStatements(document, idea))),
        ...byPath.filter(({ path }) => reaches(path, belongs, repo.files)).map(({ statement: care }) => care),
        ...within.flatMap((document) => [...careInTheArea, phrased(options.carePhrases)].flatMap((idea) => findStatements(document, idea))),
      ];
      return { area, statement };
    });
    const unnamed = judged.filter(({ statement }) => !statement).map(({ area }) => area);
    const [first] = unnamed;
    if (first && unnamed.length === areas.length) {
      return outcome.fail('none', { areas: unnamed.map(({ title }) => title).join(', '), path: first.path }, undefined, {
        confidence: 'medium',
        subject: 'none',
      });
    }
    for (const { area, statement } of judged) {
      if (statement) outcome.pass(`${area.title}: ${quote(statement.sentence.text)}`, statement.location);
      else outcome.fail('unnamed', { area: area.title, path: area.path }, undefined, { confidence: 'medium', subject: area.id });
    }
  },
});

/** Paths in sentences that ask for care with what they name. */
function carefulPaths(file: InstructionFile): readonly { readonly path: string; readonly statement: Statement }[] {
  if (file.sameTextAs !== undefined || (file.role !== 'instructions' && file.role !== 'scoped-rule')) return [];
  return careWithIt
    .flatMap((idea) => findStatements(file.document, idea))
    .flatMap((statement) => {
      const { start, end } = statement.location.range;
      const named = file.paths.filter(({ location: { range } }) => range.start.offset >= start.offset && range.end.offset <= end.offset);
      return named.map(({ path }) => ({ path: path.replace(/\/(?:\*\*?\/?)*$/, ''), statement }));
    });
}

/** Whether a file of the area stands at a path or below it. */
function reaches(path: string, belongs: (path: string) => boolean, files: FileIndex): boolean {
  return [...(files.has(path) ? [path] : []), ...files.under(path)].some((candidate) => belongs(candidate) && !notTheArea(candidate));
}

function careFor(area: { readonly id: string; readonly title: string }, phrases: readonly string[]): readonly Idea[] {
  const terms = [...(riskTerms[area.id] ?? []), area.title];
  const unless = ['vulnerab*', 'disclos*'];
  return [
    { says: [terms, touchingIt, extraCare], within: 16, unless },
    { says: [terms], about: [[...strictCare, ...phraseTerms(phrases)]], unless },
  ];
}
