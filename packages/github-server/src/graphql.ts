import { type DocumentNode, defaultFieldResolver, execute, GraphQLError, type GraphQLFieldResolver, type GraphQLSchema, getOperationAST, parse } from 'graphql';
import { accountId, viewerLogin } from './account.ts';
import type { ObjectStore } from './git-objects.ts';
import { repositoryFields } from './graphql-repository.ts';
import { queryCost } from './points.ts';
import type { Budget } from './rate-limit.ts';
import type { Scenario } from './scenario.ts';
import { pathTo, validateQuery } from './schema.ts';
import type { View } from './visibility.ts';

/** One GraphQL request, as its JSON body says. */
export interface GraphQLRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

export interface GraphQLAnswer {
  readonly body: { readonly data?: unknown; readonly errors?: readonly object[] };
  readonly points: number;
  /** Messages of validation: not empty when the query is not one that GitHub would run. */
  readonly invalid: readonly string[];
  /** Fields asked for that this server does not model. */
  readonly unmodelled: readonly string[];
}

/** Answers a query from a scenario, as GitHub would: always 200, with `errors` beside whatever data there is. */
export function answerQuery(schema: GraphQLSchema, scenario: Scenario, store: ObjectStore, view: View, budget: Budget, request: GraphQLRequest): GraphQLAnswer {
  const document = parseQuery(request.query);
  if (document instanceof GraphQLError) return refused([document]);
  const invalid = validateQuery(schema, document);
  if (invalid.length > 0) return refused(invalid, document);
  const operation = getOperationAST(document, request.operationName);
  if (!operation) return refused([new GraphQLError('An operation name is required')]);
  if (operation.operation !== 'query') return refused([new GraphQLError('This server only answers queries')]);

  const cost = queryCost(schema, document, operation, request.variables);
  if (cost.errors.length > 0) return refused(cost.errors, document);
  budget.spend(cost.points);

  const { repository } = scenario;
  const names = [`${repository.owner}/${repository.name}`, ...repository.formerNames].map((name) => name.toLowerCase());
  const rootValue = {
    rateLimit: { ...budget.state(), cost: cost.points, nodeCount: cost.nodes },
    // Also for an app, which has its `[bot]` here.
    viewer: { __typename: 'User', id: 'U_viewer', login: viewerLogin(scenario.viewer), databaseId: accountId(viewerLogin(scenario.viewer)) },
    repository: ({ owner, name }: { owner: string; name: string }) => {
      if (view.seesRepository && names.includes(`${owner}/${name}`.toLowerCase()))
        return { __typename: 'Repository', ...repositoryFields(scenario, store, view) };
      throw new GraphQLError(`Could not resolve to a Repository with the name '${owner}/${name}'.`, { extensions: { type: 'NOT_FOUND' } });
    },
  };
  const unmodelled: string[] = [];
  const fieldResolver: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
    if (typeof source === 'object' && source !== null && !(info.fieldName in source)) {
      const field = `${info.parentType.name}.${info.fieldName}`;
      unmodelled.push(field);
      throw new GraphQLError(`The test server does not model ${field}`);
    }
    return defaultFieldResolver(source, args, context, info);
  };
  const result = execute({
    schema,
    document,
    operationName: request.operationName ?? null,
    rootValue,
    variableValues: request.variables,
    fieldResolver,
    typeResolver: (value) => (typeof value === 'object' && value !== null && '__typename' in value ? String(value.__typename) : undefined),
  });
  if (result instanceof Promise) throw new TypeError('No resolver of this server is asynchronous');
  const errors = result.errors?.map((error) => asGitHubWrites(error));
  return {
    body: { ...('data' in result ? { data: result.data } : {}), ...(errors ? { errors } : {}) },
    points: cost.points,
    // Variables that do not fit are found on execution only, and leave no data.
    invalid: 'data' in result ? [] : (result.errors ?? []).map(({ message }) => message),
    unmodelled: [...new Set(unmodelled)],
  };
}

function parseQuery(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    return error instanceof GraphQLError ? error : new GraphQLError(String(error));
  }
}

const refused = (errors: readonly GraphQLError[], document?: DocumentNode): GraphQLAnswer => ({
  body: { errors: errors.map((error) => asGitHubWrites(error, document)) },
  points: 1,
  invalid: errors.map(({ message }) => message),
  unmodelled: [],
});

/** GitHub puts an error's `type` beside its message, and gives a path for an invalid selection too. */
function asGitHubWrites(error: GraphQLError, document?: DocumentNode): object {
  const { type, ...extensions } = error.extensions;
  const node = error.nodes?.[0];
  const path = error.path ?? (document && node ? pathTo(document, node) : undefined);
  return {
    ...(type === undefined ? {} : { type }),
    ...(path === undefined ? {} : { path }),
    ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
    ...(error.locations === undefined ? {} : { locations: error.locations }),
    message: error.message,
  };
}
