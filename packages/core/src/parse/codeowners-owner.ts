import type { OwnerKind } from '../model/codeowners.ts';

const letterDigit = /^[A-Za-z0-9]/;

/** The kind of an owner by its form; undefined when GitHub calls it invalid. Whether it exists is not asked. */
export function ownerKind(owner: string): OwnerKind | undefined {
  if (owner.startsWith('@')) {
    const [name = '', team, ...more] = owner.slice(1).split('/');
    if (more.length > 0 || name.length > 100 || !/^[A-Za-z0-9_-]+$/.test(name) || !letterDigit.test(name)) return undefined;
    if (team === undefined) return 'user';
    return /^[A-Za-z0-9._-]+$/.test(team) ? 'team' : undefined;
  }
  const [local = '', domain = '', ...more] = owner.split('@');
  if (more.length > 0 || !/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+$/.test(local)) return undefined;
  return /^[A-Za-z0-9-]+$/.test(domain.replaceAll('.', '')) &&
    domain.includes('.') &&
    !domain.startsWith('.') &&
    !domain.endsWith('.') &&
    !domain.includes('..')
    ? 'email'
    : undefined;
}

/** Why a word is no owner, and what to write instead. */
export function ownerProblem(owner: string): { message: string; suggestion: string } {
  if (owner.startsWith('@') && owner.endsWith('[bot]'))
    return { message: `${owner} is an app, and apps cannot own code`, suggestion: 'name a person or a team' };
  if (owner.startsWith('@') && owner.split('/').length > 2)
    return { message: `${owner} names a team with more than one slash`, suggestion: 'write @organization/team, also for a team inside a team' };
  if (/^[A-Za-z0-9_-]+(?:\/[A-Za-z0-9._-]+)?$/.test(owner)) return { message: `${owner} lacks the @ of an owner`, suggestion: `write @${owner}` };
  if (/^@.*[,;]$/.test(owner)) return { message: `${owner} ends with a separator`, suggestion: 'separate owners by blanks' };
  return { message: `${owner} is no owner`, suggestion: 'write @user, @organization/team or an e-mail address' };
}
