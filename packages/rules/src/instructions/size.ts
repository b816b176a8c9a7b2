import { defineRule, fileStart, type InstructionFile, type RepositoryRule, sizeLimits } from '@ten-point/core/rule';
import { noInstructions } from './guiding-files.ts';

export const size: RepositoryRule = defineRule({
  id: 'instructions/size',
  scope: 'repository',
  severity: 'warning',
  needs: ['instructions'],
  title: 'Instruction files fit what their tools read',
  why: 'Codex stops after 32,768 bytes over the whole chain of files, root first, so that the nearest file is the one that is cut, without a word. Long files are also followed less: compliance falls with the number of instructions, and the early ones win (IFScale, 2025).',
  howToFix:
    'Move what holds for one part into a file of that part, what is needed now and then into skills or documents, and delete what the code says itself.',
  limits:
    'Bytes count for Codex, lines and characters for the others, as the vendors give them in November 2026; advice of a vendor is a low-confidence hint, a hard cut is not. The limit of Codex can be raised in settings of the user, which are not visible.',
  effort: 'hours',
  sources: [
    { url: 'https://github.com/openai/codex/blob/main/docs/config.md', checked: '2026-11-24', note: 'project_doc_max_bytes' },
    { url: 'https://code.claude.com/docs/en/memory', checked: '2026-11-24', note: 'Under 200 lines; 4 MiB are read at most.' },
    { url: 'https://docs.windsurf.com/windsurf/cascade/memories', checked: '2026-11-24', note: '12,000 characters.' },
  ],
  messages: {
    cut: '{path} has {actual} {unit}, of which {tool} reads {limit}; what is behind is lost. Shorten it.',
    chainCut:
      '{tool} reads {limit} bytes from the root to {directory}; {before} come before {path}, so {lost} of its {actual} bytes are lost. Shorten the files above or this one.',
    long: '{path} has {actual} {unit}; {tool} advises fewer than {limit}. Move what is not needed every time elsewhere.',
  },
  check({ repo, outcome }) {
    const files = repo.instructions().files.filter((file) => file.sameTextBy !== 'link' && file.sameTextBy !== 'copy');
    if (files.length === 0) return outcome.notApplicable(noInstructions);
    let judged = 0;
    for (const file of files) {
      for (const limit of sizeLimits.filter(({ kinds }) => kinds.includes(file.kind))) {
        judged++;
        const actual = measure(file, limit.unit);
        const before = limit.chain
          ? files.filter((other) => limit.kinds.includes(other.kind) && isAbove(other, file)).reduce((sum, other) => sum + other.byteSize, 0)
          : 0;
        const data = { path: file.path, tool: limit.tool, limit: limit.limit };
        if (before + actual <= limit.limit)
          outcome.pass(
            `${file.path}: ${actual}${before > 0 ? ` + ${before} above` : ''} of ${limit.limit} ${limit.unit} (${limit.tool})`,
            fileStart(file.path),
          );
        else if (limit.effect === 'advice')
          outcome.fail('long', { ...data, actual, unit: limit.unit }, fileStart(file.path), { confidence: 'low', subject: `${file.path} long` });
        else if (before === 0) outcome.fail('cut', { ...data, actual, unit: limit.unit }, fileStart(file.path), { subject: `${file.path} cut` });
        else {
          const lost = Math.min(actual, before + actual - limit.limit);
          outcome.fail('chainCut', { ...data, actual, before, lost, directory: file.directory }, fileStart(file.path), { subject: `${file.path} cut` });
        }
      }
    }
    if (judged === 0) outcome.notApplicable('no tool that reads these files has a documented limit');
  },
});

function measure(file: InstructionFile, unit: 'bytes' | 'lines' | 'characters'): number {
  switch (unit) {
    case 'bytes':
      return file.byteSize;
    case 'lines':
      return file.source.split('\n').length - (file.source.endsWith('\n') ? 1 : 0);
    case 'characters':
      return [...file.source].length;
    default:
      return unit satisfies never;
  }
}

/** Of a directory above; an override takes the place of `AGENTS.md` in its own directory. */
function isAbove(other: InstructionFile, file: InstructionFile): boolean {
  return other.directory !== file.directory && (other.directory === '' || file.directory.startsWith(`${other.directory}/`));
}
