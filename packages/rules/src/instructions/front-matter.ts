import {
  compileScopeGlobs,
  defineRule,
  type FileIndex,
  fileStart,
  type InstructionFile,
  type Located,
  type Location,
  type RepositoryRule,
  splitGlobList,
} from '@ten-point/core/rule';
import { fieldsOf, globField } from './front-matter-fields.ts';

export const frontMatter: RepositoryRule = defineRule({
  id: 'instructions/front-matter',
  scope: 'repository',
  severity: 'warning',
  needs: ['instructions'],
  title: 'Front matter of rules and skills is what their tool expects',
  why: 'Tools pass over what they do not understand without a word. A Copilot instructions file without `applyTo` is never given; Claude Code loads a rule with broken YAML for every path; a glob that matches nothing switches a rule off for good; a skill without a description is never chosen.',
  howToFix: 'Give the fields that the tool requires, and globs that match files of today.',
  limits:
    'Cursor reads its front matter line by line, so that `globs: *.ts` is fine there. Globs are matched against files of this checkout; patterns for files that are yet to come are reported with medium confidence. Unknown fields are not judged.',
  effort: 'minutes',
  sources: [
    { url: 'https://docs.github.com/en/copilot/how-tos/configure-custom-instructions/add-repository-instructions', checked: '2026-11-24', note: 'applyTo' },
    { url: 'https://code.claude.com/docs/en/memory', checked: '2026-11-24', note: 'paths; broken YAML loads the rule unscoped.' },
    { url: 'https://cursor.com/docs/context/rules', checked: '2026-11-24', note: 'description, globs, alwaysApply' },
    { url: 'https://agentskills.io/specification', checked: '2026-11-24', note: 'name and description of skills.' },
  ],
  messages: {
    invalid: 'The front matter of {path} is not valid YAML, so its tool {effect}; correct it.',
    bareColon:
      'The {field} of {path} has a colon in it and no quotes around it, which is no valid YAML: some tools mend that, others skip the file; put it in quotes.',
    missing: '{path} has no `{field}`, so {effect}; add it.',
    wrongType: '`{field}: "{value}"` is text where the tool expects true or false, so it does not count; take the quotes off.',
    wrongName: 'The skill calls itself "{value}" but lies in {directory}; tools expect both to be the same.',
    badName: 'The skill name "{value}" is not lower-case letters, digits and hyphens (64 at most); rename it.',
    longDescription: 'The description has {length} characters; tools read {limit}. Shorten it.',
    noMatch: 'The glob {glob} matches no file, so {path} is never given for it; correct it or delete the rule.',
  },
  check({ repo, outcome }) {
    const files = repo.instructions().files.filter((file) => file.sameTextAs === undefined && fieldsOf(file.kind) !== undefined);
    if (files.length === 0) return outcome.notApplicable('no scoped rules, skills or sub-agents with front matter were found');
    for (const file of files) {
      const fields = fieldsOf(file.kind);
      if (!fields) continue;
      const start = fileStart(file.path);
      let sound = true;
      if (file.frontMatterProblem && !fields.tolerant) {
        const range = file.frontMatterProblem.range;
        const bare = bareColon(file);
        if (bare && fields.mendsColons) {
          const data = { path: file.path, field: bare.field };
          outcome.fail('bareColon', data, bare.location, { confidence: file.kind === 'skill' ? 'medium' : 'low', subject: `${file.path} ${bare.field}` });
          continue;
        }
        outcome.fail('invalid', { path: file.path, effect: fields.whenInvalid }, range ? { path: file.path, range } : start);
        continue;
      }
      for (const { name, effect, confidence } of fields.required) {
        if (isFilled(file.frontMatter.get(name)?.value)) continue;
        sound = false;
        outcome.fail('missing', { path: file.path, field: name, effect }, start, { confidence, subject: `${file.path} ${name}` });
      }
      for (const name of fields.booleans) {
        const field = file.frontMatter.get(name);
        if (field === undefined || typeof field.value === 'boolean' || (field.value !== 'true' && field.value !== 'false')) continue;
        sound = false;
        outcome.fail('wrongType', { field: name, value: field.value }, field.location);
      }
      if (file.kind === 'skill') sound = judgeSkill(file) && sound;
      for (const { glob, location } of deadGlobs(file, repo.files)) {
        sound = false;
        outcome.fail('noMatch', { glob, path: file.path }, location, { confidence: 'medium', subject: `${file.path} ${glob}` });
      }
      if (sound) outcome.pass(`${file.path}: front matter is as its tool expects`, start);
    }

    function judgeSkill(file: InstructionFile): boolean {
      const name = file.frontMatter.get('name');
      const description = file.frontMatter.get('description');
      const folder = file.path.split('/').at(-2) ?? '';
      let sound = true;
      if (name && typeof name.value === 'string' && name.value !== '') {
        if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name.value) || name.value.length > 64) {
          sound = false;
          outcome.fail('badName', { value: name.value }, name.location, { confidence: 'low' });
        } else if (name.value !== folder) {
          sound = false;
          outcome.fail('wrongName', { value: name.value, directory: folder }, name.location, { confidence: 'medium' });
        }
      }
      if (description && typeof description.value === 'string' && description.value.length > descriptionLimit) {
        sound = false;
        outcome.fail('longDescription', { length: description.value.length, limit: descriptionLimit }, description.location);
      }
      return sound;
    }
  },
});

