import type { Expression } from '../model/expression.ts';

/** A value that an expression may have; `undefined` when it cannot be told. */
export type StaticValue = string | number | boolean | null | undefined;

/** What is known of contexts and functions: return `undefined` for what is not. */
export interface KnownValues {
  reference(path: string): StaticValue;
  call?(name: string, operands: readonly Expression[]): StaticValue;
}

const depthLimit = 100;

/**
 * Computes an expression as far as what is known of its contexts allows, by the rules of GitHub: text compares without
 * case, empty text, zero, false and null do not hold, `&&` and `||` return an operand.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
 */
export function expressionValue(expression: Expression, known: KnownValues, depth = 0): StaticValue {
  if (depth > depthLimit) return undefined;
  const value = (inner: Expression): StaticValue => expressionValue(inner, known, depth + 1);
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'reference':
      return known.reference(expression.path);
    case 'part':
      return undefined;
    case 'not': {
      const holds = truth(value(expression.operand));
      return holds === undefined ? undefined : !holds;
    }
    case 'and':
    case 'or': {
      const stops = expression.kind === 'or';
      let open = false;
      let last: StaticValue;
      for (const operand of expression.operands) {
        last = value(operand);
        const holds = truth(last);
        if (holds === stops) return last;
        if (holds === undefined) open = true;
      }
      return open ? undefined : last;
    }
    case 'comparison':
      return compare(expression.operator, value(expression.left), value(expression.right));
    case 'call':
      return known.call?.(expression.name, expression.arguments) ?? callValue(expression.name, expression.arguments.map(value));
    default:
      return expression satisfies never;
  }
}

/** Whether a value counts as true; undefined when it is not known. */
export function truth(value: StaticValue): boolean | undefined {
  return value === undefined ? undefined : value !== false && value !== null && value !== '' && value !== 0;
}

function compare(operator: string, left: StaticValue, right: StaticValue): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (operator === '==' || operator === '!=') {
    const equal = typeof left === 'string' && typeof right === 'string' ? left.toLowerCase() === right.toLowerCase() : left === right;
    // Different types are compared as numbers, which is of no use here.
    if (typeof left !== typeof right) return undefined;
    return operator === '==' ? equal : !equal;
  }
  return undefined;
}

function callValue(name: string, values: readonly StaticValue[]): StaticValue {
  const [first, second] = values;
  switch (name) {
    case 'always':
    case 'success':
      return true;
    case 'failure':
    case 'cancelled':
      return false;
    case 'contains':
    case 'startswith':
    case 'endswith': {
      if (typeof first !== 'string' || typeof second !== 'string') return undefined;
      const [text, part] = [first.toLowerCase(), second.toLowerCase()];
      return name === 'contains' ? text.includes(part) : name === 'startswith' ? text.startsWith(part) : text.endsWith(part);
    }
    default:
      return undefined;
  }
}

/** Visits an expression and everything inside it. */
export function visitExpression(expression: Expression, visit: (inner: Expression) => void, depth = 0): void {
  if (depth > depthLimit) return;
  visit(expression);
  const inside =
    expression.kind === 'call'
      ? expression.arguments
      : expression.kind === 'and' || expression.kind === 'or'
        ? expression.operands
        : expression.kind === 'not'
          ? [expression.operand]
          : expression.kind === 'comparison'
            ? [expression.left, expression.right]
            : expression.kind === 'part'
              ? [expression.of]
              : [];
  for (const inner of inside) visitExpression(inner, visit, depth + 1);
}
