import { entryType, type GitObject, type ObjectStore, type TreeEntry } from './git-objects.ts';
import type { Fields } from './graphql-fields.ts';

/** Bytes of a blob's text that GraphQL gives; beyond them `isTruncated` is true. */
const BLOB_TEXT_LIMIT = 512_000;

/** A `Blob`, `Tree` or `Commit`; `path` is where a tree was found, which its entries tell. */
export function objectFields(object: GitObject, store: ObjectStore, path: string): Fields {
  const common = { id: `G_${object.sha}`, oid: object.sha, abbreviatedOid: object.sha.slice(0, 7) };
  switch (object.kind) {
    case 'blob': {
      const isBinary = object.bytes.includes(0);
      return {
        ...common,
        __typename: 'Blob',
        byteSize: object.bytes.length,
        isBinary,
        isTruncated: object.bytes.length > BLOB_TEXT_LIMIT,
        text: () => (isBinary ? null : object.bytes.subarray(0, BLOB_TEXT_LIMIT).toString('utf8')),
      };
    }
    case 'tree':
      return { ...common, __typename: 'Tree', entries: () => object.entries.map((entry) => treeEntryFields(entry, store, path)) };
    case 'commit':
      return {
        ...common,
        __typename: 'Commit',
        message: object.message,
        messageHeadline: object.message,
        messageBody: '',
        committedDate: object.date,
        authoredDate: object.date,
        tree: () => {
          const tree = store.objects.get(object.tree);
          return tree === undefined ? null : objectFields(tree, store, '');
        },
      };
    default:
      return object satisfies never;
  }
}

function treeEntryFields(entry: TreeEntry, store: ObjectStore, folder: string): Fields {
  const path = folder === '' ? entry.name : `${folder.replace(/\/$/, '')}/${entry.name}`;
  const object = store.objects.get(entry.sha);
  return {
    name: entry.name,
    path,
    mode: Number.parseInt(entry.mode, 8),
    type: entryType(entry),
    oid: entry.sha,
    size: object?.kind === 'blob' ? object.bytes.length : 0,
    extension: /\.[^./]+$/.exec(entry.name)?.[0] ?? '',
    isGenerated: false,
    object: () => (object === undefined ? null : objectFields(object, store, path)),
  };
}
