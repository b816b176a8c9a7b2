import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { DATE } from './date.ts';

/** A JSON Schema object after conversion from OpenAPI 3.0, whose `nullable` it no longer has. */
type Schema = Readonly<Record<string, unknown>>;

/** A published description of GitHub's REST API. */
export interface RestDescription {
  /** Whether GitHub has the path at all, written as the description does: `/repos/{owner}/{repo}`. */
  readonly has: (template: string) => boolean;
  /**
   * Fills in what the description requires of an answer and the value leaves out, with the emptiest value of its type: so fixtures name what matters only.
   * Alternatives (`oneOf`) are left as they are.
   */
  readonly complete: (template: string, status: number, body: unknown) => unknown;
  /** What is wrong with an answer; empty when nothing is, or when the description says nothing about its body. */
  readonly problems: (template: string, status: number, body: unknown) => string;
}

/** Stands for `#/` of the description: a reference must be absolute to be found from another schema. */
const ROOT = 'https://api.github.test/';
const descriptions = new Map<string, RestDescription>();

/** Reads a description of `@octokit/openapi` once; the schemas of a path are prepared when it is first asked for. */
export function loadDescription(name: string): RestDescription {
  let description = descriptions.get(name);
  if (description === undefined) {
    const file = createRequire(import.meta.url).resolve(`@octokit/openapi/generated/${name}.json`);
    description = describe(JSON.parse(readFileSync(file, 'utf8')));
    descriptions.set(name, description);
  }
  return description;
}

function describe(document: unknown): RestDescription {
  const ajv = new Ajv({ strict: false, validateSchema: false, inlineRefs: false });
  addFormats.default(ajv);
  const components = new Map<string, Schema>();
  const operations = new Map<string, { readonly schema: Schema; readonly validate: ValidateFunction } | undefined>();

  /** Converts what a schema refers to, directly or not, and makes it known to the validator under its address: each component once, and few of the many. */
  const register = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key !== '$ref' || typeof inner !== 'string') register(inner);
      else if (!components.has(inner)) {
        const schema = asRecord(convert(at(document, ...inner.slice(ROOT.length).split('/'))));
        components.set(inner, schema);
        ajv.addSchema(schema, inner);
        register(schema);
      }
    }
  };

  const operation = (template: string, status: number): { readonly schema: Schema; readonly validate: ValidateFunction } | undefined => {
    const key = `${status} ${template}`;
    if (!operations.has(key)) {
      const raw = at(document, 'paths', template, 'get', 'responses', String(status), 'content', 'application/json', 'schema');
      const schema = asRecord(convert(raw));
      register(schema);
      operations.set(key, raw === undefined ? undefined : { schema, validate: ajv.compile(schema) });
    }
    return operations.get(key);
  };

  const follow = (schema: Schema): Schema => (typeof schema['$ref'] === 'string' ? (components.get(schema['$ref']) ?? {}) : schema);

  function complete(value: unknown, raw: Schema): unknown {
    const schema = follow(raw);
    if (Array.isArray(schema['allOf'])) return schema['allOf'].reduce<unknown>((current, part) => complete(current, asRecord(part)), value);
    if (Array.isArray(value)) {
      const items = schema['items'];
      return items === undefined ? value : value.map((item) => complete(item, asRecord(items)));
    }
    if (typeof value !== 'object' || value === null) return value;
    const properties = asRecord(schema['properties']);
    const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
    const missing = required.filter((key) => !(key in value)).map((key) => [key, empty(asRecord(properties[key]))]);
    const present = Object.entries(value).map(([key, inner]) => [key, key in properties ? complete(inner, asRecord(properties[key])) : inner]);
    return Object.fromEntries([...present, ...missing]);
  }

  function empty(raw: Schema): unknown {
    const schema = follow(raw);
    const types = [schema['type']].flat();
    if (types.includes('null') || schema['nullable'] === true) return null;
    if (Array.isArray(schema['enum'])) return schema['enum'][0];
    const alternatives = schema['anyOf'] ?? schema['oneOf'];
    if (Array.isArray(alternatives)) return alternatives.some((one) => asRecord(one)['type'] === 'null') ? null : empty(asRecord(alternatives[0]));
    switch (types[0]) {
      case 'string':
        return schema['format'] === 'date-time' ? DATE : schema['format'] === 'uri' ? 'https://github.test/' : '';
      case 'integer':
      case 'number':
        return schema['minimum'] ?? 0;
      case 'boolean':
        return false;
      case 'array':
        return [];
      default:
        return complete({}, schema);
    }
  }

  return {
    has: (template) => at(document, 'paths', template, 'get') !== undefined,
    complete: (template, status, body) => {
      const found = operation(template, status);
      return found === undefined ? body : complete(body, found.schema);
    },
    problems: (template, status, body) => {
      const validate = operation(template, status)?.validate;
      return validate === undefined || validate(body) ? '' : ajv.errorsText(validate.errors);
    },
  };
}

/** OpenAPI 3.0 to JSON Schema: `nullable` becomes a type, and what is no schema keyword goes. */
function convert(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(convert);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, example: _example, examples: _examples, discriminator: _discriminator, ...rest } = asRecord(value);
  const schema: Record<string, unknown> = Object.fromEntries(
    Object.entries(rest).map(([key, inner]) => [key, key === 'properties' ? convertMap(inner) : convert(inner)]),
  );
  if (typeof schema['$ref'] === 'string') schema['$ref'] = schema['$ref'].replace(/^#\//, ROOT);
  if (nullable !== true) return schema;
  if (schema['$ref'] !== undefined || schema['anyOf'] !== undefined || schema['oneOf'] !== undefined || schema['allOf'] !== undefined) {
    return { anyOf: [schema, { type: 'null' }] };
  }
  if (typeof schema['type'] === 'string') schema['type'] = [schema['type'], 'null'];
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(null)) schema['enum'] = [...schema['enum'], null];
  return schema;
}

/** The names below `properties` are no keywords, whatever they are: one is called `example`. */
const convertMap = (value: unknown): unknown => Object.fromEntries(Object.entries(asRecord(value)).map(([key, inner]) => [key, convert(inner)]));

const isRecord = (value: unknown): value is Schema => typeof value === 'object' && value !== null;
const asRecord = (value: unknown): Schema => (isRecord(value) ? value : {});

const at = (value: unknown, ...keys: readonly string[]): unknown => keys.reduce<unknown>((current, key) => asRecord(current)[key], value);
