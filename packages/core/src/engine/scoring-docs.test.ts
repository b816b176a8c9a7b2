import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checklistItems, type Severity } from '../model/configuration.ts';
import { scoreText } from '../report/score-text.ts';
import { outcomeValue, type ScoredOutcome, scoreItems, severityWeight, totalScore } from './score.ts';

const page = readFileSync(new URL('../../../../docs/scoring.md', import.meta.url), 'utf8');

/** Rows of the table under a header that begins like this, cells without backticks. */
function table(header: string): readonly (readonly string[])[] {
  const lines = page.slice(page.indexOf(header)).split('\n').slice(2);
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(0, end).map((line) =>
    line
      .replaceAll('`', '')
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function isSeverity(word: string): word is Severity {
  return word in severityWeight;
}

const outcomes = table('| rule | severity |').map(([rule = '', severity = '', passed, failed, unknown]): ScoredOutcome => {
  const item = checklistItems.find(({ id }) => rule.startsWith(`${id}/`));
  if (!item || !isSeverity(severity)) throw new Error(`The example has a row that is no rule: ${rule}`);
  return {
    item: item.id,
    severity,
    failed: Number(failed) > 0,
    value: outcomeValue({ passed: Number(passed), failed: Number(failed), unknown: Number(unknown) }),
  };
});

describe('the worked example of docs/scoring.md', () => {
  it('gives the weights of the code', () => {
    expect(Object.fromEntries(table('| severity | weight |').map(([severity, weight]) => [severity, Number(weight)]))).toEqual(severityWeight);
  });

  it('gives the items that the code gives', () => {
    const items = scoreItems(outcomes).flatMap(({ id, value, state }) => (value ? [[id, value.low.toFixed(2), value.high.toFixed(2), state]] : []));
    expect(table('| item | low |')).toEqual(items);
  });

  it('gives the total that the code gives, as it is printed', () => {
    const score = totalScore(scoreItems(outcomes));
    if (!score) throw new Error('The example has no total.');
    const unknownChecks = outcomes.filter(({ value }) => value && value.low < value.high).length;
    expect(page).toContain(`\n${scoreText({ score, unknownChecks, suppressed: [] })}\n`);
  });
});
