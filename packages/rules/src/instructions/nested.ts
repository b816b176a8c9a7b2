import { defineRule, type Ecosystem, fileStart, type RepositoryRule } from '@ten-point/core/rule';
import { guidingFiles, noInstructions, rootTexts } from './guiding-files.ts';

export const nested: RepositoryRule = defineRule({
  id: 'instructions/nested',
  scope: 'repository',
  severity: 'note',
  needs: ['instructions', 'tasks'],
  title: 'Parts with other tools have instructions of their own, or the root names them',
  why: 'A folder with another language has other commands. What the root says of the main one is wrong there, and an agent that works in the folder has no way to know it. Most tools read the nearest file, or add it when they come by.',
  howToFix: 'Put an `AGENTS.md` with its commands into that folder, or name the folder and its commands in the root file.',
  limits:
    'Parts are folders whose manifests belong to an ecosystem that the root has no manifest of; test, example and vendored ones are left out. A folder that the root file names counts as handled, whatever is said of it.',
  effort: 'hours',
  sources: [{ url: 'https://agents.md/', checked: '2026-11-24', note: 'Nested files for the parts of a monorepo; the nearest wins.' }],
  messages: {
    silent:
      '{directory} has tools of its own ({ecosystem}: {manifest}), but neither a file of its own nor a word in {root}; add its commands to one of the two.',
  },
  check({ repo, outcome }) {
    const guiding = guidingFiles(repo.instructions());
    const [root] = rootTexts(repo.instructions());
    if (!root) return outcome.notApplicable(noInstructions);
    const { manifests } = repo.tasks();
    const atRoot = new Set<Ecosystem>(manifests.filter((manifest) => manifest.directory === '').map((manifest) => manifest.ecosystem));
    if (atRoot.size === 0) return outcome.notApplicable('the root has no package manifest to compare with');
    const parts = new Map<string, (typeof manifests)[number]>();
    for (const manifest of manifests) {
      // A list of packages alone is the tool box of a script.
      if (/(?:^|\/)requirements[^/]*\.txt$/.test(manifest.path)) continue;
      const [top, second] = manifest.directory.split('/');
      if (!top || atRoot.has(manifest.ecosystem) || /^(?:tests?|e2e|benchmarks?|bench|docs?|scripts?|tools?|fuzz|integration-tests?|\..*)$/i.test(top))
        continue;
      const part = second === undefined ? top : `${top}/${second}`;
      const known = parts.get(part);
      if (!known || manifest.directory.length < known.directory.length) parts.set(part, manifest);
    }
    if (parts.size === 0) return outcome.notApplicable('no folder has a manifest of another ecosystem than the root');
    for (const [part, manifest] of parts) {
      const { directory, ecosystem, path } = manifest;
      const own = guiding.find((file) => file.directory !== '' && (within(directory, file.directory) || within(file.directory, part)));
      const named = guiding.find((file) => file.directory === '' && (file.source.includes(part) || file.source.includes(path)));
      if (own) outcome.pass(`${part}: ${own.path}`, fileStart(own.path));
      else if (named) outcome.pass(`${part} is named in ${named.path}`, fileStart(named.path));
      else outcome.fail('silent', { directory: part, ecosystem, manifest: path, root: root.path }, fileStart(path), { confidence: 'low', subject: part });
    }
  },
});

function within(directory: string, above: string): boolean {
  return directory === above || directory.startsWith(`${above}/`);
}
