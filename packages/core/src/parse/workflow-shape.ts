import type { Expression } from '../model/expression.ts';
import type { Location } from '../model/location.ts';
import { nearest } from '../nearest.ts';
import { findExpressions } from './expression.ts';
import type { WorkflowReader } from './workflow-reader.ts';
import { type Availability, commonFunctions, type MapShape, type ScalarShape, type Shape, workflowShape } from './workflow-schema.ts';
import type { YamlMap, YamlNode, YamlScalar } from './yaml.ts';

// A file that is something else altogether has a problem on every line; the first ones say so.
const problemLimit = 100;
/** GitHub's own limit. */
const identifierLength = 100;

/** Reports where a workflow file is not built as GitHub wants it. Places for which there is a report already are left out. */
export function checkWorkflowShape(reader: WorkflowReader, root: YamlMap, reported: readonly number[]): void {
  const known = new Set(reported);
  let problems = 0;
  const report: Report = (code, message, location, severity = 'error') => {
    const { offset } = location.range.start;
    if (known.has(offset) || problems >= problemLimit) return;
    known.add(offset);
    problems++;
    reader.report(code, message, location, severity);
  };
  check({ report, expression: reader.expression, more: () => problems < problemLimit, availability: undefined }, workflowShape, root, '', root.location);
}

type Report = WorkflowReader['report'];

interface Scope {
  readonly report: Report;
  readonly expression: WorkflowReader['expression'];
  /** False once enough problems were found. */
  more(): boolean;
  /** What expressions may name here; undefined: none may stand here. */
  readonly availability: Availability | undefined;
}

/** @param place - Where to report an empty value: its key. */
function check(outer: Scope, shape: Shape, node: YamlNode, what: string, place: Location): void {
  if (!outer.more()) return;
  const scope = shape.expressions ? { ...outer, availability: shape.expressions } : outer;
  switch (node.kind) {
    case 'scalar':
      checkScalar(scope, shape, node, what, node.value === null ? place : node.location);
      return;
    case 'sequence': {
      const { items } = shape;
      if (!items) scope.report('workflow-wrong-type', `${what} must be ${expected(shape)}, not a list.`, node.location);
      else if (shape.filledList && node.items.length === 0) scope.report('workflow-empty', `${what} must not be empty.`, node.location);
      else for (const item of node.items) check(scope, items, item, `Each entry of ${what}`, item.location);
      return;
    }
    case 'map':
      if (shape.map) checkMap(scope, mapShapeOf(shape.map, node), node, what);
      else scope.report('workflow-wrong-type', `${what} must be ${expected(shape)}, not a mapping.`, node.location);
      return;
    default:
      node satisfies never;
  }
}

function mapShapeOf(shape: NonNullable<Shape['map']>, map: YamlMap): MapShape {
  if (!('by' in shape)) return shape;
  const found = shape.by.find(([key, , value]) => {
    const node = map.get(key);
    return node && (value === undefined || (node.kind === 'scalar' && node.text === value));
  });
  return found?.[1] ?? shape.otherwise;
}

function checkMap(scope: Scope, shape: MapShape, map: YamlMap, what: string): void {
  const { report } = scope;
  const seen = new Map<string, string>();
  for (const { key, keyLocation, value } of map.entries) {
    if (!scope.more()) return;
    const path = what === '' ? key : `${what}.${key}`;
    // Keys that differ in case alone are one to GitHub; equal ones are reported by the YAML parser.
    const twin = seen.get(key.toUpperCase());
    if (twin !== undefined && twin !== key) report('workflow-duplicate-key', `${path} is there twice: GitHub does not tell it from ${twin}.`, keyLocation);
    seen.set(key.toUpperCase(), key);
    const own = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
    const inner = own ?? shape.rest;
    if (key === '<<') report('workflow-merge-key', 'GitHub does not resolve merge keys (`<<`); repeat the entries.', keyLocation);
    else if (key.includes('${{')) checkExpressions(scope, key, () => keyLocation);
    else if (!inner) closed(report, 'workflow-unknown-key', path, key, Object.keys(shape.keys), keyLocation);
    else {
      if (!own && shape.identifiers && !isIdentifier(key)) report('workflow-invalid-id', invalidId(path), keyLocation);
      check(scope, inner, value, path, keyLocation);
    }
  }
  for (const key of shape.required ?? [])
    if (!map.entry(key)) report('workflow-missing-key', `${what} needs the key \`${key}\`.`, map.entries[0]?.keyLocation ?? map.location);
  for (const [left, right] of shape.exclusive ?? []) {
    const second = map.entry(left) && map.entry(right);
    if (second) report('workflow-conflicting-keys', `${what} has both \`${left}\` and \`${right}\`; GitHub takes one of them.`, second.keyLocation);
  }
}

