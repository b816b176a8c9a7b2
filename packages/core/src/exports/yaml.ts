export type { Diagnostic } from '../model/diagnostic.ts';
export type { Location, Position, Range } from '../model/location.ts';
export { parseYaml, type YamlEntry, type YamlFile, type YamlMap, type YamlNode, type YamlScalar, type YamlSequence } from '../parse/yaml.ts';
