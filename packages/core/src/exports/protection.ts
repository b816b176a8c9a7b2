export type { Diagnostic } from '../model/diagnostic.ts';
export type { Knowledge } from '../model/knowledge.ts';
export type { Located, Location } from '../model/location.ts';
export type { BranchProtection, BypassActor, BypassList, Effective, RequiredCheck, RequiredReviewer } from '../model/protection.ts';
export type { JsonValue } from '../parse/data-node.ts';
export { type DeclaredRuleset, type ProtectionSettings, parseRulesetFile, type RulesetRule } from '../parse/ruleset.ts';
export { type SafeSettingsFile, safeSettingsFor } from '../parse/safe-settings.ts';
export { type DeclaredBranchRule, parseSettingsFile, type SettingsFile } from '../parse/settings-file.ts';
export { effectiveProtection, type ProtectionSource } from '../repository/effective-protection.ts';
