export type { Diagnostic } from '../model/diagnostic.ts';
export type { Located, Location } from '../model/location.ts';
export type {
  Catalog,
  Dependency,
  Ecosystem,
  Lockfile,
  Manifest,
  Task,
  TaskRunner,
  ToolVersion,
  Workspace,
  WorkspaceFile,
} from '../model/task.ts';
export { requirementOf } from '../parse/package-json.ts';
export type { TaskFile } from '../parse/task-file.ts';
export { parseToolVersions, type ToolVersions, toolVersionFiles } from '../parse/tool-version.ts';
export { lockfileAt, parseManifest } from '../repository/task-files.ts';
export { lockfilesOf, workspacesOf } from '../repository/workspaces.ts';
