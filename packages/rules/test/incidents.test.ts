import { audit, memorySource, openRepository } from '@ten-point/core';
import { rules } from '@ten-point/rules';
import { describe, expect, it } from 'vitest';

const access = rules.filter((rule) => rule.item === 'access');

/** Rules of the item that fail with an error or warning that counts. */
async function failing(workflows: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const files = Object.fromEntries(Object.entries(workflows).map(([path, text]) => [path.includes('/') ? path : `.github/workflows/${path}`, text]));
  const repo = await openRepository(memorySource(files), { configuration: 'none', preset: 'strict' });
  const report = await audit(repo, { rules: access, today: '2026-11-25' });
  expect(report.ruleFailures).toEqual([]);
  const counted = report.findings.filter(
    ({ severity, confidence, location }) => severity !== 'note' && confidence !== 'low' && location.path.startsWith('.github/'),
  );
  return [...new Set(counted.map((finding) => finding.rule.slice('access/'.length)))].sort();
}

/** Same texts with parts replaced; each part must be there. */
function mended(workflows: Readonly<Record<string, string>>, changes: readonly (readonly [from: string, to: string])[]): Readonly<Record<string, string>> {
  const open = new Set(changes.map(([from]) => from));
  const files = Object.fromEntries(
    Object.entries(workflows).map(([path, text]): [string, string] => {
      let result = text;
      for (const [from, to] of changes) {
        if (!result.includes(from)) continue;
        open.delete(from);
        result = result.replaceAll(from, to);
      }
      return [path, result];
    }),
  );
  expect([...open]).toEqual([]);
  return files;
}

const commit = 'b'.repeat(40);
const checkout = `actions/checkout@${commit} # v7.0.0`;
const claude = `anthropics/claude-code-action@${commit} # v1.0.157`;
const gemini = `google-github-actions/run-gemini-cli@${commit} # v0.1.21`;
const member = "github.event.comment.author_association == 'MEMBER'";
/** Head of a job. */
const job = (on: string, permissions: string, more = ''): string =>
  `on: ${on}\npermissions: {${permissions}}\njobs:\n  oven:\n    runs-on: ubuntu-latest\n${more}    steps:\n`;

const sortOrders = (prompt: string, tools: string): Readonly<Record<string, string>> => ({
  'orders.yml': `${job('{issues: {types: [opened]}}', 'contents: read, issues: write')}      - uses: ${gemini}
        env:
          ISSUE_TITLE: \${{ github.event.issue.title }}
          ISSUE_BODY: \${{ github.event.issue.body }}
        with:
          gemini_api_key: \${{ secrets.GEMINI_API_KEY }}
          settings: '{"tools": {"core": [${tools}]}}'
          prompt: |
            Sort this order into bread or cake.
            ${prompt}
`,
});
const gatedOrders: readonly (readonly [string, string])[] = [['{issues: {types: [opened]}}', '{issues: {types: [labeled]}}']];

const clinejection: Readonly<Record<string, string>> = {
  'triage.yml': `${job('{issues: {types: [opened]}}', 'contents: read, issues: write')}      - uses: ${checkout}
      - uses: ${claude}
        with:
          anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}
          allowed_non_write_users: '*'
          prompt: Answer the order "\${{ github.event.issue.title || 'without title' }}"
          claude_args: --allowedTools "Bash,Read,Write,Edit,WebFetch"
`,
  'nightly.yml': `${job("{schedule: [{cron: '0 3 * * *'}]}", 'contents: read', '    environment: nightly\n')}      - uses: ${checkout}
      - uses: actions/cache@${commit} # v5.0.0
        with:
          path: node_modules
          key: oven-1
      - run: npm publish
        env:
          NODE_AUTH_TOKEN: \${{ secrets.NPM_TOKEN }}
`,
};

interface Incident {
  readonly name: string;
  readonly vulnerable: Readonly<Record<string, string>>;
  /** Rules that fail, all of them. */
  readonly found: readonly string[];
  readonly changes: readonly (readonly [from: string, to: string])[];
}

