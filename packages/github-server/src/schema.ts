import { readFileSync } from 'node:fs';
import {
  type ASTNode,
  buildASTSchema,
  type DocumentNode,
  type FieldDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  type SelectionSetNode,
  specifiedRules,
  type TypeNode,
  validate,
  visit,
} from 'graphql';
import { schemaExtension } from './schema-extension.ts';

let published: DocumentNode | undefined;
const schemas = new Map<string, GraphQLSchema>();

/**
 * GitHub's schema: that of github.com today, or the published one without what an Enterprise Server lacks.
 *
 * @param lacks - Types (`Type`) and fields, enum values or union members (`Type.member`) to leave out; `undefined` for github.com.
 */
export function loadSchema(lacks: readonly string[] | undefined): GraphQLSchema {
  const key = lacks?.join() ?? 'github.com';
  let schema = schemas.get(key);
  if (schema === undefined) {
    // Not by importing the package, which takes two seconds to prepare a validator of its own.
    published ??= parse(readFileSync(new URL('schema.graphql', import.meta.resolve('@octokit/graphql-schema')), 'utf8'), { noLocation: true });
    // The published text defines two fields twice, which only assumeValidSDL lets pass.
    const document =
      lacks === undefined
        ? { ...published, definitions: [...published.definitions, ...parse(schemaExtension).definitions] }
        : without(published, new Set(lacks));
    schema = buildASTSchema(document, { assumeValidSDL: true });
    schemas.set(key, schema);
  }
  return schema;
}

/** Validation errors in GitHub's words where those are known. */
export function validateQuery(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  return validate(schema, document, specifiedRules, { maxErrors: 100 }).map(inGitHubsWords);
}

interface Wording {
  readonly pattern: RegExp;
  readonly code: string;
  readonly message: (first: string, second: string) => string;
  readonly details: (first: string, second: string) => Readonly<Record<string, string>>;
}

const wordings: readonly Wording[] = [
  {
    pattern: /^Cannot query field "([^"]+)" on type "([^"]+)"/,
    code: 'undefinedField',
    message: (fieldName, typeName) => `Field '${fieldName}' doesn't exist on type '${typeName}'`,
    details: (fieldName, typeName) => ({ typeName, fieldName }),
  },
  {
    pattern: /^Unknown argument "([^"]+)" on field "[^".]+\.([^"]+)"/,
    code: 'argumentNotAccepted',
    message: (argumentName, name) => `Field '${name}' doesn't accept argument '${argumentName}'`,
    details: (argumentName, name) => ({ name, typeName: 'Field', argumentName }),
  },
  {
    pattern: /^Unknown type "([^"]+)"/,
    code: 'undefinedType',
    message: (typeName) => `No such type ${typeName}, so it can't be a fragment condition`,
    details: (typeName) => ({ typeName }),
  },
  {
    pattern: /^Fragment (?:"[^"]+" )?cannot be spread here as objects of type "([^"]+)" can never be of type "([^"]+)"/,
    code: 'cannotSpreadFragment',
    message: (parent, typeName) => `Fragment on ${typeName} can't be spread inside ${parent}`,
    details: (_, typeName) => ({ typeName, fragmentName: 'unknown' }),
  },
];

function inGitHubsWords(error: GraphQLError): GraphQLError {
  for (const { pattern, code, message, details } of wordings) {
    const [, first = '', second = ''] = pattern.exec(error.message) ?? [];
    if (first !== '') return new GraphQLError(message(first, second), { nodes: error.nodes ?? null, extensions: { code, ...details(first, second) } });
  }
  return error;
}

/** The names that lead to an invalid selection, as GitHub gives them in the error's `path`. */
export function pathTo(document: DocumentNode, target: ASTNode): readonly string[] | undefined {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const kind = definition.kind === Kind.FRAGMENT_DEFINITION ? 'fragment' : definition.operation;
    const below = pathBelow(definition.selectionSet, target);
    if (below !== undefined) return [definition.name === undefined ? kind : `${kind} ${definition.name.value}`, ...below];
  }
  return undefined;
}

function pathBelow({ selections }: SelectionSetNode, target: ASTNode): readonly string[] | undefined {
  for (const selection of selections) {
    const name =
      selection.kind === Kind.FIELD
        ? (selection.alias ?? selection.name).value
        : `... ${selection.kind === Kind.FRAGMENT_SPREAD ? selection.name.value : `on ${selection.typeCondition?.name.value ?? ''}`}`;
    const isHere = selection === target || (selection.kind === Kind.INLINE_FRAGMENT && selection.typeCondition === target);
    const below = isHere ? [] : selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet ? pathBelow(selection.selectionSet, target) : undefined;
    if (below !== undefined) return [name, ...below];
    if (selection.kind === Kind.FIELD && selection.arguments?.some((argument) => argument === target)) return [name];
  }
  return undefined;
}

function without(document: DocumentNode, lacks: ReadonlySet<string>): DocumentNode {
  const mentionsLacking = (type: TypeNode): boolean => (type.kind === Kind.NAMED_TYPE ? lacks.has(type.name.value) : mentionsLacking(type.type));
  const members = <Member extends { readonly name: { readonly value: string } }>(type: string, all: readonly Member[] | undefined): Member[] =>
    (all ?? []).filter((member) => !lacks.has(member.name.value) && !lacks.has(`${type}.${member.name.value}`));
  const fields = (type: string, all: readonly FieldDefinitionNode[] | undefined): FieldDefinitionNode[] =>
    members(type, all)
      .filter((field) => !mentionsLacking(field.type))
      .map((field) => ({ ...field, arguments: (field.arguments ?? []).filter((argument) => !mentionsLacking(argument.type)) }));
  return visit(document, {
    enter(node) {
      if ('name' in node && node.name !== undefined && 'description' in node && lacks.has(node.name.value)) return null;
      switch (node.kind) {
        case Kind.OBJECT_TYPE_DEFINITION:
        case Kind.INTERFACE_TYPE_DEFINITION:
          return {
            ...node,
            interfaces: (node.interfaces ?? []).filter(({ name }) => !lacks.has(name.value)),
            fields: fields(node.name.value, node.fields),
          };
        case Kind.UNION_TYPE_DEFINITION:
          return { ...node, types: members(node.name.value, node.types) };
        case Kind.ENUM_TYPE_DEFINITION:
          return { ...node, values: members(node.name.value, node.values) };
        default:
          // Only definitions are of interest, and the schema is long.
          return node.kind === Kind.DOCUMENT ? undefined : false;
      }
    },
  });
}
