import type { Diagnostic } from '../model/diagnostic.ts';
import type { Located, Location } from '../model/location.ts';
import type { Condition, EnvironmentVariable, KeyedReference } from '../model/workflow.ts';
import { findExpressions, type ParsedExpression, parseExpression } from './expression.ts';
import type { YamlFile, YamlMap, YamlNode, YamlScalar } from './yaml.ts';

/** Reads typed values out of YAML nodes and reports what has the wrong shape. */
export interface WorkflowReader {
  readonly yaml: YamlFile;
  report(code: string, message: string, location: Location, severity?: Diagnostic['severity']): void;
  /** The entry's value as a mapping; anything else but nothing is reported. */
  map(node: YamlNode | undefined, what: string): YamlMap | undefined;
  text(node: YamlNode | undefined, what: string): Located<string> | undefined;
  /** A text or a list of texts. */
  texts(node: YamlNode | undefined, what: string): readonly Located<string>[];
  pairs(node: YamlNode | undefined, what: string): readonly { readonly key: string; readonly value: Located<string> }[];
  environment(node: YamlNode | undefined, what: string): readonly EnvironmentVariable[];
  condition(node: YamlNode | undefined): Condition | undefined;
  /** An expression, without braces. Each text is parsed once, for references, conditions and the check of its place alike. */
  expression(body: string): ParsedExpression;
  /** References in every text at or below a node. */
  references(node: YamlNode | undefined, key: string): readonly KeyedReference[];
}

export function workflowReader(yaml: YamlFile, diagnostics: Diagnostic[]): WorkflowReader {
  const report: WorkflowReader['report'] = (code, message, location, severity = 'error') => {
    diagnostics.push({ path: yaml.path, range: location.range, severity, code, message });
  };
  const isNothing = (node: YamlNode | undefined): boolean => !node || (node.kind === 'scalar' && node.value === null);
  const located = (node: YamlScalar): Located<string> => ({ value: node.text, location: node.location });

  const map: WorkflowReader['map'] = (node, what) => {
    if (node?.kind === 'map') return node;
    if (node && !isNothing(node)) report('workflow-wrong-type', `${what} must be a mapping.`, node.location);
    return undefined;
  };
  const text: WorkflowReader['text'] = (node, what) => {
    if (node?.kind === 'scalar') return node.value === null ? undefined : located(node);
    if (node) report('workflow-wrong-type', `${what} must be a text.`, node.location);
    return undefined;
  };
  const texts: WorkflowReader['texts'] = (node, what) => {
    if (node?.kind !== 'sequence') return [text(node, what)].filter((value) => value !== undefined);
    return node.items.flatMap((item) => {
      const value = text(item, `Each entry of ${what}`);
      return value ? [value] : [];
    });
  };
  const pairs: WorkflowReader['pairs'] = (node, what) => {
    // A whole mapping may be an expression: `env: ${{ fromJSON(…) }}`.
    if (node?.kind === 'scalar' && node.text.includes('${{')) return [];
    return (map(node, what)?.entries ?? []).flatMap(({ key, value }) => {
      if (value.kind === 'scalar') return [{ key, value: located(value) }];
      report('workflow-wrong-type', `${what}: ${key} must be a text.`, value.location);
      return [];
    });
  };

  const expressions = new Map<string, ParsedExpression>();
  const expression: WorkflowReader['expression'] = (body) => {
    const known = expressions.get(body);
    if (known) return known;
    const parsed = parseExpression(body);
    expressions.set(body, parsed);
    return parsed;
  };

  return {
    yaml,
    report,
    expression,
    map,
    text,
    texts,
    pairs,
    environment: (node, what) => pairs(node, what).map(({ key, value }) => ({ name: key, value })),
    condition(node) {
      const written = text(node, 'if');
      if (!written) return undefined;
      const form = conditionForm(written.value);
      if (form === 'text') return { ...written, form };
      const { tree } = expression(form === 'bare' ? written.value : (findExpressions(written.value)[0]?.body ?? ''));
      if (!tree && written.value.trim() !== '') report('workflow-expression', 'The condition is not a valid expression.', written.location);
      return { ...written, form, ...(tree ? { expression: tree } : {}) };
    },
    references(node, key) {
      const found: KeyedReference[] = [];
      collectReferences(node, key, found, { report, expression }, new Set());
      return found;
    },
  };
}

function conditionForm(text: string): Condition['form'] {
  const fences = findExpressions(text);
  const [only] = fences;
  if (!only) return 'bare';
  return fences.length === 1 && only.start === 0 && only.end === text.length ? 'fenced' : 'text';
}

type Expressions = Pick<WorkflowReader, 'report' | 'expression'>;

function collectReferences(node: YamlNode | undefined, key: string, into: KeyedReference[], reader: Expressions, open: Set<YamlNode>): void {
  if (!node || open.has(node)) return;
  switch (node.kind) {
    case 'scalar':
      for (const reference of scalarReferences(node, key, reader)) into.push(reference);
      return;
    case 'sequence':
      open.add(node);
      for (const item of node.items) collectReferences(item, key, into, reader, open);
      open.delete(node);
      return;
    case 'map':
      open.add(node);
      for (const entry of node.entries) collectReferences(entry.value, key === '' ? entry.key : `${key}.${entry.key}`, into, reader, open);
      open.delete(node);
      return;
    default:
      node satisfies never;
  }
}

function scalarReferences(scalar: YamlScalar, key: string, { report, expression }: Expressions): KeyedReference[] {
  const { text } = scalar;
  const fences = findExpressions(text);
  // `if:` needs no braces; every other key does.
  const bodies = fences.length === 0 && (key === 'if' || key.endsWith('.if')) ? [{ body: text, bodyStart: 0, start: 0, end: text.length }] : fences;
  return bodies.flatMap(({ body, bodyStart, start, end }) => {
    const { references, tree } = expression(body);
    if (!tree && fences.length > 0) report('workflow-expression', 'The expression is not valid.', scalar.locate(start, end));
    return references.map((reference) => ({
      key,
      path: reference.path,
      flows: reference.flows,
      expression: body.trim(),
      location: scalar.locate(bodyStart + reference.start, bodyStart + reference.end),
    }));
  });
}
