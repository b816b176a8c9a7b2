import { GraphQLError } from 'graphql';
import type { Actor } from './scenario.ts';
import type { Shown } from './visibility.ts';

/** An object of the schema: values, or functions of a field's arguments. */
export type Fields = Readonly<Record<string, unknown>>;

/** Unlike an empty answer, a refusal is a field error, and a non-null field takes its parents with it. */
export function shownOrThrow<Value>(shown: Shown<Value>): Value {
  if ('refused' in shown) throw forbidden(shown.refused.message);
  return shown.shown;
}

export const forbidden = (message: string): GraphQLError => new GraphQLError(message, { extensions: { type: 'FORBIDDEN', saml_failure: false } });

export const actorFields = ({ kind, name }: Actor): Fields =>
  kind === 'User'
    ? { __typename: kind, id: `U_${name}`, login: name }
    : kind === 'Team'
      ? { __typename: kind, id: `T_${name}`, name, slug: name, combinedSlug: `bakery/${name}` }
      : { __typename: kind, id: `A_${name}`, name, slug: name };
