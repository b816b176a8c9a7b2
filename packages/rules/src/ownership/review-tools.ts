/** Actions that analyse or comment on every change; `owner/repository`, lower case. Checked 2026-11-24. */
export const reviewActions: ReadonlyMap<string, string> = new Map([
  ['github/codeql-action', 'code scanning'],
  ['semgrep/semgrep-action', 'Semgrep'],
  ['returntocorp/semgrep-action', 'Semgrep'],
  ['sonarsource/sonarqube-scan-action', 'SonarQube'],
  ['sonarsource/sonarcloud-github-action', 'SonarCloud'],
  ['codacy/codacy-analysis-cli-action', 'Codacy'],
  ['zizmorcore/zizmor-action', 'zizmor'],
  ['danger/danger-js', 'Danger'],
  ['danger/swift', 'Danger'],
  ['coderabbitai/ai-pr-reviewer', 'CodeRabbit'],
  ['qodo-ai/pr-agent', 'PR-Agent'],
  ['codium-ai/pr-agent', 'PR-Agent'],
  ['reviewdog/action-eslint', 'reviewdog'],
  ['reviewdog/action-actionlint', 'reviewdog'],
  ['reviewdog/action-golangci-lint', 'reviewdog'],
  ['reviewdog/action-setup', 'reviewdog'],
]);

/** Files by which a review app is configured, from the vendors' documentation. Checked 2026-11-24. */
export const reviewFiles: ReadonlyMap<string, string> = new Map([
  ['.coderabbit.yaml', 'CodeRabbit'],
  ['.coderabbit.yml', 'CodeRabbit'],
  ['.sourcery.yaml', 'Sourcery'],
  ['.deepsource.toml', 'DeepSource'],
  ['.codacy.yml', 'Codacy'],
  ['.codacy.yaml', 'Codacy'],
  ['.codeclimate.yml', 'Code Climate'],
  ['.qlty/qlty.toml', 'Qlty'],
  ['sonar-project.properties', 'SonarQube'],
  ['.sonarcloud.properties', 'SonarCloud'],
  ['greptile.json', 'Greptile'],
  ['.greptile/config.json', 'Greptile'],
  ['.pr_agent.toml', 'PR-Agent'],
  ['.cursor/BUGBOT.md', 'Bugbot'],
  ['.gemini/config.yaml', 'Gemini Code Assist'],
  ['.gemini/styleguide.md', 'Gemini Code Assist'],
  ['cubic.yaml', 'cubic'],
  ['ellipsis.yaml', 'Ellipsis'],
  ['dangerfile.js', 'Danger'],
  ['dangerfile.ts', 'Danger'],
  ['Dangerfile', 'Danger'],
]);

/** Rules of a ruleset that ask for an automated review. */
export const reviewRules: ReadonlyMap<string, string> = new Map([
  ['code_scanning', 'code scanning results'],
  ['copilot_code_review', 'a review by Copilot'],
]);
