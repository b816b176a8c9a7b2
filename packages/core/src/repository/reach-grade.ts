import type { Confidence } from '../model/configuration.ts';
import type { Reach } from './workflow-exposure.ts';
import type { Gate } from './workflow-gate.ts';

/** How sure it is that strangers can use a way; undefined when a gate closes it. */
export function gradeReach(reach: Reach): Confidence | undefined {
  let grade: Confidence = reach.exposure === 'fork' ? 'low' : 'high';
  for (const gate of reach.gates) {
    const effect = effectOf(gate);
    if (effect === 'closes') return undefined;
    if (effect === 'strong') {
      // A fork's run without secrets, and only for trusted people at that.
      if (reach.exposure === 'fork') return undefined;
      grade = 'low';
    } else if (grade === 'high') grade = 'medium';
  }
  return grade;
}

function effectOf({ kind }: Gate): 'closes' | 'strong' | 'weak' {
  switch (kind) {
    case 'same-repository':
    case 'merged':
    case 'parent-event':
      return 'closes';
    case 'association':
    case 'actor':
    case 'author':
    case 'permission-check':
    case 'label':
    case 'activity':
      return 'strong';
    case 'label-present':
    case 'bot-actor':
    case 'environment':
      return 'weak';
    default:
      return kind satisfies never;
  }
}

const order: readonly Confidence[] = ['low', 'medium', 'high'];

/** The less sure of two. */
export function lowerConfidence(left: Confidence, right: Confidence): Confidence {
  return order.indexOf(left) < order.indexOf(right) ? left : right;
}

/** The way that is most open, with its grade; undefined when every way is closed. */
export function widestReach(reach: readonly Reach[]): { readonly reach: Reach; readonly confidence: Confidence } | undefined {
  let widest: { readonly reach: Reach; readonly confidence: Confidence } | undefined;
  for (const way of reach) {
    const confidence = gradeReach(way);
    if (confidence && (!widest || order.indexOf(confidence) > order.indexOf(widest.confidence))) widest = { reach: way, confidence };
  }
  return widest;
}

const gateTexts: Readonly<Record<Gate['kind'], string>> = {
  'same-repository': 'only branches of this repository',
  merged: 'only after the merge',
  'parent-event': 'the run that it follows is no pull request',
  association: 'a check of the author association',
  actor: 'a comparison with named people',
  author: 'a comparison with named authors',
  'permission-check': 'a step that checks permissions',
  label: 'a label that a maintainer adds',
  activity: 'activity that needs triage rights',
  'label-present': 'a label that stays on when the content changes',
  'bot-actor': 'a comparison of the last actor with a bot',
  environment: 'an environment, which may ask for approval',
};

/** What keeps strangers out on a way, for messages; empty when nothing does. */
export function describeGates(gates: readonly Gate[]): string {
  return [...new Set(gates.map((gate) => gateTexts[gate.kind]))].join(', ');
}
