export { defaultConfiguration } from '../configuration/defaults.ts';
export { parseMarkdown } from '../parse/markdown.ts';
export { createRepository } from '../repository/repository.ts';
export {
  type ChangeRuleCase,
  type CommitFacts,
  type FileChanges,
  headCommit,
  type PullRequestFacts,
  pullRequestOf,
  runChangeRule,
  testChangeRule,
} from './test-change-rule.ts';
export { type GitHubFacts, hostOf, type ObservedProtection, type RuleCase, type RuleResult, runRule, type TestFramework, testRule } from './test-rule.ts';
