export { parseMarkdown } from '../parse/markdown.ts';
export { type ObservedProtection, type RuleCase, type RuleResult, runRule, type TestFramework, testRule } from './test-rule.ts';
