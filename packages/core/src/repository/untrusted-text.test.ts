import { describe, expect, it } from 'vitest';
import { defaultConfiguration } from '../configuration/defaults.ts';
import { memorySource } from '../sources/memory.ts';
import { createRepository } from './repository.ts';
import { untrustedOrigins } from './untrusted-text.ts';

const title = '${{ github.event.issue.title }}';

/** Ways to the last reference of the last step of the first workflow's last job. */
async function origins(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const repo = await createRepository(memorySource(files), defaultConfiguration);
  const workflows = await repo.facet('workflows');
  const [workflow] = workflows.workflows;
  const job = workflow?.jobs.at(-1);
  const step = job?.steps.at(-1);
  const reference = step?.references.at(-1) ?? job?.references.at(-1);
  if (!workflow || !job || !reference) throw new Error('no reference');
  return untrustedOrigins(workflows, { workflow, job, ...(step ? { step } : {}) }, reference).map(({ source, through }) => `${source} ${through.join(' ')}`);
}

const workflow = (jobs: string, rest = 'on: issues'): string => `${rest}\njobs:\n${jobs}`;
const one = (steps: string): string => workflow(`  a:\n    runs-on: x\n    steps:\n${steps}`);
const a = '.github/workflows/a.yml';
const source = 'github.event.issue.title';