/**
 * What a list of GitHub's does not hold. One that resembles an entry, or that GitHub knows at other places, is a slip and refused
 * by GitHub; another may be newer than the list, which is no reason to call a working file broken.
 */
function closed(report: Report, code: string, what: string, written: string, known: readonly string[], location: Location): void {
  const meant = nearest(written, known);
  if (meant) report(code, `${what}: GitHub does not know \`${written}\`; \`${meant}\` may be meant.`, location);
  else report(code, `${what}: GitHub documents no \`${written.slice(0, 80)}\` here.`, location, knownWords().has(written) ? 'error' : 'warning');
}

let words: Set<string> | undefined;

/** Every key and value that GitHub knows at some place. */
function knownWords(): ReadonlySet<string> {
  if (words) return words;
  const found = new Set<string>();
  const open: Shape[] = [workflowShape];
  const seen = new Set<Shape>();
  for (let shape = open.pop(); shape; shape = open.pop()) {
    if (seen.has(shape)) continue;
    seen.add(shape);
    for (const value of shape.scalar?.values ?? []) found.add(value);
    if (shape.items) open.push(shape.items);
    const { map } = shape;
    for (const { keys, rest } of map ? ('by' in map ? [...map.by.map(([, form]) => form), map.otherwise] : [map]) : []) {
      for (const key of Object.keys(keys)) found.add(key);
      open.push(...Object.values(keys), ...(rest ? [rest] : []));
    }
  }
  words = found;
  return found;
}

function checkScalar(scope: Scope, shape: Shape, node: YamlScalar, what: string, location: Location): void {
  const { scalar } = shape;
  const { report } = scope;
  if (node.text.includes('${{')) {
    const whole = checkExpressions(scope, node.text, (start, end) => node.locate(start, end));
    // A value that is one expression may become anything.
    if (whole || !scope.availability || (scalar && (scalar.type === 'text' || scalar.type === 'filled' || scalar.type === 'condition'))) return;
    report('workflow-wrong-type', `${what} must be ${expected(shape)}, not a text around an expression.`, location);
    return;
  }
  if (!scalar || !fits(scalar, node)) {
    const empty = node.value === null || node.text === '';
    report(
      empty ? 'workflow-empty' : 'workflow-wrong-type',
      scalar?.type === 'identifier' ? invalidId(what) : `${what} must be ${expected(shape)}${empty ? '; it is empty' : ''}.`,
      location,
    );
  } else if (scalar.values && !scalar.values.includes(node.text)) {
    if (node.text === '') report('workflow-empty', `${what} must be ${expected(shape)}; it is empty.`, location);
    else closed(report, 'workflow-unknown-value', what, node.text, scalar.values, location);
  } else if (scalar.type === 'condition' && scope.availability && node.text.trim() !== '') {
    checkExpression(scope, scope.availability, node.text, (start, end) => node.locate(start, end));
  }
}

function fits(scalar: ScalarShape, node: YamlScalar): boolean {
  if (scalar.optional && node.value === null) return true;
  switch (scalar.type) {
    case 'text':
    case 'condition':
      return true;
    case 'filled':
      return node.value !== null && node.text !== '';
    case 'identifier':
      return isIdentifier(node.text);
    case 'boolean':
      return typeof node.value === 'boolean';
    case 'number':
      return typeof node.value === 'number';
    case 'nothing':
      return node.value === null;
    case 'cron':
      return isCron(node.text);
    default:
      return scalar.type satisfies never;
  }
}

function expected({ scalar, items, map }: Shape): string {
  const forms = [
    ...(scalar
      ? [
          scalar.values
            ? scalar.values
                .map((value) => `\`${value}\``)
                .slice(0, 6)
                .join(', ')
            : scalarNames[scalar.type],
        ]
      : []),
    ...(items ? ['a list'] : []),
    ...(map ? ['a mapping'] : []),
  ];
  return forms.join(' or ');
}

const scalarNames: Readonly<Record<ScalarShape['type'], string>> = {
  text: 'a text',
  filled: 'a text',
  identifier: 'an identifier',
  boolean: '`true` or `false`',
  number: 'a number',
  nothing: 'empty',
  condition: 'a condition',
  cron: 'a cron schedule of five fields',
};

const invalidId = (what: string): string =>
  `${what} is no identifier: letters, digits, \`-\` and \`_\`, first a letter or one \`_\`, fewer than ${identifierLength} characters.`;

