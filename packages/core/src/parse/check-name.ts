import type { Expression } from '../model/expression.ts';
import { findExpressions, parseExpression } from './expression.ts';
import type { ExpandedLeg, MatrixLeg } from './matrix.ts';

/** What is known where a name is filled in. */
export interface NameValues {
  /** Values of a leg of the matrix. */
  readonly leg?: MatrixLeg;
  /** Inputs of the workflow by their name in lower case. */
  readonly inputs?: ReadonlyMap<string, string>;
}

/**
 * Name of the check of one job or leg of its matrix, as GitHub shows it: the job's name or id, and the matrix values in
 * brackets unless the name itself has an expression.
 *
 * @param name - `name:` as written, else the job's id.
 * @param label - Of the leg; empty without one.
 * @returns undefined when the name cannot be told from the file.
 */
export function checkName(name: string, label: string, values: NameValues): string | undefined {
  if (name.includes('${{')) return fillText(name, values);
  return shorten(label === '' ? name : `${name} (${label})`);
}

/**
 * Names of the checks of one job.
 *
 * @param matrix - `none`, the expanded legs, or `hidden` when an expression decides over them.
 * @returns undefined when the names cannot be told from the file.
 */
export function checkNames(name: string, matrix: readonly ExpandedLeg[] | 'none' | 'hidden'): readonly string[] | undefined {
  if (matrix === 'hidden') return undefined;
  const names = matrix === 'none' ? [checkName(name, '', {})] : matrix.map(({ values, label }) => checkName(name, label, { leg: values }));
  return names.every((value) => value !== undefined) ? [...new Set(names)] : undefined;
}

// The JobNameBuilder of GitHub's runner cuts names without expressions, with their matrix values, to 100 characters:
// https://github.com/actions/runner (2026-11-25). Each part of `caller / called` is cut by itself.
function shorten(name: string): string {
  return name.length > 100 ? `${name.slice(0, 97)}...` : name;
}

/** Fills the expressions of a text in; undefined when one needs more than what is known. */
export function fillText(name: string, values: NameValues): string | undefined {
  let filled = '';
  let from = 0;
  for (const { start, end, body } of findExpressions(name)) {
    const { tree } = parseExpression(body);
    const value = tree ? expressionResult(tree, values) : undefined;
    if (value === undefined) return undefined;
    filled += name.slice(from, start) + String(value ?? '');
    from = end;
  }
  return filled + name.slice(from);
}

type Value = string | number | boolean | null;

/** Value of an expression over literals, `matrix` and `inputs`; undefined when it needs anything else. */
function expressionResult(tree: Expression, values: NameValues): Value | undefined {
  switch (tree.kind) {
    case 'literal':
      return tree.value;
    case 'reference': {
      if (tree.path.startsWith('inputs.')) return values.inputs?.get(tree.path.slice('inputs.'.length).toLowerCase());
      if (!tree.path.startsWith('matrix.')) return undefined;
      const leg = values.leg ?? {};
      const key = tree.path.slice('matrix.'.length);
      return key in leg ? leg[key] : Object.keys(leg).some((other) => other.startsWith(`${key}.`)) ? undefined : null;
    }
    case 'and':
    case 'or': {
      let value: Value | undefined = null;
      for (const operand of tree.operands) {
        value = expressionResult(operand, values);
        if (value === undefined || isTruthy(value) === (tree.kind === 'or')) return value;
      }
      return value;
    }
    case 'not': {
      const value = expressionResult(tree.operand, values);
      return value === undefined ? undefined : !isTruthy(value);
    }
    case 'comparison': {
      const left = expressionResult(tree.left, values);
      const right = expressionResult(tree.right, values);
      if (left === undefined || right === undefined || (tree.operator !== '==' && tree.operator !== '!=')) return undefined;
      const equal = String(left).toLowerCase() === String(right).toLowerCase();
      return tree.operator === '==' ? equal : !equal;
    }
    case 'call':
    case 'part':
      return undefined;
    default:
      return tree satisfies never;
  }
}

// Matrix values are kept as text, so `false` in a leg is the text "false" here and a boolean on GitHub.
function isTruthy(value: Value): boolean {
  return value !== null && value !== false && value !== '' && value !== 0 && value !== 'false';
}
