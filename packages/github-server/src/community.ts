import type { Files } from './scenario.ts';

const CODEOWNERS_PATHS: readonly string[] = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/** A text file in one of the three folders where GitHub looks for community files, whatever its letter case. */
export function communityFile(files: Files, pattern: RegExp): { readonly path: string; readonly text: string } | undefined {
  for (const folder of ['.github/', '', 'docs/']) {
    for (const [path, text] of Object.entries(files)) {
      const name = path.slice(folder.length);
      if (path.startsWith(folder) && !name.includes('/') && pattern.test(name) && typeof text === 'string') return { path, text };
    }
  }
  return undefined;
}

export function codeOwnersPath(files: Files): string | undefined {
  return CODEOWNERS_PATHS.find((path) => path in files);
}

export function spdxOf(licenceText: string): string {
  return licenceText.startsWith('MIT License') ? 'MIT' : 'NOASSERTION';
}