function isIdentifier(text: string): boolean {
  return text.length < identifierLength && /^[A-Za-z_][\w-]*$/.test(text) && !text.startsWith('__');
}

type Locate = (start: number, end: number) => Location;

/** @returns Whether the text is one expression and nothing else. */
function checkExpressions(scope: Scope, text: string, locate: Locate): boolean {
  const { report, availability } = scope;
  const fences = findExpressions(text);
  const rest = text.indexOf('${{', fences.at(-1)?.end ?? 0);
  if (!availability) {
    const start = text.indexOf('${{');
    report('workflow-expression-place', 'GitHub evaluates no expression here.', locate(start, fences[0]?.end ?? text.length));
    return false;
  }
  if (rest >= 0) report('workflow-expression', 'The expression is not closed by `}}`.', locate(rest, text.length));
  for (const { body, bodyStart } of fences) checkExpression(scope, availability, body, (start, end) => locate(bodyStart + start, bodyStart + end));
  const [only] = fences;
  return fences.length === 1 && only?.start === 0 && only.end === text.length;
}

function checkExpression({ report, expression: parsed }: Scope, availability: Availability, text: string, locate: Locate): void {
  const { tree } = parsed(text);
  // What cannot be parsed is reported where its references are read.
  if (!tree) return;
  const visit = (expression: Expression): void => {
    switch (expression.kind) {
      case 'literal':
        return;
      case 'reference': {
        const context = expression.path.split('.', 1)[0] ?? '';
        if (!availability.contexts.includes(context))
          unavailable(report, 'context', context, availability.contexts, everyContext, locate(expression.start, expression.end));
        return;
      }
      case 'call': {
        const { name } = expression;
        const functions = { ...commonFunctions, ...availability.functions };
        const arity = Object.hasOwn(functions, name) ? functions[name] : undefined;
        const place = locate(0, text.length);
        if (name !== '[]' && !arity) unavailable(report, 'function', name, Object.keys(functions), everyFunction, place);
        else if (arity && (expression.arguments.length < arity[0] || expression.arguments.length > arity[1]))
          report('workflow-expression', `The function \`${name}\` has ${expression.arguments.length} arguments, which GitHub refuses.`, place);
        for (const argument of expression.arguments) visit(argument);
        return;
      }
      case 'part':
        visit(expression.of);
        return;
      case 'and':
      case 'or':
        for (const operand of expression.operands) visit(operand);
        return;
      case 'not':
        visit(expression.operand);
        return;
      case 'comparison':
        visit(expression.left);
        visit(expression.right);
        return;
      default:
        expression satisfies never;
    }
  };
  visit(tree);
}

const everyContext: readonly string[] = ['github', 'env', 'vars', 'job', 'jobs', 'steps', 'runner', 'secrets', 'strategy', 'matrix', 'needs', 'inputs'];
const everyFunction: readonly string[] = ['always', 'cancelled', 'success', 'failure', 'hashfiles'];

function unavailable(
  report: Report,
  kind: 'context' | 'function',
  name: string,
  here: readonly string[],
  anywhere: readonly string[],
  location: Location,
): void {
  if (anywhere.includes(name)) report('workflow-expression-name', `The ${kind} \`${name}\` is not available here.`, location);
  else closed(report, 'workflow-expression-name', `The expression's ${kind}`, name, here, location);
}

interface CronField {
  readonly from: number;
  readonly to: number;
  readonly names: readonly string[];
}

// https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule (2026-11-25)
const cronFields: readonly CronField[] = [
  { from: 0, to: 59, names: [] },
  { from: 0, to: 23, names: [] },
  { from: 1, to: 31, names: [] },
  { from: 1, to: 12, names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'] },
  { from: 0, to: 6, names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] },
];

function isCron(text: string): boolean {
  const parts = text.trim().split(/\s+/);
  return parts.length === cronFields.length && cronFields.every((field, index) => (parts[index] ?? '').split(',').every((part) => isCronPart(part, field)));
}

function isCronPart(part: string, field: CronField): boolean {
  const [range = '', step, ...more] = part.split('/');
  if (more.length > 0 || (step !== undefined && !(/^\d{1,4}$/.test(step) && Number(step) > 0))) return false;
  if (range === '*') return true;
  const ends = range.split('-').map((end) => cronNumber(end, field));
  const [start, end] = ends;
  return start !== undefined && ends.length <= 2 && (ends.length === 1 || (end !== undefined && start <= end));
}

function cronNumber(text: string, { from, to, names }: CronField): number | undefined {
  const name = names.indexOf(text.toUpperCase());
  if (name >= 0) return name + from;
  const number = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return number >= from && number <= to ? number : undefined;
}
