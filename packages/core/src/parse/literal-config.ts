import type { Diagnostic } from '../model/diagnostic.ts';
import { nameOf } from '../path/relative.ts';
import { parseIni } from './ini.ts';
import { configMap, readJsExport, readJsLiteral } from './js-literal.ts';
import { parseJson } from './json.ts';
import { type LiteralEntry, type LiteralMap, type LiteralNode, literalMap, textScalar } from './literal-node.ts';
import { textPositions } from './text-position.ts';
import { parseToml } from './toml.ts';
import { parseXml, type XmlElement } from './xml.ts';
import { parseYaml } from './yaml.ts';

export type LiteralFormat = 'json' | 'json5' | 'yaml' | 'toml' | 'ini' | 'xml' | 'javascript';

/** A configuration file as far as it is literal. */
export interface LiteralConfig {
  readonly format: LiteralFormat;
  /** The top value; of code what is exported, as written (`defineConfig(…)` is an opaque call). */
  readonly value?: LiteralNode;
  /**
   * The settings: the top value when it is a map, else what the exported function returns or the wrapper is given. Absent when
   * nothing of the kind could be read.
   */
  readonly root?: LiteralMap;
  /** With errors: the file was not, or not wholly, read. */
  readonly diagnostics: readonly Diagnostic[];
}

/** How a configuration file is written, by its name and, where that does not say, by its first character. */
function literalFormat(path: string, text: string): LiteralFormat | undefined {
  const name = nameOf(path).toLowerCase();
  const extension = name.slice(name.lastIndexOf('.') + 1);
  const known = formats[extension] ?? formatsByName[name];
  if (known) return known;
  // `.nycrc`, `.eslintrc`, `.mocharc`: JSON or YAML, as their tools take both.
  return /^\.?[\w-]+rc$/.test(name) ? (/^\s*[{[/]/.test(text.slice(0, 2000)) ? 'json' : 'yaml') : undefined;
}

const formats: Readonly<Record<string, LiteralFormat>> = {
  ...{ json: 'json', jsonc: 'json', xctestplan: 'json', json5: 'json5', yml: 'yaml', yaml: 'yaml', toml: 'toml', ini: 'ini', cfg: 'ini', neon: 'yaml' },
  ...{ xml: 'xml', dist: 'xml', csproj: 'xml', fsproj: 'xml', vbproj: 'xml', props: 'xml', targets: 'xml', runsettings: 'xml', ruleset: 'xml' },
  ...{ xcscheme: 'xml', js: 'javascript', cjs: 'javascript', mjs: 'javascript', ts: 'javascript', cts: 'javascript', mts: 'javascript' },
};

const formatsByName: Readonly<Record<string, LiteralFormat>> = {
  '.coveragerc': 'ini',
  '.flake8': 'ini',
  '.pylintrc': 'ini',
  pylintrc: 'ini',
  '.editorconfig': 'ini',
  '.npmrc': 'ini',
};

/**
 * Reads a configuration file of any of the usual formats into one kind of tree. INI sections are maps of texts; an XML file is
 * a map of its root element, an element is a text, or a map of `@attribute`s, children (one entry each) and `#text`.
 *
 * @returns Undefined for a file whose format is not known.
 * @throws Never: what cannot be read is a diagnostic.
 */
export function readLiteralConfig(path: string, text: string): LiteralConfig | undefined {
  const format = literalFormat(path, text);
  switch (format) {
    case undefined:
      return undefined;
    case 'json': {
      const { value, diagnostics } = parseJson(path, text);
      return config(format, value, diagnostics);
    }
    case 'yaml': {
      const { root, diagnostics } = parseYaml(path, text, { mergeKeys: true });
      return config(format, root, diagnostics);
    }
    case 'toml': {
      const { root, diagnostics } = parseToml(path, text);
      return config(format, root, diagnostics);
    }
    case 'ini':
      return config(format, iniMap(path, text), []);
    case 'xml': {
      const { root, diagnostics } = parseXml(path, text);
      return config(format, root && literalMap([xmlEntry(root)], root.location), diagnostics);
    }
    case 'json5':
      return config(format, readJsLiteral(path, text), []);
    case 'javascript':
      return config(format, readJsExport(path, text), []);
    default:
      return format satisfies never;
  }
}

function config(format: LiteralFormat, value: LiteralNode | undefined, diagnostics: readonly Diagnostic[]): LiteralConfig {
  const root = configMap(value);
  return { format, ...(value ? { value } : {}), ...(root ? { root } : {}), diagnostics };
}

function iniMap(path: string, text: string): LiteralMap {
  const sections = new Map<string, { readonly first: LiteralEntry; readonly entries: LiteralEntry[] }>();
  for (const { name, location, entries } of parseIni(path, text)) {
    const read = entries.map(({ key, keyLocation, value }): LiteralEntry => ({ key, keyLocation, value: textScalar(value) }));
    const known = sections.get(name);
    if (known) known.entries.push(...read);
    else sections.set(name, { first: { key: name, keyLocation: location, value: literalMap([], location) }, entries: read });
  }
  const whole = textPositions(path, text).location(0, text.length);
  return literalMap(
    [...sections.values()].map(({ first, entries }) => ({ ...first, value: literalMap(entries, first.keyLocation) })),
    whole,
  );
}

function xmlEntry(element: XmlElement): LiteralEntry {
  const { name, location, attributes, children, text } = element;
  const own: readonly LiteralEntry[] = [
    ...[...attributes].map(([key, value]) => ({ key: `@${key}`, keyLocation: value.location, value: textScalar(value) })),
    ...children.map(xmlEntry),
  ];
  if (own.length === 0) return { key: name, keyLocation: location, value: textScalar({ value: text, location }) };
  const content: readonly LiteralEntry[] = text === '' ? [] : [{ key: '#text', keyLocation: location, value: textScalar({ value: text, location }) }];
  return { key: name, keyLocation: location, value: literalMap([...own, ...content], location) };
}
