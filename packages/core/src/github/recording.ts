import { isRecord } from '../parse/json-value.ts';
import { redact, redactDeep } from '../redact.ts';

/** A question to the API: no header is part of it, so no token either. */
export interface Question {
  readonly method: string;
  /** Path and query, e.g. `/repos/octo/bakery`. */
  readonly path: string;
  readonly body?: string;
}

export interface RecordedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers of GitHub, taken down or given back. */
export interface Recording {
  /** Answers come from the recording alone. */
  readonly replays: boolean;
  find(question: Question): RecordedAnswer | undefined;
  add(question: Question, answer: RecordedAnswer): void;
}

/** What a recording file holds. */
export interface RecordingFile {
  readonly format: 'agent-readiness-recording';
  readonly version: 1;
  readonly apiUrl: string;
  readonly answers: readonly RecordedExchange[];
}

export interface RecordedExchange {
  readonly question: Question;
  readonly answer: RecordedAnswer;
}

/** Takes answers down. Values that look like secrets are replaced; the client takes out its own token before. */
export function recorder(apiUrl: string): Recording & { file(): RecordingFile } {
  const exchanges = new Map<string, RecordedExchange>();
  return {
    replays: false,
    find: () => undefined,
    add(question, answer) {
      exchanges.set(keyOf(question), { question, answer: { ...answer, body: redactJson(answer.body) } });
    },
    file: () => ({
      format: 'agent-readiness-recording',
      version: 1,
      apiUrl,
      answers: [...exchanges].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, exchange]) => exchange),
    }),
  };
}

/** Gives recorded answers back; what is not among them is answered as not recorded, and nothing is asked of the network. */
export function replayer(file: RecordingFile): Recording {
  const answers = new Map(file.answers.map(({ question, answer }) => [keyOf(question), answer]));
  return {
    replays: true,
    find: (question) =>
      answers.get(keyOf(question)) ?? { status: 418, headers: { 'content-type': 'application/json' }, body: '{"message":"not in the recording"}' },
    add: () => {},
  };
}

/**
 * Reads a recording file.
 *
 * @returns The recording, or a sentence about what is wrong with the text.
 */
export function parseRecording(text: string): RecordingFile | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  if (!isRecord(value) || value['format'] !== 'agent-readiness-recording') return 'it is not a recording made by --record';
  if (value['version'] !== 1) return `its version is ${String(value['version'])}, and this program reads version 1`;
  const { apiUrl, answers } = value;
  if (typeof apiUrl !== 'string' || !URL.canParse(apiUrl) || !Array.isArray(answers)) return 'apiUrl or answers are missing';
  const read = answers.flatMap((entry: unknown) => readExchange(entry) ?? []);
  return read.length === answers.length
    ? { format: 'agent-readiness-recording', version: 1, apiUrl, answers: read }
    : 'some of its answers have the wrong shape';
}

function readExchange(entry: unknown): RecordedExchange | undefined {
  if (!isRecord(entry) || !isRecord(entry['question']) || !isRecord(entry['answer'])) return undefined;
  const { method, path, body: asked } = entry['question'];
  const { status, headers, body } = entry['answer'];
  if (typeof method !== 'string' || typeof path !== 'string' || (asked !== undefined && typeof asked !== 'string')) return undefined;
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599 || typeof body !== 'string' || !isRecord(headers))
    return undefined;
  const texts = Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  return { question: { method, path, ...(asked === undefined ? {} : { body: asked }) }, answer: { status, headers: Object.fromEntries(texts), body } };
}

function redactJson(text: string): string {
  const value = parsed(text);
  return value === undefined ? redact(text) : JSON.stringify(isBlob(value) ? changedBlob(value, redact) : redactDeep(value));
}

/** Takes a token out of an answer that repeats it, also out of a file that REST sends in base64. */
export function withoutToken(text: string, token: string): string {
  const hide = (inside: string): string => inside.replaceAll(token, '[redacted]');
  const shown = hide(text);
  if (!/"encoding"\s*:\s*"base64"/.test(shown)) return shown;
  const value = parsed(shown);
  return isBlob(value) && Buffer.from(value.content, 'base64').includes(token) ? JSON.stringify(changedBlob(value, hide)) : shown;
}

interface Blob {
  readonly encoding: 'base64';
  readonly content: string;
}

function isBlob(value: unknown): value is Blob {
  return isRecord(value) && value['encoding'] === 'base64' && typeof value['content'] === 'string';
}

function changedBlob(blob: Blob, change: (text: string) => string): Blob {
  // Secrets are ASCII, and latin1 keeps every byte beside them as it is.
  const content = change(Buffer.from(blob.content, 'base64').toString('latin1'));
  return { ...blob, content: Buffer.from(content, 'latin1').toString('base64') };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function keyOf({ method, path, body }: Question): string {
  return JSON.stringify([method, path, body ?? '']);
}
