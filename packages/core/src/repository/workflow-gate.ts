import type { Expression } from '../model/expression.ts';
import { eventFacts } from './workflow-events.ts';

/**
 * Something that keeps strangers out.
 * `association`, `actor`, `author`: who acts or wrote is compared with trusted people; `same-repository`: forks are left
 * out; `merged`: only after a maintainer merged; `label`, `activity`: a step that needs triage rights started the run;
 * `label-present`: a label that stays when the content changes; `bot-actor`: the last actor is a bot, which others can
 * arrange; `parent-event`: the run that it follows was no pull request; `permission-check`: a step asks GitHub for the
 * actor's rights; `environment`: a deployment environment, which may ask for approval.
 */
export interface Gate {
  readonly kind:
    | 'association'
    | 'actor'
    | 'author'
    | 'same-repository'
    | 'merged'
    | 'label'
    | 'activity'
    | 'label-present'
    | 'bot-actor'
    | 'parent-event'
    | 'permission-check'
    | 'environment';
  /** What it looks at, e.g. `github.event.comment`. */
  readonly object: string;
}

/** What a condition means for one event. */
export interface Verdict {
  /** Its value where the event alone decides over it. */
  readonly value: boolean | undefined;
  /** Gates that hold when it is true, or false. */
  readonly whenTrue: readonly Gate[];
  readonly whenFalse: readonly Gate[];
}

/** The event for which a condition is judged. */
export interface EventContext {
  readonly event: string;
  /** Activity types that can start it; undefined when not known. */
  readonly types: readonly string[] | undefined;
}

const open: Verdict = { value: undefined, whenTrue: [], whenFalse: [] };
const known = (value: boolean): Verdict => ({ value, whenTrue: [], whenFalse: [] });
const negate = ({ value, whenTrue, whenFalse }: Verdict): Verdict => ({
  value: value === undefined ? undefined : !value,
  whenTrue: whenFalse,
  whenFalse: whenTrue,
});
const whenTrue = (kind: Gate['kind'], object: string): Verdict => ({ ...open, whenTrue: [{ kind, object }] });

/** Judges a condition for one event: what it certainly is, and who is kept out. */
export function judgeCondition(expression: Expression, context: EventContext): Verdict {
  switch (expression.kind) {
    case 'literal':
      return known(Boolean(expression.value));
    case 'reference':
      return judgeReference(expression.path, context);
    case 'not':
      return negate(judgeCondition(expression.operand, context));
    case 'and':
      return conjunction(expression.operands.map((operand) => judgeCondition(operand, context)));
    case 'or':
      return negate(conjunction(expression.operands.map((operand) => negate(judgeCondition(operand, context)))));
    case 'comparison': {
      if (expression.operator === '==') return judgeEquality(expression.left, expression.right, context);
      if (expression.operator === '!=') return negate(judgeEquality(expression.left, expression.right, context));
      return open;
    }
    case 'call':
      return judgeCall(expression.name, expression.arguments, context);
    case 'part':
      return open;
    default:
      return expression satisfies never;
  }
}

function conjunction(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.some((verdict) => verdict.value === false)) return known(false);
  const undecided = verdicts.filter((verdict) => verdict.value === undefined);
  if (undecided.length === 0) return known(true);
  return {
    value: undefined,
    whenTrue: undecided.flatMap((verdict) => verdict.whenTrue),
    // Any of them may be the false one: a gate holds only when each has one.
    whenFalse: undecided.every((verdict) => verdict.whenFalse.length > 0) ? undecided.flatMap((verdict) => verdict.whenFalse) : [],
  };
}

function judgeReference(path: string, { event }: EventContext): Verdict {
  if (path.endsWith('.head.repo.fork') || path.endsWith('.head_repository.fork')) return negate(whenTrue('same-repository', path));
  if (path === 'github.event.pull_request.merged') return whenTrue('merged', 'github.event.pull_request');
  const object = /^github\.event\.([a-z_]+)$/.exec(path)?.[1];
  const facts = eventFacts(event);
  // The presence of an object in the payload tells events apart.
  if (object !== undefined && facts && payloadObjects.has(object)) return known(facts.objects.includes(object));
  if (path === 'github.event.issue.pull_request' && facts && !facts.objects.includes('issue')) return known(false);
  if (path.startsWith('github.event.label')) return whenTrue('label', 'github.event.label');
  return open;
}

const payloadObjects: ReadonlySet<string> = new Set(['pull_request', 'issue', 'comment', 'discussion', 'review', 'workflow_run']);
const trustedAssociations: ReadonlySet<string> = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

