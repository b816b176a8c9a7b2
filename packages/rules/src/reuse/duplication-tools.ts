/** Programs that find duplicated or dead code, as they are called. Known on 2026-11-24. */
export const duplicationPrograms: ReadonlyMap<string, string> = new Map([
  ['jscpd', 'jscpd'],
  ['cpd', 'PMD CPD'],
  ['pmd:cpd-check', 'PMD CPD'],
  ['pmd:cpd', 'PMD CPD'],
  ['cpdCheck', 'CPD'],
  ['dupl', 'dupl'],
  ['flay', 'flay'],
  ['phpcpd', 'phpcpd'],
  ['similarity-ts', 'similarity-ts'],
  ['knip', 'knip'],
  ['ts-prune', 'ts-prune'],
  ['unimported', 'unimported'],
  ['fallow', 'fallow'],
  ['vulture', 'vulture'],
  ['deadcode', 'deadcode'],
  ['debride', 'debride'],
  ['periphery', 'Periphery'],
  ['sonar-scanner', 'SonarQube'],
  ['sonar:sonar', 'SonarQube'],
  ['sonar', 'SonarQube'],
  ['sonarqube', 'SonarQube'],
  ['pysonar', 'SonarQube'],
  ['codeclimate', 'Code Climate'],
]);

/** Actions that do, as `owner/name` in lower case. */
export const duplicationActions: ReadonlyMap<string, string> = new Map([
  ['sonarsource/sonarqube-scan-action', 'SonarQube'],
  ['sonarsource/sonarcloud-github-action', 'SonarQube Cloud'],
  ['sonarsource/sonarqube-quality-gate-action', 'SonarQube'],
  ['kucherenko/jscpd', 'jscpd'],
  ['getunlatch/jscpd-github-action', 'jscpd'],
  ['platisd/duplicate-code-detection-tool', 'duplicate-code-detection-tool'],
  ['webpro-nl/knip-action', 'knip'],
  ['codeclimate/action', 'Code Climate'],
  ['codacy/codacy-analysis-cli-action', 'Codacy'],
  ['jetbrains/qodana-action', 'Qodana'],
]);

/** Configuration at the root of services that analyse every pull request by themselves. */
export const duplicationServices: ReadonlyMap<string, string> = new Map([
  ['.sonarcloud.properties', 'SonarQube Cloud (automatic analysis)'],
  ['.codeclimate.yml', 'Code Climate'],
  ['.codacy.yml', 'Codacy'],
  ['.codacy.yaml', 'Codacy'],
  ['.qlty/qlty.toml', 'Qlty'],
]);

/** Packages whose presence shows that a tool is set up, whether or not CI runs it. */
export const duplicationPackages: ReadonlySet<string> = new Set([
  'jscpd',
  'knip',
  'ts-prune',
  'unimported',
  'vulture',
  'flay',
  'debride',
  'sebastian/phpcpd',
  'systemsdk/phpcpd',
]);