const descriptionLimit = 1024;

/**
 * The field whose plain text holds `: `, where YAML sees a map inside a map. Claude Code writes such descriptions itself
 * (`Use this agent when … Examples: …`) and reads them again.
 */
function bareColon({ frontMatter: fields, frontMatterProblem }: InstructionFile): { readonly field: string; readonly location: Location } | undefined {
  const line = frontMatterProblem?.range?.start.line;
  for (const [field, { value, location }] of fields)
    if (location.range.start.line === line && typeof value === 'string' && /^[^\s"'[{&*!|>%@`#]/.test(value) && /:(?:\s|$)/.test(value))
      return { field, location };
  return undefined;
}

function isFilled(value: string | readonly string[] | boolean | undefined): boolean {
  return typeof value === 'boolean' || (value !== undefined && value.length > 0);
}

function deadGlobs(file: InstructionFile, files: FileIndex): readonly { readonly glob: string; readonly location: Located<unknown>['location'] }[] {
  const field = file.frontMatter.get(globField(file.kind) ?? '');
  if (!field || typeof field.value === 'boolean') return [];
  const globs = (typeof field.value === 'string' ? splitGlobList(field.value) : field.value).filter((glob) => glob !== '' && !glob.startsWith('!'));
  const dead = globs.filter((glob) => !matchesSome(glob, file, files));
  // `**/*.ts, **/*.tsx, **/*.jsx`: one idea in several spellings, of which those to come are part.
  const alive = new Set(globs.filter((glob) => !dead.includes(glob)).map(withoutExtension));
  return dead.filter((glob) => !alive.has(withoutExtension(glob))).map((glob) => ({ glob, location: field.location }));
}

function withoutExtension(glob: string): string {
  return glob.replace(/\.\w+$/, '');
}

/**
 * A glob may be meant from the root or from the directory of the rule, at any depth without a slash, and as a folder. VS Code
 * finds it at any depth and in any case; other tools but Claude Code do not say how they match.
 */
function matchesSome(glob: string, { kind, directory }: InstructionFile, files: FileIndex): boolean {
  const plain = glob.replace(/^\.?\//, '');
  const forms = [plain, `${plain.replace(/\/$/, '')}/**`, ...(plain.includes('/') ? [] : [`**/${plain}`])];
  const matches = compileScopeGlobs(
    [...forms, ...(directory === '' ? [] : forms.map((form) => `${directory}/${form}`))],
    kind === 'claude-rule' ? 'from-root' : 'vscode',
  );
  return files.entries.some(({ path }) => matches(path));
}