const incidents: readonly Incident[] = [
  {
    name: 'PromptPwnd: variables that the prompt names, and echo',
    vulnerable: sortOrders('Title: "${ISSUE_TITLE}", body: "${ISSUE_BODY}"', '"run_shell_command(echo)"'),
    found: ['agent-open-to-anyone', 'agent-prompt-injection', 'agent-tools'],
    changes: gatedOrders,
  },
  {
    name: 'PromptPwnd, first mending: no echo, but the variables come in by expressions',
    vulnerable: sortOrders('Title: "${{ env.ISSUE_TITLE }}", body: "${{ env.ISSUE_BODY }}"', '"run_shell_command(gh label list)"'),
    found: ['agent-open-to-anyone', 'agent-prompt-injection'],
    changes: gatedOrders,
  },
  {
    name: 'Clinejection: an open triage bot, and a cache that the nightly release restores',
    vulnerable: clinejection,
    found: ['agent-open-to-anyone', 'agent-prompt-injection', 'agent-tools', 'cache-bridge'],
    changes: [["          allowed_non_write_users: '*'\n", '']],
  },
  {
    name: 'hackerbot-claw, awesome-go: the head under pull_request_target is run with a token that writes',
    vulnerable: {
      'loaves.yml': `${job('pull_request_target', 'contents: write')}      - uses: ${checkout}
        with:
          ref: \${{ github.event.pull_request.head.sha }}
          allow-unsafe-pr-checkout: true
      - run: go run ./scripts/weigh.go
`,
    },
    found: ['privileged-token', 'untrusted-checkout'],
    changes: [
      ['pull_request_target', 'pull_request'],
      ['contents: write', 'contents: read'],
      ['          allow-unsafe-pr-checkout: true\n', ''],
    ],
  },
  {
    name: 'hackerbot-claw, trivy: the merge ref, and a local action in it',
    vulnerable: {
      'diff.yml': `${job('pull_request_target', 'contents: read, pull-requests: write')}      # Code of the pull request is never executed here.
      - uses: actions/checkout@${commit} # v4.1.0
        with:
          ref: refs/pull/\${{ github.event.pull_request.number }}/merge
      - uses: ./.github/actions/preheat
`,
      '.github/actions/preheat/action.yml': 'name: preheat\nruns:\n  using: composite\n  steps:\n    - run: echo warm\n      shell: bash\n',
    },
    found: ['untrusted-checkout'],
    changes: [[`        with:\n          ref: refs/pull/\${{ github.event.pull_request.number }}/merge\n`, '']],
  },
  {
    name: 'hackerbot-claw, akri: a comment command whose condition always holds, and a script of the head',
    vulnerable: {
      'bump.yml': `${job('issue_comment', 'contents: write', "    if: ${{ github.event.issue.pull_request }} && startsWith(github.event.comment.body, '/bump')\n")}      - id: pr
        run: echo "ref=$(gh pr view "$NUMBER" --json headRefName --jq .headRefName)" >> "$GITHUB_OUTPUT"
        env:
          NUMBER: \${{ github.event.issue.number }}
      - uses: ${checkout}
        with:
          ref: \${{ steps.pr.outputs.ref }}
      - run: ./version.sh -b
`,
    },
    found: ['privileged-token', 'unsound-condition', 'untrusted-checkout'],
    changes: [
      [
        "${{ github.event.issue.pull_request }} && startsWith(github.event.comment.body, '/bump')",
        `github.event.issue.pull_request && startsWith(github.event.comment.body, '/bump') && ${member}`,
      ],
    ],
  },
  {
    name: 'hackerbot-claw, RustPython: a branch name in a script, beside a personal token',
    vulnerable: {
      'format.yml': `${job('pull_request_target', 'contents: read')}      - uses: ${checkout}
        with:
          token: \${{ secrets.BAKER_PAT }}
      - run: |
          git commit -am crumbs
          git push origin HEAD:\${{ github.event.pull_request.head.ref }}
`,
    },
    found: ['script-injection'],
    changes: [
      ['pull_request_target', 'push'],
      ['${{ github.event.pull_request.head.ref }}', 'main'],
    ],
  },
  {
    name: 'hackerbot-claw, RustPython, first mending: no branch name in the script, but the head is still built',
    vulnerable: {
      'format.yml': `${job('pull_request_target', 'contents: write')}      - uses: actions/checkout@${commit} # v4.2.0
        with:
          ref: \${{ github.event.pull_request.head.sha }}
          repository: \${{ github.event.pull_request.head.repo.full_name }}
          token: \${{ secrets.BAKER_PAT }}
      - run: cargo fmt && cargo test
      - run: git push origin "HEAD:$REF"
        env:
          REF: \${{ github.event.pull_request.head.ref }}
`,
    },
    found: ['privileged-token', 'secrets-scope', 'untrusted-checkout'],
    changes: [
      ['pull_request_target', 'pull_request'],
      ['contents: write', 'contents: read'],
      ['          token: ${{ secrets.BAKER_PAT }}\n', ''],
    ],
  },
  {
    name: 'hackerbot-claw, ai-discovery-agent: a branch name through the output of a script',
    vulnerable: {
      'preview.yml': `${job('issue_comment', 'contents: read, pull-requests: write')}      - id: pr
        uses: actions/github-script@${commit} # v8.0.0
        with:
          script: |
            const { data: pr } = await github.rest.pulls.get({ ...context.repo, pull_number: context.issue.number });
            core.setOutput('branch', pr.head.ref);
      - run: ./preview.sh "\${{ steps.pr.outputs.branch }}"
`,
    },
    found: ['script-injection'],
    changes: [
      [
        '      - run: ./preview.sh "${{ steps.pr.outputs.branch }}"\n',
        '      - run: ./preview.sh "$BRANCH"\n        env:\n          BRANCH: ${{ steps.pr.outputs.branch }}\n',
      ],
    ],
  },
  {
    name: 'hackerbot-claw, DataDog: names of changed files',
    vulnerable: {
      'recipes.yml': `${job('pull_request_target', 'contents: read')}      - uses: ${checkout}
      - id: changed
        run: |
          files=$(gh pr diff "$NUMBER" --name-only | tr '\\n' ' ')
          echo "files=$files" >> "$GITHUB_OUTPUT"
        env:
          NUMBER: \${{ github.event.pull_request.number }}
      - run: for file in \${{ steps.changed.outputs.files }}; do wc -l "$file"; done
`,
    },
    found: ['script-injection'],
    changes: [
      [
        '      - run: for file in ${{ steps.changed.outputs.files }}; do',
        '      - env:\n          FILES: ${{ steps.changed.outputs.files }}\n        run: for file in $FILES; do',
      ],
    ],
  },
  {
    name: 'hackerbot-claw, ambient-code: Claude starts inside the head, for everybody',
    vulnerable: {
      'review.yml': `${job('pull_request_target', 'contents: write, id-token: write, pull-requests: write')}      - uses: actions/checkout@${commit} # v5.0.0
        with:
          ref: \${{ github.event.pull_request.head.sha }}
      - uses: ${claude}
        with:
          anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}
          allowed_non_write_users: '*'
          prompt: Taste the change.
`,
    },
    found: ['agent-checkout', 'agent-open-to-anyone', 'privileged-token'],
    changes: [
      ['contents: write', 'contents: read'],
      ["          allowed_non_write_users: '*'\n", ''],
    ],
  },
  {
    name: 'Comment and Control: an agent that everybody starts holds more than its model key',
    vulnerable: {
      'security.yml': `${job('issue_comment', 'contents: read, issues: write')}      - uses: ${gemini}
        env:
          SHOP_TOKEN: \${{ secrets.SHOP_TOKEN }}
        with:
          gemini_api_key: \${{ secrets.GEMINI_API_KEY }}
          settings: '{"tools": {"core": ["run_shell_command(gh issue comment)", "run_shell_command(gh issue view)"]}}'
          prompt: Read the issue with gh issue view and answer with gh issue comment.
`,
    },
    found: ['agent-open-to-anyone', 'agent-secrets'],
    changes: [['    steps:\n', `    if: ${member}\n    steps:\n`]],
  },
  {
    name: 'Claude Code, Read tool: the version in which it opens the environment',
    vulnerable: {
      'ask.yml': `${job('{issues: {types: [opened]}}', 'contents: read, issues: write')}      - uses: anthropics/claude-code-action@${commit} # v1.0.99
        with:
          anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}
          allowed_non_write_users: '*'
          claude_args: --allowedTools "Read,Bash(gh issue comment:*)"
          prompt: Answer the issue.
`,
    },
    found: ['agent-open-to-anyone', 'agent-version'],
    changes: [
      ['# v1.0.99', '# v1.0.157'],
      ["          allowed_non_write_users: '*'\n", ''],
    ],
  },
  {
    name: 'Claude pull-request title: the action in which it is read after the comment',
    vulnerable: {
      'claude.yml': `${job('issue_comment', 'contents: read, pull-requests: write')}      - uses: anthropics/claude-code-action@${commit} # v1.0.21
        with:
          anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}
`,
    },
    found: ['agent-version'],
    changes: [['# v1.0.21', '# v1.0.157']],
  },
  {
    name: 'Claude pull-request title, written as a workflow: fetched after the comment of a member',
    vulnerable: {
      'bake.yml': `${job('issue_comment', 'contents: read, pull-requests: write', `    if: ${member}\n`)}      - id: order
        run: |
          title=$(gh pr view "$NUMBER" --json title --jq .title)
          echo "title=$title" >> "$GITHUB_OUTPUT"
        env:
          NUMBER: \${{ github.event.issue.number }}
      - uses: ${claude}
        with:
          anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}
          prompt: Bake \${{ steps.order.outputs.title }}
`,
    },
    found: ['mutable-trigger'],
    changes: [['steps.order.outputs.title', 'github.event.issue.title']],
  },
  {
    name: "azure-devops-mcp: the model's answer becomes a program",
    vulnerable: {
      'label.yml': `${job('{issues: {types: [opened]}}', 'contents: read, issues: write')}      - id: model
        uses: actions/ai-inference@${commit} # v2.0.1
        with:
          prompt: Name labels for issue \${{ github.event.issue.number }}
      - uses: actions/github-script@${commit} # v8.0.0
        with:
          script: |
            const labels = eval(\`\${{ steps.model.outputs.response }}\`);
            await github.rest.issues.addLabels({ ...context.repo, issue_number: context.issue.number, labels });
`,
    },
    found: ['agent-output'],
    changes: [
      ['eval(`${{ steps.model.outputs.response }}`)', "JSON.parse(process.env.ANSWER).filter((label) => ['bread', 'cake'].includes(label))"],
      ['      - uses: actions/github-script', '      - env:\n          ANSWER: ${{ steps.model.outputs.response }}\n        uses: actions/github-script'],
    ],
  },
  {
    name: 'azure-devops-mcp, by a variable that is evaluated',
    vulnerable: {
      'label.yml': `${job('{issues: {types: [opened]}}', 'contents: read, issues: write')}      - id: model
        uses: actions/ai-inference@${commit} # v2.0.1
        with:
          prompt: Name labels for issue \${{ github.event.issue.number }}
      - run: eval "$ANSWER"
        env:
          ANSWER: \${{ steps.model.outputs.response }}
`,
    },
    found: ['agent-output'],
    changes: [['eval "$ANSWER"', 'case "$ANSWER" in bread|cake) gh issue edit 5 --add-label "$ANSWER" ;; esac']],
  },
  {
    name: 'tj-actions: an action by a tag that was moved',
    vulnerable: { 'files.yml': `${job('push', 'contents: read')}      - uses: tj-actions/changed-files@v45\n` },
    found: ['pinned-actions'],
    changes: [['@v45', `@${commit} # v46.0.1`]],
  },
  {
    name: 'TanStack: the head is built under pull_request_target, and the release restores the cache',
    vulnerable: {
      'size.yml': `${job('pull_request_target', 'contents: read')}      - uses: actions/checkout@${commit} # v4.2.0
        with:
          ref: \${{ github.event.pull_request.head.sha }}
      - uses: actions/cache@${commit} # v5.0.0
        with:
          path: ~/.local/share/pnpm
          key: loaves
      - run: pnpm install
`,
      'release.yml': `${job('{push: {branches: [main]}}', 'contents: read, id-token: write', '    environment: npm\n')}      - uses: ${checkout}
      - uses: actions/cache@${commit} # v5.0.0
        with:
          path: ~/.local/share/pnpm
          key: loaves
      - run: pnpm publish
`,
    },
    found: ['cache-bridge', 'untrusted-checkout'],
    changes: [['pull_request_target', 'pull_request']],
  },
];

