import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  GraphQLError,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getVariableValues,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  typeFromAST,
} from 'graphql';

/** What a query costs by GitHub's published formula, and what in it exceeds GitHub's limits. */
export interface QueryCost {
  readonly points: number;
  readonly nodes: number;
  readonly connectionRequests: number;
  readonly errors: readonly GraphQLError[];
}

const NODE_LIMIT = 500_000;

/**
 * Counts how often each connection must be fetched, which is once for every node that its parents may return.
 *
 * Source: https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api (checked 2026-11-25).
 */
export function queryCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): QueryCost {
  const fragments = new Map(document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])));
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables).coerced ?? {};
  const root = schema.getRootType(operation.operation);
  const connections = new Map<string, Connection>();
  const errors: GraphQLError[] = [];
  if (root) visitSelections(operation.selectionSet, root, 1, '');

  const all = [...connections.values()];
  const connectionRequests = all.reduce((sum, connection) => sum + connection.requests, 0);
  const nodes = all.reduce((sum, connection) => sum + connection.requests * connection.size, 0);
  if (nodes > NODE_LIMIT) {
    const message = `This query requests up to ${nodes} possible nodes which exceeds the maximum limit of 500,000.`;
    errors.push(new GraphQLError(message, { nodes: operation, extensions: { type: 'MAX_NODE_LIMIT_EXCEEDED' } }));
  }
  return { points: Math.max(1, Math.round(connectionRequests / 100)), nodes, connectionRequests, errors };

  function visitSelections(selections: SelectionSetNode, type: GraphQLCompositeType, parents: number, path: string): void {
    for (const selection of selections.selections) {
      if (!isIncluded(selection)) continue;
      if (selection.kind === Kind.FIELD) visitField(selection, type, parents, path);
      else {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (fragment === undefined) continue;
        const condition = fragment.typeCondition === undefined ? type : typeFromAST(schema, fragment.typeCondition);
        visitSelections(fragment.selectionSet, isCompositeType(condition) ? condition : type, parents, path);
      }
    }
  }

  function visitField(field: FieldNode, type: GraphQLCompositeType, parents: number, path: string): void {
    const definition = 'getFields' in type ? type.getFields()[field.name.value] : undefined;
    if (definition === undefined || field.selectionSet === undefined) return;
    const here = `${path}/${type.name}.${field.alias?.value ?? field.name.value}`;
    const named = getNamedType(definition.type);
    let children = parents;
    if (isObjectType(named) && isConnection(named)) {
      const size = pageSize(field, getArgumentValues(definition, field, coerced), asksForItems(field.selectionSet), errors);
      // The same connection asked for through two fragments is fetched once.
      connections.set(here, { requests: parents, size });
      children = parents * size;
    }
    if (isCompositeType(named)) visitSelections(field.selectionSet, named, children, here);
  }

  function asksForItems(selections: SelectionSetNode): boolean {
    return selections.selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value === 'nodes' || selection.name.value === 'edges';
      const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      return inner !== undefined && asksForItems(inner.selectionSet);
    });
  }

  function isIncluded(node: SelectionNode): boolean {
    return (
      getDirectiveValues(GraphQLSkipDirective, node, coerced)?.['if'] !== true && getDirectiveValues(GraphQLIncludeDirective, node, coerced)?.['if'] !== false
    );
  }
}

interface Connection {
  readonly requests: number;
  readonly size: number;
}

const isConnection = (type: GraphQLObjectType): boolean => type.name.endsWith('Connection') && 'pageInfo' in type.getFields();

type PageArguments = Readonly<Record<string, unknown>>;

/** A connection asked only for its count, say, needs no page size. */
function pageSize(field: FieldNode, { first, last }: PageArguments, needed: boolean, errors: GraphQLError[]): number {
  const name = field.name.value;
  const report = (message: string, type: string): void => void errors.push(new GraphQLError(message, { nodes: field, extensions: { type } }));
  const size = typeof first === 'number' ? first : last;
  if (typeof size !== 'number') {
    if (needed) report(`You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`, 'MISSING_PAGINATION_BOUNDARIES');
    return 0;
  }
  if (size > 100) {
    const argument = typeof first === 'number' ? 'first' : 'last';
    report(`Requesting ${size} records on the \`${name}\` connection exceeds the \`${argument}\` limit of 100 records.`, 'EXCESSIVE_PAGINATION');
  }
  return size;
}
