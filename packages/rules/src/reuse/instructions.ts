import { defineRule, joinPath, type Location, type RepositoryRule } from '@ten-point/core/rule';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { findStatements, quote, statementIn } from '../prose/statements.ts';
import { reuseOverRebuild, sharedPlace } from './vocabulary.ts';

export const instructions: RepositoryRule = defineRule({
  id: 'reuse/instructions',
  scope: 'repository',
  severity: 'warning',
  needs: ['instructions'],
  title: 'Instructions say where shared code lives, and to look there first',
  why: 'An agent searches as far as it is told to. One line that names the shared helpers and components, and one that says to look for what exists before adding something new, are the cheapest guard against parallel implementations.',
  howToFix:
    'Add to AGENTS.md: "Before you add a helper or component, search `src/shared/` and the package you are in; extend what is there." Name folders that exist.',
  limits:
    'A path counts when the sentence around it speaks of shared code, helpers, components, patterns or the like, in English or by a configured phrase, and it exists.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://arxiv.org/abs/2511.12884',
      checked: '2026-11-24',
      note: 'What 2,303 instruction files say: architecture and implementation details come most often.',
    },
  ],
  options: {
    searchPhrases: phraseOption('that say to look for existing code first, e.g. `erst suchen`'),
    placePhrases: phraseOption('that call a place shared code, e.g. `gemeinsame Bausteine`'),
  },
  messages: {
    unprepared:
      'There are no instructions for agents yet; when you write them, name the folders of shared code and say to search them before adding something new.',
    noSearch: 'The instructions do not say to look for existing code before adding something new; add "Search for an existing helper or component first".',
    noPlace: 'The instructions name no existing folder or file of shared code; name where helpers, components and patterns live.',
  },
  check({ repo, options, outcome }) {
    const files = repo.instructions().files.filter((file) => file.sameTextAs === undefined && (file.role === 'instructions' || file.role === 'scoped-rule'));
    if (files.length === 0) return outcome.fail('unprepared', {});
    const documents = files.map(({ document }) => document);
    // "Do not add a second helper" says it as well as "search first": negation plays no part.
    const [search] = [...reuseOverRebuild, phrased(options.searchPhrases)].flatMap((idea) => documents.flatMap((document) => findStatements(document, idea)));
    if (search) outcome.pass(quote(search.sentence.text), search.location);
    else outcome.fail('noSearch', {}, undefined, { confidence: 'medium' });

    const places = [sharedPlace, phrased(options.placePhrases)];
    const exists = (path: string): boolean => path !== '' && (repo.files.has(path) || repo.files.hasDirectory(path));
    const place = files
      .flatMap(({ document, directory, paths }) =>
        paths
          .filter(({ path }) => path.includes('/') && !/\.(?:md|mdx)$/i.test(path))
          .filter(({ path }) => exists(trimmed(path)) || exists(joinPath(directory, trimmed(path)) ?? ''))
          .flatMap((mention) => {
            const sentence = document.sentences.find(({ location }) => contains(location, mention.location));
            // What the path is called is not what is said about it.
            const said = sentence?.text.replace(mention.path, '') ?? '';
            return sentence && places.some((idea) => statementIn(said, idea)) ? [{ ...mention, text: sentence.text }] : [];
          }),
      )
      .at(0);
    if (place) outcome.pass(`${place.path} exists: ${quote(place.text)}`, place.location);
    else outcome.fail('noPlace', {}, undefined, { confidence: 'medium' });
  },
});

function trimmed(path: string): string {
  return path.replace(/^\.\//, '').replace(/\/[*/]*$/, '');
}

function contains(outer: Location, inner: Location): boolean {
  return outer.range.start.offset <= inner.range.start.offset && inner.range.end.offset <= outer.range.end.offset;
}
