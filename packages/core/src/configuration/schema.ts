import { shortestReason, suppressionKinds } from '../model/configuration.ts';

/**
 * JSON Schema of `agent-readiness.yml` (draft-07, which editors' YAML language servers read). Published as
 * `schema/configuration.json`; rule options are checked against the schema of each rule.
 */
const severity = { enum: ['error', 'warning', 'note', 'off'] } as const;

const ruleSettings = {
  type: 'object',
  description: 'Rule id → severity, or severity and options.',
  additionalProperties: {
    anyOf: [
      severity,
      {
        type: 'object',
        additionalProperties: false,
        minProperties: 1,
        properties: { severity, options: { type: 'object', description: 'Options of the rule, see its documentation.' } },
      },
    ],
  },
};

const paths = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 }, description: 'Globs: `**`, `*`, `?`, `{a,b}`, `[a-z]`.' } as const;

export const configurationSchema: Readonly<Record<string, unknown>> = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'agent-readiness configuration',
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: { type: 'string', description: 'For editors; ignored.' },
    extends: {
      description: 'A preset (`recommended`, `strict`), or a file of this repository, relative to this one; several are merged in order.',
      anyOf: [
        { type: 'string', minLength: 1 },
        { type: 'array', items: { type: 'string', minLength: 1 } },
      ],
    },
    rules: ruleSettings,
    overrides: {
      type: 'array',
      description: 'Rule settings for findings in some paths only; the last matching one wins.',
      items: { type: 'object', additionalProperties: false, required: ['paths', 'rules'], properties: { paths, rules: ruleSettings } },
    },
    ignorePaths: { ...paths, minItems: 0, description: 'Globs of files that are not this repository’s own practice.' },
    riskAreas: {
      type: 'array',
      description: 'Kinds of risky work and their paths. One with the id of a default area replaces it; without paths it removes it.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'paths'],
        properties: {
          id: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
          title: { type: 'string', minLength: 1 },
          paths: { ...paths, minItems: 0 },
        },
      },
    },
    suppressions: {
      type: 'array',
      description: 'Waived findings. They stay visible and count as failed, false positives as unknown.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['rule', 'kind', 'reason'],
        properties: {
          rule: { type: 'string', minLength: 1 },
          paths,
          kind: { enum: [...suppressionKinds] },
          reason: { type: 'string', minLength: shortestReason, description: 'Why, for the next reader; at least ten characters.' },
          owner: { type: 'string', minLength: 1 },
          expires: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'Last day on which it holds, YYYY-MM-DD.' },
        },
      },
    },
  },
};