/** Ways of a title into the prompt or script of an agent, each with a gate that makes it clean. */
const write = 'contents: read, issues: write';
const key = '          ANTHROPIC_API_KEY: ${{ secrets.ANTHROPIC_API_KEY }}\n';
const aliases: readonly (Omit<Incident, 'changes'> & { readonly changes?: Incident['changes'] })[] = [
  {
    name: 'env of the workflow',
    vulnerable: {
      'a.yml': `env:\n  ORDER: \${{ github.event.issue.title }}\n${job('issues', write)}      - run: claude -p "Bake $ORDER"\n        env:\n${key}`,
    },
    found: ['agent-open-to-anyone', 'agent-prompt-injection'],
  },
  {
    name: 'an output of github-script',
    vulnerable: {
      'a.yml': `${job('issues', write)}      - id: order
        uses: actions/github-script@${commit} # v8.0.0
        with:
          script: |
            core.setOutput('title', context.payload.issue.title)
      - run: codex exec "Bake $ORDER"
        env:
          ORDER: \${{ steps.order.outputs.title }}
`,
    },
    found: ['agent-open-to-anyone', 'agent-prompt-injection'],
  },
  {
    name: 'an output of gh pr view',
    vulnerable: {
      'a.yml': `${job('issue_comment', write)}      - id: order
        run: echo "title=$(gh pr view 5 --json title --jq .title)" >> "$GITHUB_OUTPUT"
      - run: gemini -p "Bake \${{ steps.order.outputs.title }}"
`,
    },
    found: ['agent-open-to-anyone', 'agent-prompt-injection', 'script-injection'],
    changes: [
      ['${{ steps.order.outputs.title }}', '$NUMBER'],
      ['    steps:\n', `    if: ${member}\n    steps:\n`],
    ],
  },
  {
    name: 'names of changed files by git diff',
    vulnerable: {
      'a.yml': `${job('pull_request_target', write)}      - id: order
        run: echo "files=$(git diff --name-only origin/main...HEAD | xargs)" >> "$GITHUB_OUTPUT"
      - run: copilot -p "Taste $FILES"
        env:
          FILES: \${{ steps.order.outputs.files }}
`,
    },
    found: ['agent-open-to-anyone', 'agent-prompt-injection'],
    changes: [['pull_request_target', 'pull_request']],
  },
  {
    name: 'an output of another job',
    vulnerable: {
      'a.yml': `on: issues
permissions: {${write}}
jobs:
  read:
    runs-on: ubuntu-latest
    outputs:
      title: \${{ steps.t.outputs.title }}
    steps:
      - id: t
        run: echo "title=$TITLE" >> "$GITHUB_OUTPUT"
        env:
          TITLE: \${{ github.event.issue.title }}
  bake:
    needs: read
    runs-on: ubuntu-latest
    steps:
      - run: claude -p "Bake $ORDER"
        env:
          ORDER: \${{ needs.read.outputs.title }}
`,
    },
    found: ['agent-open-to-anyone', 'agent-prompt-injection'],
    changes: [['on: issues', 'on: {issues: {types: [labeled]}}']],
  },
  {
    name: 'an input of a reusable workflow of the repository',
    vulnerable: {
      'a.yml': `on: issues\npermissions: {${write}}\njobs:\n  call:\n    uses: ./.github/workflows/bake.yml\n    with:\n      order: \${{ github.event.issue.title }}\n`,
      'bake.yml': `${job('{workflow_call: {inputs: {order: {type: string}}}}', write)}      - run: codex exec "Bake \${{ inputs.order }}"\n`,
    },
    found: ['agent-open-to-anyone', 'agent-prompt-injection', 'script-injection'],
    changes: [
      ['on: issues', 'on: {issues: {types: [labeled]}}'],
      ['${{ inputs.order }}', 'the order'],
    ],
  },
];

describe('public incidents', () => {
  it.each(incidents)('$name', async ({ vulnerable, found, changes }) => {
    expect(await failing(vulnerable)).toEqual(found);
    expect(await failing(mended(vulnerable, changes))).toEqual([]);
  });
});

describe('ways of a stranger’s text to an agent', () => {
  it.each(aliases)('$name', async ({ vulnerable, found, changes = [['on: issues\n', 'on: {issues: {types: [labeled]}}\n']] }) => {
    expect(await failing(vulnerable)).toEqual(found);
    expect(await failing(mended(vulnerable, changes))).toEqual([]);
  });
});
