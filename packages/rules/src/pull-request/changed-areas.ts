import { type ChangedFile, type ChangeRule, defineChangeRule, type PullRequestBody } from '@ten-point/core/rule';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { sectionFor } from './answers.ts';
import { sections } from './sections.ts';

const shown = 6;

export const changedAreas: ChangeRule = defineChangeRule({
  id: 'pull-request/changed-areas',
  scope: 'change',
  severity: 'warning',
  verdict: 'review',
  needs: [],
  changeNeeds: ['body'],
  title: 'The areas named in the description cover what changed',
  why: 'A reviewer reads with care where the description points. What it leaves out passes unread, and a workflow, a migration or a permission among twenty files is what must not.',
  howToFix: 'Name the other areas in the description and say why they had to change, or take them out of the change.',
  limits:
    'A risky area counts as named when the description holds its title, a word of it, or a path, folder or file name of it. Other areas are compared only where the part on changed areas quotes paths. Tests, documentation, lockfiles and generated files are left out.',
  effort: 'minutes',
  sources: [{ url: 'https://google.github.io/eng-practices/review/developer/cl-descriptions.html', checked: '2026-11-24' }],
  options: { changedAreasPhrases: phraseOption('that head the changed areas, e.g. `Geänderte Teile`') },
  messages: {
    risky: 'The description does not speak of {area}, which the change touches ({files}); say what changes there, and why.',
    others: 'The changed areas leave out {areas}; name them, or take them out of the change.',
  },
  check({ change, options, outcome }) {
    const known = change.body();
    if (known.state === 'unknown') return outcome.unknown(known.reason, known.reveal);
    const body = known.value;
    const words = new Set(wordsOf(`${change.pullRequest.title.state === 'known' ? change.pullRequest.title.value : ''} ${body.document.text}`));
    for (const { id, title, paths } of change.tier.areas) {
      const isNamed = wordsOf(`${id} ${title}`).some((word) => words.has(word)) || paths.some((path) => namesOf(path).some((name) => words.has(name)));
      if (isNamed) outcome.pass(`speaks of ${title}`);
      else outcome.fail('risky', { area: title, files: list(paths) }, undefined, { subject: id });
    }
    const section = sections.find(({ id }) => id === 'changed-areas');
    const named = section && sectionFor(section, body, phrased(options.changedAreasPhrases));
    const left = named && named.paths.length > 0 ? leftOut(change.files, body, words) : undefined;
    if (left && left.length > 0) outcome.fail('others', { areas: list(left) }, undefined, { subject: 'areas' });
    else if (left) outcome.pass(`the changed areas name ${list(named?.paths.map(({ path }) => path) ?? [])}`);
    else if (change.tier.areas.length === 0) outcome.notApplicable('no risky area changed, and the description quotes no paths as changed areas');
  },
});

/** Directories of changed files that no word of the description names. */
function leftOut(files: readonly ChangedFile[], body: PullRequestBody, words: ReadonlySet<string>): readonly string[] {
  const judged = files.filter(({ kind }) => kind === 'source' || kind === 'configuration' || kind === 'workflow');
  const isNamed = (path: string): boolean =>
    namesOf(path).some((name) => words.has(name)) ||
    body.paths.some(({ path: quoted }) => {
      const plain = quoted.replace(/^\.?\//, '').replace(/\/?\**$/, '');
      return plain !== '' && (path === plain || path.startsWith(`${plain}/`) || `/${path}`.includes(`/${plain}/`) || path.endsWith(`/${plain}`));
    });
  return [
    ...new Set(judged.filter(({ path }) => !isNamed(path)).map(({ path }) => (path.includes('/') ? `${path.slice(0, path.lastIndexOf('/'))}/` : path))),
  ].sort();
}

/** The name of the file with and without its ending, and the last folder. */
function namesOf(path: string): readonly string[] {
  const parts = path.toLowerCase().split('/');
  const file = parts.at(-1) ?? '';
  return [file, file.replace(/\.[a-z]+$/, ''), ...parts.slice(-2, -1)].filter((name) => name.length > 2 && !everywhere.has(name));
}

/** Names that say nothing of the area. */
const everywhere: ReadonlySet<string> = new Set([
  'src',
  'lib',
  'app',
  'index',
  'main',
  'mod',
  'test',
  'tests',
  'the',
  'and',
  'internal',
  'pkg',
  'init',
  '__init__',
]);

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}_.-]+/u)
    .flatMap((word) => [word.replace(/^[.-]+|[.-]+$/g, ''), ...word.split('.')])
    .filter((word) => word.length > 2 && !everywhere.has(word));
}

function list(values: readonly string[]): string {
  return values.length > shown ? `${values.slice(0, shown).join(', ')} and ${values.length - shown} more` : values.join(', ');
}
