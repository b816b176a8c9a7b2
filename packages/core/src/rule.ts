export { isTestPath } from './change/change-kind.ts';
export { firstChangedLine, lineOf } from './change/places.ts';
export { attributionsOf } from './change/provenance.ts';
export { type ChangeFailureDetails, type ChangeOutcomeReporter, type ChangeRule, defineChangeRule } from './engine/define-change-rule.ts';
export { defineRule, type OutcomeReporter, type RepositoryRule, type Rule } from './engine/define-rule.ts';
export type { FixDraft } from './engine/fix-draft.ts';
export type { AgentSetting, AgentSettings, McpServer } from './model/agent-settings.ts';
export type { AnalysisChange, AnalysisChanges } from './model/analysis-change.ts';
export type { Change, ChangeCommit, ChangedFile, ChangeKind, Hunk, Trailer } from './model/change.ts';
export type { CodeClone, CodeDeclaration, CodeReuse, NamedFile, ParallelName } from './model/code-reuse.ts';
export type { CodeOwners, CodeOwnersFile, CodeOwnersRule, Owner, OwnershipSystem } from './model/codeowners.ts';
export type { CommandPurpose, ShellCommand } from './model/command.ts';
export type { Compose, ComposeProject, PublishedPort } from './model/compose.ts';
export type { Confidence, Configuration, Severity, Suppression } from './model/configuration.ts';
export { checklistItems, type ItemId } from './model/configuration.ts';
export type { BrowserTestServer, DatabaseAddress, DatabaseUse, Devcontainer, EnvFile, Environment, ListeningPort } from './model/environment.ts';
export type { Expression } from './model/expression.ts';
export type { Verdict } from './model/gate-report.ts';
export type { GuideKind, Guides } from './model/guide.ts';
export type { LastChange } from './model/history.ts';
export { type CommandMention, type InstructionFile, type Instructions, type PathMention, placeholderMark } from './model/instructions.ts';
export type { Located, Location } from './model/location.ts';
export type { MarkdownDocument, Sentence } from './model/markdown.ts';
export type { OwnerReview, OwnerReviews } from './model/owner-review.ts';
export type { PolicyChange } from './model/policy-change.ts';
export type { BranchProtection, BypassActor, Effective, Protection } from './model/protection.ts';
export type { Account, CheckRun, LinkedIssue, PullRequest, Review } from './model/pull-request.ts';
export type { BodySection, PullRequestBody } from './model/pull-request-body.ts';
export type { FileIndex } from './model/repository.ts';
export type { RunnerSettings, SettingPair, TaskPair } from './model/runner-settings.ts';
export type { Dependency, Ecosystem, Lockfile, Manifest, Task, TaskReference, TaskRunner, Tasks } from './model/task.ts';
export type { IssueTemplate, TemplatePrompt, Templates } from './model/template.ts';
export type { Assertion, AssertionStrength, TestCase, TestChanges, TestFile, TestPair, TestState } from './model/test-change.ts';
export type {
  ActionReference,
  AgenticWorkflow,
  Condition,
  ContextReference,
  Job,
  KeyedReference,
  LocalAction,
  Step,
  Workflow,
  Workflows,
  WorkflowTrigger,
} from './model/workflow.ts';
export { nearest } from './nearest.ts';
export { isAgentIdentity } from './parse/agent-identities.ts';
export { fillText } from './parse/check-name.ts';
export { isDatabaseVariable } from './parse/database-address.ts';
export { findExpressions } from './parse/expression.ts';
export { looksLikeFile } from './parse/mentions.ts';
export { isPlatformVariable } from './parse/source-reads.ts';
export { fileStart } from './path/file-start.ts';
export { joinPath, nameOf, parentOf } from './path/relative.ts';
export { compileActionsFilter } from './pattern/actions-filter.ts';
export { compileGlobs } from './pattern/glob.ts';
export { compileScopeGlobs, splitGlobList } from './pattern/scope-globs.ts';
export { type Admission, type AgentStep, admissionOf, agentSteps, grantsOf, promptsOf } from './repository/agent-steps.ts';
export { sizeLimits } from './repository/agent-tools.ts';
export { taskNamePurposes } from './repository/command-purpose.ts';
export { expressionValue, type KnownValues, type StaticValue, truth, visitExpression } from './repository/condition-value.ts';
export { checkPurposes, type JobPurpose, type JobWork, jobWork } from './repository/job-purposes.ts';
export { type PullRequestCheckout, pullRequestCheckouts, runsCheckedOutCode } from './repository/pull-request-code.ts';
export { type PullRequestJob, pullRequestContext, pullRequestJobs, startsOnPullRequests } from './repository/pull-request-jobs.ts';
export { describeGates, gradeReach, lowerConfidence, widestReach } from './repository/reach-grade.ts';
export { allowedToolLists, grantPower, settingsToolLists, type ToolGrant, toolGrants } from './repository/tool-grant.ts';
export { carries, type ReferencePlace, reachWith, type UntrustedOrigin, untrustedOrigins } from './repository/untrusted-text.ts';
export { type Reach, type WorkflowExposure, workflowExposure } from './repository/workflow-exposure.ts';
export type { Gate } from './repository/workflow-gate.ts';
export { type EffectivePermissions, effectivePermissions, permissionLevel, writeScopes } from './repository/workflow-permissions.ts';
