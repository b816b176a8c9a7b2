import type { Expression } from '../model/expression.ts';
import { findExpressions, parseExpression } from './expression.ts';
import type { MatrixLeg } from './matrix.ts';

/**
 * Names of the checks of one job, as GitHub shows them: the job's name or id, and the matrix values in brackets unless
 * the name itself has an expression.
 *
 * @param name - `name:` as written, else the job's id.
 * @param matrix - `none`, the expanded legs, or `hidden` when an expression decides over them.
 * @returns undefined when the names cannot be told from the file.
 */
export function checkNames(name: string, matrix: readonly MatrixLeg[] | 'none' | 'hidden'): readonly string[] | undefined {
  const fences = findExpressions(name);
  if (matrix === 'hidden') return undefined;
  if (matrix === 'none') {
    const filled = fillName(name, {});
    return filled === undefined ? undefined : [filled];
  }
  const names = matrix.map((leg) => {
    if (fences.length > 0) return fillName(name, leg);
    const values = Object.values(leg).filter((value) => value !== '');
    return values.length === 0 ? name : shorten(`${name} (${values.join(', ')})`);
  });
  return names.every((value) => value !== undefined) ? [...new Set(names)] : undefined;
}

// The runner cuts display names: https://github.com/actions/runner (JobDisplayNameBuilder, 100 characters).
function shorten(name: string): string {
  return name.length > 100 ? `${name.slice(0, 97)}...` : name;
}

function fillName(name: string, leg: MatrixLeg): string | undefined {
  let filled = '';
  let from = 0;
  for (const { start, end, body } of findExpressions(name)) {
    const { tree } = parseExpression(body);
    const value = tree ? expressionResult(tree, leg) : undefined;
    if (value === undefined) return undefined;
    filled += name.slice(from, start) + String(value ?? '');
    from = end;
  }
  return filled + name.slice(from);
}

type Value = string | number | boolean | null;

/** Value of an expression over literals and `matrix`; undefined when it needs anything else. */
function expressionResult(tree: Expression, leg: MatrixLeg): Value | undefined {
  switch (tree.kind) {
    case 'literal':
      return tree.value;
    case 'reference': {
      if (!tree.path.startsWith('matrix.')) return undefined;
      const key = tree.path.slice('matrix.'.length);
      return key in leg ? leg[key] : Object.keys(leg).some((other) => other.startsWith(`${key}.`)) ? undefined : null;
    }
    case 'and':
    case 'or': {
      let value: Value | undefined = null;
      for (const operand of tree.operands) {
        value = expressionResult(operand, leg);
        if (value === undefined || isTruthy(value) === (tree.kind === 'or')) return value;
      }
      return value;
    }
    case 'not': {
      const value = expressionResult(tree.operand, leg);
      return value === undefined ? undefined : !isTruthy(value);
    }
    case 'comparison': {
      const left = expressionResult(tree.left, leg);
      const right = expressionResult(tree.right, leg);
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
