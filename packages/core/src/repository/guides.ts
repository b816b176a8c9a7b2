import type { Guide, GuideKind, Guides } from '../model/guide.ts';
import type { MarkdownDocument } from '../model/markdown.ts';
import type { FileIndex } from '../model/repository.ts';
import { parseMarkdown } from '../parse/markdown.ts';
import { parsePlainText } from '../parse/plain-text.ts';
import { nameOf } from '../path/relative.ts';
import { comparePaths } from '../sources/source.ts';
import { communityDirectories, ownFilesIn } from './community-files.ts';
import type { FacetLoader } from './facet.ts';
import { guideFolders, guideNames, guidesPerFolder } from './guide-names.ts';

const documentFile = /\.(?:md|mdx|markdown|rst|txt|adoc|asciidoc)$/i;

/** Reads the documents for people: each is found by its name or folder, and parsed only when a rule looks into it. */
export const loadGuides: FacetLoader<Guides> = async ({ files, readTexts }) => {
  const found = guidePaths(files);
  const texts = await readTexts(found.keys());
  const guides = [...found]
    .flatMap(([path, kind]): Guide[] => {
      const text = texts.get(path);
      return text ? [lazyGuide(kind, path, text.text)] : [];
    })
    .sort(comparePaths);
  return { guides, of: (kind) => guides.filter((guide) => guide.kind === kind) };
};

function lazyGuide(kind: GuideKind, path: string, text: string): Guide {
  let document: MarkdownDocument | undefined;
  return {
    kind,
    path,
    get document() {
      document ??= /\.(?:md|mdx|markdown)$/i.test(path) ? parseMarkdown(path, text) : parsePlainText(path, text);
      return document;
    },
  };
}

const kindByName = new Map(Object.entries(guideNames).flatMap(([kind, names]) => names.map((name): [string, GuideKind] => [name, kind as GuideKind])));

function guidePaths(files: FileIndex): ReadonlyMap<string, GuideKind> {
  const found = new Map<string, GuideKind>();
  for (const directory of communityDirectories) {
    for (const path of ownFilesIn(files, directory)) {
      const kind = kindOf(nameOf(path));
      // A README of `docs/` or `.github/` describes that folder.
      if (kind && !(kind === 'readme' && directory !== '')) found.set(path, kind);
    }
  }
  for (const { directory, kind } of guideFolders) {
    if (!files.hasDirectory(directory)) continue;
    const documents = ownFilesIn(files, directory).filter((path) => documentFile.test(path));
    for (const path of documents.slice(0, guidesPerFolder)) if (!found.has(path)) found.set(path, kind);
  }
  if (![...found.values()].includes('contributing')) {
    // Some keep it among the pages of their site: the one nearest to the root counts.
    const page = ['contributing.md', 'CONTRIBUTING.md', 'contributing.rst']
      .flatMap((name) => files.named(name))
      .filter((path) => /^(?:docs?|website|site)\//.test(path) && files.role(path) === 'own')
      .sort((left, right) => rank(left) - rank(right) || (left < right ? -1 : 1))[0];
    if (page) found.set(page, 'contributing');
  }
  return found;
}

/** Depth, with English before translations: statements are matched in English. */
function rank(path: string): number {
  return path.split('/').length + (/\/en(?:[-_]\w+)?\//.test(path) ? 0 : 0.5);
}

function kindOf(fileName: string): GuideKind | undefined {
  const name = fileName.toLowerCase();
  if (name === 'dco.yml' || name === 'dco.yaml') return 'dco';
  // Without an extension only names in capitals are documents (MAINTAINERS, DCO): `release` or `deploy` is a script.
  if (!documentFile.test(name) && fileName !== fileName.toUpperCase()) return undefined;
  const stem = documentFile.test(name) ? name.slice(0, name.lastIndexOf('.')) : name;
  return kindByName.get(stem.replace(/[_ ]/g, '-'));
}
