import type { Location } from '../model/location.ts';
import type { ActionReference } from '../model/workflow.ts';

/**
 * Reads the value of `uses:`.
 *
 * @param raw - As written.
 * @param comment - Comment at the end of its line.
 * @returns undefined when GitHub would refuse it.
 */
export function parseActionReference(raw: string, location: Location, comment: string | undefined): ActionReference | undefined {
  if (raw.startsWith('docker://')) {
    const image = raw.slice('docker://'.length);
    const digest = /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1];
    return image === '' ? undefined : { kind: 'docker', raw, image, ...(digest ? { digest } : {}), location };
  }
  // `$/` means the root of the repository that the workflow itself comes from (GitHub, 2026).
  if (raw.startsWith('./') || raw.startsWith('$/')) return { kind: 'local', raw, path: raw.slice(2).replace(/\/$/, ''), location };
  const at = raw.indexOf('@');
  if (at <= 0 || at === raw.length - 1) return undefined;
  const [owner = '', repository = '', ...rest] = raw.slice(0, at).split('/');
  if (owner === '' || repository === '') return undefined;
  return { kind: 'repository', raw, owner, repository, path: rest.join('/'), ref: raw.slice(at + 1), ...(comment ? { comment } : {}), location };
}
