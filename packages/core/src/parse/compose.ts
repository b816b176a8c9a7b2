import type { ComposeVariable } from '../model/compose.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Located } from '../model/location.ts';
import { defaultValue, interpolationsOf, invalidInterpolations } from './compose-interpolation.ts';
import { parseYaml, type YamlFile, type YamlMap, type YamlNode, type YamlScalar } from './yaml.ts';

/** One entry of `include`: files that are merged with each other and read as a project of their own. */
export interface ComposeInclude {
  /** As written, variables included. */
  readonly paths: readonly Located<string>[];
  readonly projectDirectory?: Located<string>;
  readonly envFiles: readonly Located<string>[];
}

/** One Compose file as written, before it is merged with others. */
export interface ComposeFile {
  readonly path: string;
  /** The document; `root` is absent when it is no mapping. */
  readonly yaml: YamlFile;
  readonly root?: YamlMap;
  readonly includes: readonly ComposeInclude[];
  /** Files whose services are extended, as written. */
  readonly extendedFiles: readonly Located<string>[];
  /** Variables of all values, in the order of the file. */
  readonly variables: readonly ComposeVariable[];
  readonly diagnostics: readonly Diagnostic[];
  /** False when it holds neither services nor includes: some other YAML. */
  readonly isCompose: boolean;
}

/**
 * Reads one Compose file. `mergeCompose` makes a project of one or several.
 *
 * Source: https://docs.docker.com/reference/compose-file/ (November 2026)
 *
 * @param path - Repository-relative path, for the places.
 * @param text - The whole file, at most 512 KB.
 * @throws Never: what cannot be read is a diagnostic.
 */
export function parseCompose(path: string, text: string): ComposeFile {
  const yaml = parseYaml(path, text, { mergeKeys: true });
  const root = yaml.root?.kind === 'map' ? yaml.root : undefined;
  const scalars = root ? scalarsOf(root) : [];
  const services = root?.get('services');
  const serviceEntries = services?.kind === 'map' ? services.entries : [];
  const include = includesOf(root?.get('include'));
  return {
    path,
    yaml,
    ...(root ? { root } : {}),
    includes: include,
    extendedFiles: serviceEntries.flatMap(({ value }) => {
      const extended = value.kind === 'map' ? value.get('extends') : undefined;
      return (extended?.kind === 'map' && located(extended.get('file'))) || [];
    }),
    variables: scalars.flatMap(variablesOf),
    diagnostics: [
      // The YAML parser knows no custom tags; these two are Compose's own.
      ...yaml.diagnostics.filter((diagnostic) => !/unresolved tag: !(?:reset|override)\b/i.test(diagnostic.message)),
      ...scalars.flatMap(invalidTemplates),
      ...(root ? shapeProblems(root) : []),
    ],
    isCompose: serviceEntries.length > 0 || include.length > 0,
  };
}

function located(node: YamlNode | undefined): Located<string> | undefined {
  return node?.kind === 'scalar' && node.text !== '' && node.value !== null ? { value: node.text, location: node.location } : undefined;
}

/** A text, or a list of texts. */
function listOf(node: YamlNode | undefined): readonly Located<string>[] {
  return node?.kind === 'sequence' ? node.items.flatMap((item) => located(item) ?? []) : [located(node) ?? []].flat();
}

/** https://docs.docker.com/reference/compose-file/include/ */
function includesOf(node: YamlNode | undefined): readonly ComposeInclude[] {
  if (node?.kind !== 'sequence') return [];
  return node.items.flatMap((item): ComposeInclude[] => {
    if (item.kind !== 'map') return listOf(item).length > 0 ? [{ paths: listOf(item), envFiles: [] }] : [];
    const projectDirectory = located(item.get('project_directory'));
    const paths = listOf(item.get('path'));
    return paths.length > 0 ? [{ paths, ...(projectDirectory ? { projectDirectory } : {}), envFiles: listOf(item.get('env_file')) }] : [];
  });
}

/** Every text of the file once, in its order; aliases reach the same node by several ways. */
function scalarsOf(root: YamlMap): readonly YamlScalar[] {
  const scalars: YamlScalar[] = [];
  const seen = new Set<YamlNode>();
  const stack: YamlNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === 'map') for (const entry of node.entries) stack.push(entry.value);
    else if (node.kind === 'sequence') for (const item of node.items) stack.push(item);
    else if (node.text.includes('$')) scalars.push(node);
  }
  return scalars.sort((left, right) => left.location.range.start.offset - right.location.range.start.offset);
}

function variablesOf(node: YamlScalar): readonly ComposeVariable[] {
  return interpolationsOf(node.text).map(({ name, operator, operand, start, end, depth }) => ({
    name,
    // A variable inside another's default is an alternative to it.
    hasDefault: depth > 0 || /[-+]$/.test(operator),
    required: depth === 0 && operator.endsWith('?'),
    ...(operator.endsWith('-') ? { defaultValue: defaultValue(operand) } : {}),
    location: node.locate(start, end),
  }));
}

function invalidTemplates(node: YamlScalar): readonly Diagnostic[] {
  return invalidInterpolations(node.text).map(({ start, end }) => {
    const { path, range } = node.locate(start, end);
    const message = `Compose cannot read the variable ${node.text.slice(start, Math.min(end, start + 60))}: write \${NAME}, \${NAME:-default}, or $$ for a dollar sign.`;
    return { path, range, severity: 'error', code: 'compose-variable', message };
  });
}

const topLevelMaps = ['services', 'networks', 'volumes', 'configs', 'secrets'];

/** What Compose's schema refuses and would leave services unread here. */
function shapeProblems(root: YamlMap): readonly Diagnostic[] {
  const problem = (node: YamlNode, message: string): Diagnostic => ({
    path: node.location.path,
    range: node.location.range,
    severity: 'error',
    code: 'compose-shape',
    message,
  });
  const isNull = (node: YamlNode): boolean => node.kind === 'scalar' && node.value === null;
  const sections = topLevelMaps.flatMap((key) => {
    const node = root.get(key);
    return node && node.kind !== 'map' && !isNull(node) ? [problem(node, `${key} must be a mapping.`)] : [];
  });
  const include = root.get('include');
  const services = root.get('services');
  return [
    ...sections,
    ...(include && include.kind !== 'sequence' && !isNull(include) ? [problem(include, 'include must be a list.')] : []),
    ...(services?.kind === 'map' ? services.entries : []).flatMap(({ key, value }) =>
      value.kind === 'map' || isNull(value) ? [] : [problem(value, `The service ${key.slice(0, 80)} must be a mapping.`)],
    ),
  ];
}
