import { type BodySection, type ChangeKind, type ChangeRule, compileGlobs, defineChangeRule, looksLikeFile } from '@ten-point/core/rule';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { type Idea, statementIn } from '../prose/statements.ts';
import { sections } from '../pull-request/sections.ts';
import { scopeOfWork } from './vocabulary.ts';

/** What comes along with the work: nobody plans it file by file. */
const companions: ReadonlySet<ChangeKind> = new Set(['test', 'documentation', 'lockfile', 'snapshot', 'generated', 'fixture', 'binary', 'vendored']);
const shown = 8;

export const planDrift: ChangeRule = defineChangeRule({
  id: 'task/plan-drift',
  scope: 'change',
  severity: 'warning',
  verdict: 'review',
  needs: [],
  changeNeeds: ['body', 'issueBodies'],
  title: 'The change stays within the stated plan',
  why: 'Agents mend on the way what they were not asked to touch. A file outside the plan may be right, but it is where a reviewer should begin: nobody agreed to it.',
  howToFix: 'Move the other files into a change of their own, or add them to the plan with the reason.',
  limits:
    'Only paths, globs and folders that are quoted in the plan, scope, approach or changed areas of the description or a linked issue are taken as the plan; without any the rule does not apply. Tests, documentation, lockfiles, snapshots and generated files go along with any plan.',
  effort: 'minutes',
  sources: [{ url: 'https://arxiv.org/abs/2507.15003', checked: '2026-11-24', note: 'What pull requests of agents touch.' }],
  options: { phrases: phraseOption('that head a plan, e.g. `Plan`') },
  messages: {
    outside: '{count} of {total} changed files lie outside the stated plan ({plan}): {files}; move them out, or add them to the plan.',
  },
  check({ change, options, outcome }) {
    const known = change.body();
    const phrases = phrased(options.phrases);
    const bodies = [...(known.state === 'known' ? [known.value] : []), ...change.issueBodies().map(({ body }) => body)];
    const planned = bodies.flatMap((body) => body.sections.filter(({ title }) => speaksOfPlan(title, phrases)).flatMap(pathsOf));
    if (planned.length === 0) {
      if (known.state === 'unknown') return outcome.unknown(known.reason, known.reveal);
      return outcome.notApplicable('no plan or scope names a path');
    }
    const covers = planned.map(matcherOf);
    const files = change.files.filter(({ kind }) => !companions.has(kind));
    const outside = files.filter(({ path, previousPath }) => !covers.some((matches) => matches(path) || (previousPath !== undefined && matches(previousPath))));
    if (outside.length === 0) return outcome.pass(`all ${files.length} files lie within ${list(planned)}`);
    outcome.fail('outside', { count: outside.length, total: files.length, plan: list(planned), files: list(outside.map(({ path }) => path)) }, undefined, {
      subject: 'plan',
    });
  },
});

const planSections = sections.filter(({ id }) => id === 'approach' || id === 'changed-areas');

const planHeading: Idea = { says: [['plan', 'scope', 'touches', 'files']], unless: ['test plan', 'testing', 'rollback', 'rollout', 'out of scope'] };

function speaksOfPlan(title: string, phrases: Idea): boolean {
  const ideas = [planHeading, scopeOfWork, phrases, ...planSections.flatMap(({ asHeading, anywhere }) => [...asHeading, ...anywhere])];
  return title !== '' && ideas.some((idea) => idea.says.every((group) => group.length > 0) && statementIn(title, idea) !== undefined);
}

/** Quoted paths, globs and file names. */
function pathsOf({ paths, code }: BodySection): readonly string[] {
  const quoted = code.filter((text) => /^[\w@.*/-]+$/.test(text) && (text.includes('/') || looksLikeFile(text)));
  return [...new Set([...paths.map(({ path }) => path), ...quoted])];
}

/** A file, all below a folder, a glob, or a name without its folder. */
function matcherOf(path: string): (path: string) => boolean {
  const plain = path.replace(/^\.?\//, '').replace(/\/(?:\*\*?)?$/, '');
  if (plain.includes('*')) {
    const matches = compileGlobs([plain]);
    return (candidate) => matches(candidate);
  }
  return (candidate) => candidate === plain || candidate.startsWith(`${plain}/`) || candidate.endsWith(`/${plain}`) || candidate.includes(`/${plain}/`);
}

function list(values: readonly string[]): string {
  const different = [...new Set(values)];
  return different.length > shown ? `${different.slice(0, shown).join(', ')} and ${different.length - shown} more` : different.join(', ');
}
