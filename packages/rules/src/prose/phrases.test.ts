import { describe, expect, it } from 'vitest';
import { phrased } from './phrases.ts';
import { mayState, statementIn } from './statements.ts';

describe('phrased', () => {
  it.each([
    ['erst planen', 'Bitte ERST planen, dann backen.'],
    ['erst planen', 'Hier wird **erst-planen** gelebt.'],
    ['Pläne zuerst', 'PLÄNE ZUERST!'],
    ['pla\u0308ne zuerst', 'Pläne zuerst'],
    ['pläne zuerst', 'Pla\u0308ne zuerst'],
    ['σχέδιο πρώτα', 'Σχέδιο πρώτα'],
    ['сначала план', 'Сначала план, потом код'],
    ['avis des propriétaires', "Demande l'avis des propriétaires."],
    ["d'abord un plan", 'D’abord un plan.'],
    ['पहले योजना', 'कोड से पहले योजना लिखें'],
    ['計画を立て', 'コードを書く前に計画を立ててください。'],
    ['データ移行', 'Dockerとデータ移行は相談する'],
    ['先写计划', '修改代码前请先写计划。'],
    ['วางแผนก่อน', 'กรุณาวางแผนก่อนเขียนโค้ด'],
    ['계획*', '코드보다 계획을 먼저 세우세요'],
    ['suunnitel* ensin', 'Suunnittele ensin', false],
    ['suunnit* ensin', 'Suunnittele ensin'],
    ['erst planen', 'Zuerst planen', false],
    ['erst plan', 'erst planen', false],
    ['план', 'планета', false],
    ['erst planen', 'planen, erst', false],
  ])('finds %j in %j', (phrase, text, expected = true) => {
    expect(statementIn(text, phrased([phrase])) !== undefined).toBe(expected);
    expect(mayState(`Brot.\n\n${text}\n`, [phrased([phrase])])).toBe(expected);
  });

  it.each([[[]], [['']], [['*', '!?', ' ']]])('finds nothing without words: %j', (phrases) => {
    expect(statementIn('Brot * !?', phrased(phrases))).toBeUndefined();
    expect(mayState('Brot * !?', [phrased(phrases)])).toBe(false);
  });

  it.each([
    ['Do not erst planen.', true],
    ['Never: erst planen', true],
    ['Descreva no código: erst planen', false],
    ['Les pains dont on parle, erst planen', false],
  ])('hears English negation, and no words that negate in English only: %s', (text, negated) => {
    expect(statementIn(text, phrased(['erst planen']))).toEqual({ negated });
  });

  it.each(['パ', 'ี', "a'b", 'ก\u0e35', 'é\u0301'])('is linear in many %j', (unit) => {
    expect(statementIn(unit.repeat(100_000), phrased(['erst planen', '計画を立て']))).toBeUndefined();
  });
});