function judgeEquality(left: Expression, right: Expression, context: EventContext): Verdict {
  const [subject, other] = left.kind === 'reference' ? [left, right] : [right, left];
  if (subject.kind !== 'reference') return open;
  const literal = other.kind === 'literal' ? other.value : undefined;
  const { path } = subject;
  if (typeof literal === 'boolean') return literal ? judgeReference(path, context) : negate(judgeReference(path, context));
  const text = literal === undefined ? undefined : String(literal);
  const fixed = fixedValue(path, context);
  if (fixed !== undefined && text !== undefined) return known(fixed.toLowerCase() === text.toLowerCase());
  if (path === 'github.event.action' && context.types && text !== undefined) {
    if (!context.types.includes(text)) return known(false);
    if (context.types.length === 1) return known(true);
    return eventFacts(context.event)?.openTypes.includes(text) ? open : whenTrue('activity', text);
  }
  if (path === 'github.ref_type' && text === 'tag' && eventFacts(context.event)) return known(false);
  if (path === 'github.ref' && text !== undefined && cannotBeRef(context.event, text)) return known(false);
  if (path.endsWith('.author_association') && text !== undefined && trustedAssociations.has(text)) return whenTrue('association', parentObject(path));
  if (isHeadRepository(path) && (literal !== undefined || (other.kind === 'reference' && isOwnRepository(other.path))))
    return whenTrue('same-repository', path);
  if (isOwnRepository(path) && other.kind === 'reference' && isHeadRepository(other.path)) return whenTrue('same-repository', other.path);
  if (path === 'github.event.label.name') return whenTrue('label', 'github.event.label');
  if (path === 'github.event.workflow_run.event' && text !== undefined) {
    return eventFacts(text) ? { ...open, whenFalse: [{ kind: 'parent-event', object: text }] } : whenTrue('parent-event', text);
  }
  return judgeIdentity(path, other);
}

/** A person or bot compared with a literal, the owner of the repository, or a variable. */
function judgeIdentity(path: string, other: Expression): Verdict {
  const kind = identityKind(path);
  if (!kind) return open;
  const values = other.kind === 'literal' ? [String(other.value)] : listOf(other);
  if (values === undefined) return other.kind === 'reference' && !other.path.startsWith('github.event.') ? whenTrue(kind, path) : open;
  if (kind === 'actor' && values.some((value) => value.endsWith('[bot]'))) return whenTrue('bot-actor', path);
  return whenTrue(kind, path);
}

function identityKind(path: string): 'actor' | 'author' | undefined {
  if (['github.actor', 'github.triggering_actor', 'github.event.sender.login', 'github.actor_id'].includes(path)) return 'actor';
  return /^github\.event\.(?:[a-z_]+\.)+(?:user|author|actor)\.(?:login|id)$/.test(path) ? 'author' : undefined;
}

function judgeCall(name: string, parameters: readonly Expression[], context: EventContext): Verdict {
  const [first, second] = parameters;
  if (name === 'always') return open;
  if (name === 'startswith' && first?.kind === 'reference' && second?.kind === 'literal') {
    const prefix = String(second.value);
    const fixed = fixedValue(first.path, context);
    if (fixed !== undefined) return known(fixed.toLowerCase().startsWith(prefix.toLowerCase()));
    if (first.path === 'github.ref' && cannotBeRef(context.event, prefix)) return known(false);
    return open;
  }
  if (name !== 'contains' || !first || !second) return open;
  if (first.kind === 'reference' && first.path.endsWith('.labels.*.name'))
    return whenTrue('label-present', parentObject(parentObject(parentObject(first.path))));
  if (second.kind !== 'reference') return open;
  const list = listOf(first);
  const fixed = fixedValue(second.path, context);
  if (fixed !== undefined && list) return known(list.includes(fixed));
  if (second.path.endsWith('.author_association') && list?.every((value) => trustedAssociations.has(value)))
    return whenTrue('association', parentObject(second.path));
  const identity = identityKind(second.path);
  if (identity && (list || (first.kind === 'call' && first.name === 'fromjson'))) return whenTrue(identity, second.path);
  return open;
}

/** Literal texts of `fromJSON('[…]')`, or of a text that lists words. */
function listOf(expression: Expression): readonly string[] | undefined {
  if (expression.kind === 'literal')
    return String(expression.value)
      .split(/[\s,;|]+/)
      .filter((word) => word !== '');
  const [list] = expression.kind === 'call' && expression.name === 'fromjson' ? expression.arguments : [];
  if (list?.kind !== 'literal') return undefined;
  try {
    const parsed: unknown = JSON.parse(String(list.value));
    return Array.isArray(parsed) ? parsed.map(String) : undefined;
  } catch {
    return undefined;
  }
}

function fixedValue(path: string, { event }: EventContext): string | undefined {
  if (path === 'github.event_name') return event;
  return undefined;
}

/** Open events run on a branch, those of forks on `refs/pull/<number>/merge`. */
function cannotBeRef(event: string, ref: string): boolean {
  const facts = eventFacts(event);
  if (!facts) return false;
  return ref.startsWith('refs/tags') || ref.startsWith(facts.exposure === 'open' ? 'refs/pull' : 'refs/heads');
}

function parentObject(path: string): string {
  return path.slice(0, path.lastIndexOf('.'));
}

function isHeadRepository(path: string): boolean {
  return /\.(?:head\.repo|head_repository)\.(?:full_name|id|owner\.login|node_id|html_url)$/.test(path) || /\.head\.user\.login$/.test(path);
}

function isOwnRepository(path: string): boolean {
  return (
    ['github.repository', 'github.repository_id', 'github.repository_owner'].includes(path) ||
    /^github\.event\.(?:pull_request\.base\.repo|repository|workflow_run\.repository)\.(?:full_name|id|owner\.login)$/.test(path)
  );
}
