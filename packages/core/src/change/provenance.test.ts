import { describe, expect, it } from 'vitest';
import type { ChangeCommit } from '../model/change.ts';
import { parseTrailers } from '../parse/trailers.ts';
import { type PullRequestFacts, pullRequestOf } from '../testing/test-change-rule.ts';
import { attributionsOf, provenanceOf } from './provenance.ts';

const person = { name: 'Ada', email: 'ada@example.org' };

function commit(message: string, author = person): ChangeCommit {
  return { id: '1'.repeat(40), parents: [], author, committer: person, subject: message, message, trailers: parseTrailers(message) };
}

const claude = 'Co-Authored-By: Claude <noreply@anthropic.com>';

describe('how a change was made', () => {
  it.each<[string, ChangeCommit[], PullRequestFacts | undefined, string, string]>([
    ['an ordinary commit', [commit('Bake')], undefined, 'unknown', 'low'],
    ['a co-author trailer', [commit(`Bake\n\n${claude}`)], undefined, 'agent-assisted', 'high'],
    ['a completion', [commit('Bake\n\nCo-authored-by: Copilot <copilot@github.com>')], undefined, 'agent-assisted', 'low'],
    ['a trailer in the middle of the text', [commit(`Bake\n\n${claude}\n\nWarm.`)], undefined, 'unknown', 'low'],
    ['an author', [commit('Bake', { name: 'Cursor Agent', email: 'cursoragent@cursor.com' })], undefined, 'agent-authored', 'high'],
    ['the ending that Aider gives a name', [commit('Bake', { name: 'Ada (aider)', email: 'ada@example.org' })], undefined, 'agent-authored', 'high'],
    ['one commit of several', [commit('Bake'), commit('Mend', { name: 'Cursor Agent', email: 'cursoragent@cursor.com' })], undefined, 'agent-assisted', 'high'],
    ['an account', [commit('Bake')], { author: { login: 'copilot-swe-agent', kind: 'bot' } }, 'agent-authored', 'high'],
    ['a person whose login is that of an agent', [commit('Bake')], { author: { login: 'claude', kind: 'human' } }, 'unknown', 'low'],
    ['a branch', [], { headBranch: 'codex/warm-oven' }, 'agent-authored', 'medium'],
    ['a remark', [commit('Bake')], { body: '🤖 Generated with [Claude Code](https://claude.com/claude-code)' }, 'agent-assisted', 'high'],
    ['a quoted remark', [commit('Bake')], { body: '> Generated with Claude Code' }, 'unknown', 'low'],
    ['a remark in code', [commit('Bake')], { body: '```\nGenerated with Claude Code\n```\nThat is the footer.' }, 'unknown', 'low'],
    ['a disclosure', [commit('Bake\n\nAssisted-by: oven:7 [timer]')], undefined, 'agent-assisted', 'high'],
    ['a bot that raises dependencies', [], { author: { login: 'dependabot', kind: 'bot' } }, 'automation', 'high'],
    ['an unknown bot', [], { author: { login: 'oven-timer', kind: 'bot' } }, 'unknown', 'low'],
  ])('is told by %s', (_, commits, facts, level, confidence) => {
    expect(provenanceOf(commits, pullRequestOf(facts))).toMatchObject({ level, confidence });
  });

  it('quotes what it is told by', () => {
    const { agents, evidence } = provenanceOf([commit(`Bake\n\n${claude}`)], pullRequestOf({ headBranch: 'claude/warm-oven' }));
    expect(agents).toEqual(['Claude Code']);
    expect(evidence.map(({ text }) => text)).toEqual([`1111111111 has the trailer ${claude}`, 'branch claude/warm-oven']);
  });
});

describe('how a commit names an agent', () => {
  it.each<[string, ChangeCommit, readonly string[]]>([
    ['not at all', commit('Bake'), []],
    ['by a trailer', commit(`Bake\n\n${claude}`), ['co-authored-by']],
    ['by two trailers', commit(`Bake\n\nAssisted-by: oven:7\n${claude}`), ['assisted-by', 'co-authored-by']],
    ['by its author', commit('Bake', { name: 'Cursor Agent', email: 'cursoragent@cursor.com' }), ['author']],
    ['by a remark', commit('Bake\n\n🤖 Generated with [Claude Code](https://claude.com/claude-code)'), ['message']],
    ['not by a person', commit('Bake\n\nCo-authored-by: Grace <grace@example.org>\nReviewed-by: Claude <noreply@anthropic.com>'), []],
    ['not by a bot that raises dependencies', commit('Bake', { name: 'dependabot[bot]', email: '49699333+dependabot[bot]@users.noreply.github.com' }), []],
  ])('%s', (_, told, ways) => {
    expect(attributionsOf(told)).toEqual(ways);
  });
});
