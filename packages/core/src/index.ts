export { type AuditOptions, audit } from './engine/audit.ts';
export { defineRule, type Rule } from './engine/define-rule.ts';
export { ConfigError, RuleError, SourceError } from './errors.ts';
export type { AuditReport, Finding, ItemResult, RuleOutcome } from './model/report.ts';
export type { Repository } from './repository/repository.ts';