describe('untrustedOrigins', () => {
  it.each<[string, Readonly<Record<string, string>>, string[]]>([
    ['the source itself', { [a]: one(`      - run: echo ${title}\n`) }, [`${source} `]],
    [
      'the environment of the step',
      { [a]: one(`      - run: echo \${{ env.T }}\n        env: {T: "${title}"}\n`).replace(/run: (.*)\n {8}env: (.*)\n/, 'env: $2\n        run: $1\n') },
      [`${source} env.T`],
    ],
    [
      'the environment of the workflow',
      { [a]: workflow('  a: {runs-on: x, steps: [{run: "echo ${{ env.T }}"}]}\n', `on: issues\nenv: {T: "${title}"}`) },
      [`${source} env.T`],
    ],
    [
      'nearer scopes hide farther ones',
      { [a]: workflow('  a: {runs-on: x, steps: [{env: {T: fixed}, run: "echo ${{ env.T }}"}]}\n', `on: issues\nenv: {T: "${title}"}`) },
      [],
    ],
    [
      'an output of an earlier step',
      { [a]: one(`      - id: s\n        run: echo "t=${title}" >> $GITHUB_OUTPUT\n      - run: echo \${{ steps.s.outputs.t }}\n`) },
      [`${source} steps.s.outputs.t`],
    ],
    [
      'an output of another job',
      {
        [a]: workflow(
          `  b: {runs-on: x, steps: [], outputs: {T: "${title}"}}\n  c: {needs: b, runs-on: x, steps: [{run: "echo \${{ needs.b.outputs.t }}"}]}\n`,
        ),
      },
      [`${source} needs.b.outputs.t`],
    ],
    [
      'a matrix made of an output',
      {
        [a]: workflow(
          `  b: {runs-on: x, steps: [], outputs: {l: "${title}"}}\n  c: {needs: b, runs-on: x, strategy: {matrix: {f: "\${{ fromJSON(needs.b.outputs.l) }}"}}, steps: [{run: "echo \${{ matrix.f }}"}]}\n`,
        ),
      },
      [`${source} matrix.f needs.b.outputs.l`],
    ],
    [
      'an input of a called workflow',
      {
        [a]: workflow('  a: {runs-on: x, steps: [{run: "echo ${{ inputs.Title }}"}]}\n', 'on: {workflow_call: {inputs: {title: {type: string}}}}'),
        '.github/workflows/b.yml': workflow(`  b: {uses: ./${a}, with: {title: "${title}"}}\n`),
      },
      [`${source} inputs.Title`],
    ],
    [
      'the default of an input of a called workflow',
      {
        [a]: workflow('  a: {runs-on: x, steps: [{run: "echo ${{ inputs.t }}"}]}\n', `on: {workflow_call: {inputs: {t: {type: string, default: "${title}"}}}}`),
        '.github/workflows/b.yml': workflow(`  b: {uses: ./${a}}\n`),
      },
      [`${source} inputs.t`],
    ],
    [
      'an output of a called workflow',
      {
        [a]: workflow('  b: {uses: ./.github/workflows/b.yml}\n  c: {needs: b, runs-on: x, steps: [{run: "echo ${{ needs.b.outputs.out }}"}]}\n'),
        '.github/workflows/b.yml': workflow(
          `  b: {runs-on: x, steps: [], outputs: {t: "${title}"}}\n`,
          'on: {workflow_call: {outputs: {OUT: {value: "${{ jobs.b.outputs.t }}"}}}}',
        ),
      },
      [`${source} needs.b.outputs.out`],
    ],
    [
      'an output of a composite action in another',
      {
        [a]: one(`      - id: s\n        uses: ./outer\n        with: {t: "${title}"}\n      - run: echo \${{ steps.s.outputs.out }}\n`),
        'outer/action.yml':
          'inputs: {t: {}}\noutputs: {out: {value: "${{ steps.i.outputs.out }}"}}\nruns: {using: composite, steps: [{id: i, uses: ./inner, with: {u: "${{ inputs.t }}"}}]}\n',
        'inner/action.yml':
          'inputs: {u: {}}\noutputs: {out: {value: "${{ steps.e.outputs.v }}"}}\nruns: {using: composite, steps: [{id: e, shell: bash, run: "echo \\"v=${{ inputs.u }}\\" >> $GITHUB_OUTPUT"}]}\n',
      },
      [`${source} steps.s.outputs.out steps.i.outputs.out steps.e.outputs.v inputs.u inputs.t`],
    ],
    [
      'the default of an input of a composite action',
      {
        [a]: one('      - {id: s, uses: ./outer}\n      - run: echo ${{ steps.s.outputs.out }}\n'),
        'outer/action.yml': `inputs: {T: {default: "${title}"}}\noutputs: {out: {value: "\${{ inputs.t }}"}}\nruns: {using: composite, steps: []}\n`,
      },
      [`${source} steps.s.outputs.out inputs.t`],
    ],
    [
      'a variable that a composite action sets for later steps',
      {
        [a]: one(`      - {uses: ./outer, with: {t: "${title}"}}\n      - run: echo \${{ env.T }}\n`),
        'outer/action.yml': 'inputs: {t: {}}\nruns: {using: composite, steps: [{shell: bash, run: "echo \\"T=${{ inputs.t }}\\" >> $GITHUB_ENV"}]}\n',
      },
      [`${source} env.T inputs.t`],
    ],
    [
      'the environment of the step that uses an action',
      {
        [a]: one(`      - {id: s, uses: ./outer, env: {T: "${title}"}}\n      - run: echo \${{ steps.s.outputs.out }}\n`),
        'outer/action.yml': 'outputs: {out: {value: "${{ env.T }}"}}\nruns: {using: composite, steps: []}\n',
      },
      [`${source} steps.s.outputs.out env.T`],
    ],
    [
      'what gh pr view prints, through variables',
      {
        [a]: one(
          '      - id: s\n        run: |\n          PR=$(gh pr view 5 --json title,number)\n          T=$(echo "$PR" | jq -r .title)\n          echo "t=$T" >> $GITHUB_OUTPUT\n      - run: echo ${{ steps.s.outputs.t }}\n',
        ),
      },
      ['gh pr view (title) steps.s.outputs.t'],
    ],
    [
      'no number out of what gh pr view prints',
      {
        [a]: one(
          '      - id: s\n        run: |\n          PR=$(gh pr view 5 --json title,number)\n          N=$(echo "$PR" | jq -r .number)\n          echo "n=$N" >> $GITHUB_OUTPUT\n      - run: echo ${{ steps.s.outputs.n }}\n',
        ),
      },
      [],
    ],
    [
      'what the API says of a pull request',
      {
        [a]: one(
          '      - id: s\n        run: echo "t=$(gh api repos/bakery/oven/pulls/5 --jq .title)" >> $GITHUB_OUTPUT\n      - run: echo ${{ steps.s.outputs.t }}\n',
        ),
      },
      ['gh api …/pulls (title) steps.s.outputs.t'],
    ],
    [
      'names of changed files',
      {
        [a]: one(
          '      - id: s\n        run: |\n          FILES=$(git diff --name-only origin/main...HEAD | xargs)\n          echo "files=$FILES" >> $GITHUB_OUTPUT\n      - run: ls ${{ steps.s.outputs.files }}\n',
        ),
      },
      ['names of changed files steps.s.outputs.files'],
    ],
    [
      'a block of lines that a script writes',
      {
        [a]: one(
          '      - id: s\n        run: |\n          {\n            echo "t<<END"\n            gh issue view 5 --json body --jq .body\n            echo "END"\n            echo "n=5"\n          } >> $GITHUB_OUTPUT\n      - run: echo ${{ steps.s.outputs.t }}\n',
        ),
      },
      ['gh issue view (body) steps.s.outputs.t'],
    ],
    [
      'nothing of the block into another output',
      {
        [a]: one(
          '      - id: s\n        run: |\n          {\n            echo "t<<END"\n            gh issue view 5 --json body --jq .body\n            echo "END"\n            echo "n=5"\n          } >> $GITHUB_OUTPUT\n      - run: echo ${{ steps.s.outputs.n }}\n',
        ),
      },
      [],
    ],
    [
      'nothing through actions that use themselves',
      {
        [a]: one('      - {id: s, uses: ./outer}\n      - run: echo ${{ steps.s.outputs.out }}\n'),
        'outer/action.yml': 'outputs: {out: {value: "${{ steps.s.outputs.out }}"}}\nruns: {using: composite, steps: [{id: s, uses: ./outer}]}\n',
      },
      [],
    ],
  ])('follows %s', async (_, files, expected) => {
    expect(await origins(files)).toEqual(expected);
  });

  it('ends at actions that use each other many times', async () => {
    const level = (n: number): string => `runs: {using: composite, steps: [${Array.from({ length: 30 }, () => `{uses: ./l${n + 1}}`).join(', ')}]}\n`;
    const actions = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`l${n}/action.yml`, level(n)]));
    const files = { ...actions, 'l9/action.yml': 'runs: {using: composite, steps: []}\n', [a]: one('      - uses: ./l0\n      - run: echo ${{ env.T }}\n') };
    expect(await origins(files)).toEqual([]);
  });
});
