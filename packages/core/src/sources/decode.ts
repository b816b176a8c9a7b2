import type { FileContent } from '../model/file.ts';

// git's own heuristic: a NUL byte among the first 8,000 bytes.
const binaryProbe = 8000;

/** Turns bytes into text, or says that they are none. UTF-8 unless a byte order mark says UTF-16; marks are dropped. */
export function decodeFile(path: string, resolvedPath: string, bytes: Uint8Array): FileContent {
  const byteSize = bytes.byteLength;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { state: 'text', path, resolvedPath, text: new TextDecoder('utf-16le').decode(bytes), byteSize };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { state: 'text', path, resolvedPath, text: new TextDecoder('utf-16be').decode(bytes), byteSize };
  if (bytes.subarray(0, binaryProbe).includes(0)) return { state: 'binary', path, byteSize };
  return { state: 'text', path, resolvedPath, text: new TextDecoder('utf-8').decode(bytes), byteSize };
}
