// What a checkout's environment is made of: Compose, dev containers, env files, Procfiles, and what code and configuration say.
export type {
  ComposeDependency,
  ComposeEnvFile,
  ComposeEnvironmentEntry,
  ComposeMount,
  ComposeName,
  ComposeProject,
  ComposeService,
  ComposeText,
  ComposeVariable,
  ComposeWatch,
  HostPort,
  PublishedPort,
  VariableOrigin,
} from '../model/compose.ts';
export type { Diagnostic } from '../model/diagnostic.ts';
export type {
  Devcontainer,
  DevcontainerBase,
  DevcontainerCommand,
  DevcontainerEvent,
  DevcontainerPort,
  DevcontainerVariable,
  EnvironmentRead,
  EnvVariable,
  ListeningPort,
} from '../model/environment.ts';
export type { Located, Location, Position, Range } from '../model/location.ts';
export { type ComposeFile, type ComposeInclude, parseCompose } from '../parse/compose.ts';
export { type Interpolation, interpolate, interpolationsOf, type VariableLookup } from '../parse/compose-interpolation.ts';
export { type ComposeInput, type ComposeReferences, composeReferences, type MergedCompose, mergeCompose } from '../parse/compose-project.ts';
export { type ComposeEntry, type ComposeMap, type ComposeNode, type ComposeScalar, type ComposeSequence, composeValue } from '../parse/compose-tree.ts';
export { isDevcontainerPath, parseDevcontainer } from '../parse/devcontainer.ts';
export { type EnvReader, type ParsedEnvFile, parseEnvFile } from '../parse/env-file.ts';
export { type Procfile, type ProcfileProcess, parseProcfile } from '../parse/procfile.ts';
export { isServerConfig, parseServerConfig } from '../parse/server-config.ts';
export { isPlatformVariable, readEnvironmentNames } from '../parse/source-reads.ts';
