import { type Condition, type Expression, expressionValue, type KnownValues, type Located, truth } from '@ten-point/core/rule';

const depthLimit = 40;
/** Parts of a condition that are compared with each other; one with more is compared as a text. */
const partLimit = 100;

/** One thing that a condition asks for: it holds when any of the alternatives does, each of which is a set of parts that must all hold. */
interface Clause {
  readonly alternatives: readonly ReadonlySet<string>[];
  readonly text: string;
  readonly expression?: Expression;
  readonly condition: Condition;
}

/**
 * What the conditions at the head ask for beyond those at the base. Conditions of a job and of its step count together, a clause
 * with one more alternative is wider, and what holds for every pull request asks for nothing.
 *
 * @param known - What is known of the contexts when the check runs.
 * @param runsWhenReady - Whether a draft is checked when it becomes ready.
 */
export function addedCondition(
  before: readonly (Condition | undefined)[],
  after: readonly (Condition | undefined)[],
  known: KnownValues,
  runsWhenReady: boolean,
): Located<string> | undefined {
  const had = before.flatMap(clausesOf);
  const fresh = after.flatMap(clausesOf).find((clause) => !asksForNothing(clause, known, runsWhenReady) && !had.some((other) => implies(other, clause)));
  return fresh && { value: fresh.text, location: fresh.condition.location };
}

/** A condition that is never true, by what is known when the check runs. */
export function neverHolds(conditions: readonly (Condition | undefined)[], known: KnownValues): Condition | undefined {
  return conditions.find((condition) => condition?.expression !== undefined && truth(expressionValue(condition.expression, known)) === false);
}

function clausesOf(condition: Condition | undefined): readonly Clause[] {
  // Text beside the braces is a text that is never empty: such a condition always holds.
  if (!condition || condition.form === 'text') return [];
  const { expression, value } = condition;
  if (
    !expression ||
    operandsOf(expression, 'and').some((clause) => operandsOf(clause, 'or').length > partLimit) ||
    operandsOf(expression, 'and').length > partLimit
  )
    return [{ alternatives: [new Set([value.trim()])], text: value.trim(), condition }];
  return operandsOf(expression, 'and').map((clause) => ({
    alternatives: operandsOf(clause, 'or').map((alternative) => new Set(operandsOf(alternative, 'and').map((part) => printed(part)))),
    text: printed(clause),
    expression: clause,
    condition,
  }));
}

function operandsOf(expression: Expression, kind: 'and' | 'or'): readonly Expression[] {
  return expression.kind === kind ? expression.operands : [expression];
}

function asksForNothing({ alternatives, expression, text }: Clause, known: KnownValues, runsWhenReady: boolean): boolean {
  if (alternatives.some((parts) => [...parts].every((part) => part === 'always()' || part === 'success()' || part === '!cancelled()'))) return true;
  if (text.includes('.draft') && !runsWhenReady) return false;
  return expression !== undefined && truth(expressionValue(expression, known)) === true;
}

/** Whether one clause can only hold where the other does. */
function implies({ alternatives: stronger }: Clause, { alternatives: weaker }: Clause): boolean {
  return stronger.every((parts) => weaker.some((wanted) => [...wanted].every((part) => parts.has(part))));
}

/** An expression in one spelling. */
function printed(expression: Expression, depth = 0): string {
  if (depth > depthLimit) return '…';
  const inner = (other: Expression): string => printed(other, depth + 1);
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' ? `'${expression.value}'` : String(expression.value);
    case 'reference':
      return expression.path;
    case 'call':
      return `${expression.name}(${expression.arguments.map(inner).join(', ')})`;
    case 'part':
      return `${inner(expression.of)}[…]`;
    case 'not':
      return `!${inner(expression.operand)}`;
    case 'and':
    case 'or':
      return `(${expression.operands.map(inner).join(expression.kind === 'and' ? ' && ' : ' || ')})`;
    case 'comparison':
      return `${inner(expression.left)} ${expression.operator} ${inner(expression.right)}`;
    default:
      return expression satisfies never;
  }
}
