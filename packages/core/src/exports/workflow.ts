export type { Diagnostic } from '../model/diagnostic.ts';
export type { ComparisonOperator, Expression } from '../model/expression.ts';
export type { Located, Location, Position, Range } from '../model/location.ts';
export type {
  ActionInput,
  ActionReference,
  AgenticNetwork,
  AgenticWorkflow,
  CalledSecret,
  Concurrency,
  Condition,
  ContextReference,
  EnvironmentVariable,
  Job,
  JobContainer,
  JobEnvironment,
  KeyedReference,
  LocalAction,
  PassedSecret,
  Permissions,
  RunDefaults,
  RunsOn,
  Schedule,
  Step,
  Strategy,
  Workflow,
  WorkflowInput,
  Workflows,
  WorkflowTrigger,
} from '../model/workflow.ts';
export { parseAction } from '../parse/action.ts';
export { type ParsedAgenticWorkflow, parseAgenticWorkflow } from '../parse/agentic-workflow.ts';
export { type ExpressionReference, type FencedExpression, findExpressions, type ParsedExpression, parseExpression } from '../parse/expression.ts';
export { type ParsedWorkflow, parseWorkflow } from '../parse/workflow.ts';
export {
  type ActionCall,
  actionCall,
  type BoundInput,
  type BoundSecret,
  type JobRun,
  jobRuns,
  type WorkflowCall,
  workflowCall,
} from '../repository/workflow-calls.ts';
export { type EnvironmentValue, environmentValue } from '../repository/workflow-environment.ts';
export { type EffectivePermissions, type PermissionLevel, permissionLevel, runPermissions, writeScopes } from '../repository/workflow-permissions.ts';
