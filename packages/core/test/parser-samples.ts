/** A small valid text of each format: what the mutations of the fuzz test start from. Parsers of one format share it. */
export const parserSamples: readonly { readonly path: string; readonly parsers: readonly string[]; readonly text: string }[] = [
  {
    path: '.github/CODEOWNERS',
    parsers: ['parseCodeOwners'],
    text: `# ovens
* @baker ada@bakery.example
/ovens/**/*.ts @bakery/ovens # hot
docs/ @writer
src/\\#loaf\\ rye @baker
apps/[a-z]?*.md @bakery/web
[Section][2] @bakery/gitlab
**/api
!shelf @baker
`,
  },
  {
    path: 'compose.bakery.yml',
    parsers: ['parseInlineSuppressions'],
    text: `# agent-readiness-ignore-file access/pinned-actions false-positive: our own mirror serves these (owner @baker)
services:
  oven:
    # agent-readiness-ignore runtime/fixed-host-port accepted-risk: one oven only (owner @baker, expires 2027-01-01)
    ports: ["8080:80"]
  shop:
    ports: ["8081:80"] # agent-readiness-ignore runtime/fixed-host-port, access/pinned-actions accepted-risk: a test shop
`,
  },
  {
    path: '.github/workflows/ci.yml',
    parsers: ['parseWorkflow', 'parseYaml'],
    text: `name: bake
run-name: bake \${{ github.ref_name }}
on:
  push: {branches: [main, 'release/**', '!release/old'], paths-ignore: ['**.md']}
  pull_request:
    types: [opened, labeled]
  workflow_dispatch:
    inputs:
      oven: {type: choice, options: [gas, electric], required: true, default: gas}
  workflow_call:
    secrets: {token: {required: true}}
    outputs: {loaf: {value: "\${{ jobs.bake.outputs.loaf }}"}}
  schedule: [{cron: '0 5 * * 1'}]
permissions: {contents: read}
env: &shared
  OVEN: hot
concurrency: {group: "bake-\${{ github.ref }}", cancel-in-progress: true}
jobs:
  bake:
    name: Bake \${{ matrix.flour }}
    needs: []
    if: \${{ !cancelled() && contains(github.event.head_commit.message, 'bake') }}
    strategy:
      fail-fast: false
      matrix:
        flour: [rye, wheat]
        heat: [180, 220]
        include: [{flour: spelt, heat: 200}]
        exclude: [{flour: rye, heat: 180}]
    runs-on: [self-hosted, "\${{ matrix.heat }}"]
    container: {image: 'node:20', env: *shared}
    services: {db: {image: postgres, ports: ['5432:5432']}}
    environment: {name: oven, url: https://bakery.example}
    outputs: {loaf: "\${{ steps.knead.outputs.loaf }}"}
    steps:
      - uses: actions/checkout@v6 # v6
        with: {persist-credentials: false}
      - id: knead
        run: |
          npm ci && npm test -- --heat="\${{ matrix.heat }}"
          echo "loaf=$(cat loaf.txt)" >> "$GITHUB_OUTPUT"
        shell: bash
        continue-on-error: true
        timeout-minutes: 5
  sell:
    needs: bake
    uses: ./.github/workflows/sell.yml
    with: {loaf: "\${{ needs.bake.outputs.loaf }}"}
    secrets: inherit
`,
  },
  {
    path: '.github/actions/knead/action.yml',
    parsers: ['parseAction'],
    text: `name: Knead
description: Kneads the dough
inputs:
  flour: {description: Which, required: true, default: rye}
outputs:
  dough: {description: The dough, value: "\${{ steps.a.outputs.dough }}"}
runs:
  using: composite
  steps:
    - id: a
      run: ./knead.sh \${{ inputs.flour }}
      shell: bash
    - uses: ./.github/actions/rest
`,
  },
  {
    path: '.github/workflows/copilot-setup-steps.yml',
    parsers: ['parseCopilotSetup'],
    text: `on: workflow_dispatch
jobs:
  copilot-setup-steps:
    runs-on: ubuntu-latest
    permissions: {contents: read}
    steps:
      - uses: actions/checkout@v6
      - run: npm ci
`,
  },
  {
    path: 'docs/baking.md',
    parsers: ['parseMarkdown'],
    text: `---
title: Baking
---
# Baking *bread*

Run \`npm test\` before you [push](https://bakery.example "why"), see @docs/rye.md and <b>never</b> skip hooks. <!-- hidden
note --> The second sentence, e.g. with \`\`two \` ticks\`\`.

## Ovens ##

- [x] heat the oven
- [ ] bake
  1. knead
     > rest ![loaf](loaf.png)

| flour | heat |
| ----- | ---: |
| rye   | ~~200~~ 220 |

\`\`\`sh
$ npm run bake -- --hot
\`\`\`

    indented code

Setext
======
[ref]: ../ovens/README.md
A note[^1] and www.bakery.example.

[^1]: Footnote.
`,
  },
  {
    path: 'README.rst',
    parsers: ['parsePlainText'],
    text: `Bakery
======

Run \`\`make test\`\` first. See :doc:\`ovens\`.

.. code-block:: sh

   make bake

* heat the oven
* bake

Ovens
-----
Never skip hooks.
`,
  },
  {
    path: '.cursor/rules/ovens.mdc',
    parsers: ['parseFrontMatter', 'parseMarkdown'],
    text: `---
description: Rules for ovens, when hot
globs: *.ts,ovens/**/*.{md,txt}
paths: ["ovens/**", 'shelf/*']
applyTo: "**/*.ts,**/*.tsx"
alwaysApply: false
tools:
  - read
  - write
---
Keep the ovens hot.
`,
  },
  {
    path: '.github/ISSUE_TEMPLATE/bug.md',
    parsers: ['parseIssueTemplate', 'parsePullRequestTemplate'],
    text: `---
name: Burnt bread
about: Tell us
title: "[burnt] "
labels: bug, oven
assignees: ''
---

## What happened
<!-- Describe the loaf -->

## Done when
- [ ] the loaf is brown
`,
  },
  {
    path: '.github/ISSUE_TEMPLATE/bake.yml',
    parsers: ['parseIssueForm'],
    text: `name: Bake
description: Ask for bread
title: "[bake] "
labels: [oven]
assignees: baker
type: task
body:
  - type: markdown
    attributes: {value: Thanks}
  - type: input
    id: loaf
    attributes: {label: Which loaf, description: Its name, placeholder: rye}
    validations: {required: true}
  - type: dropdown
    id: heat
    attributes: {label: Heat, multiple: true, options: [low, high], default: 0}
  - type: checkboxes
    id: terms
    attributes: {label: Terms, options: [{label: I agree, required: true}]}
  - type: textarea
    id: done
    attributes: {label: Acceptance criteria, render: sh}
`,
  },
  {
    path: '.github/ISSUE_TEMPLATE/config.yml',
    parsers: ['parseIssueConfig'],
    text: `blank_issues_enabled: false
contact_links:
  - name: Shop
    url: https://bakery.example
    about: Buy bread
`,
  },
  {
    path: 'compose.yaml',
    parsers: ['parseCompose'],
    text: `name: bakery
include: [{path: [ovens/compose.yaml]}]
x-common: &common
  restart: always
services:
  oven:
    <<: *common
    image: "oven:\${OVEN_TAG:-1}"
    build: {context: ., args: {HEAT: '200'}}
    extends: {file: base.yaml, service: oven}
    ports: ["\${PORT:-8080}:80", "127.0.0.1:9000-9001:9000-9001/udp", {target: 80, published: '8081'}]
    environment: {HEAT: "\${HEAT?}", DB: "postgres://baker:\${PASSWORD:+x}@db/bakery"}
    env_file: [.env, {path: .env.local, required: false}]
    volumes: ["flour:/flour", "./src:/src:ro"]
    profiles: [dev]
    depends_on: {db: {condition: service_healthy}}
    container_name: oven
  db: {image: postgres, command: [postgres, -p, '5433'], volumes: [{type: volume, source: data, target: /data}]}
volumes: {flour: {}, data: {name: bakery_data, external: true}}
networks: {default: {name: bakery}}
`,
  },
  {
    path: '.devcontainer/devcontainer.json',
    parsers: ['parseDevcontainer', 'parseJson'],
    text: `{
  // an oven
  "name": "Bakery",
  "image": "mcr.microsoft.com/devcontainers/base",
  "dockerComposeFile": ["../compose.yaml"], "service": "oven",
  "features": {"ghcr.io/devcontainers/features/node:1": {"version": "20"}},
  "forwardPorts": [8080, "db:5432"],
  "runArgs": ["-p", "3000:3000"],
  "containerEnv": {"OVEN": "\${localEnv:OVEN:hot}"},
  "postCreateCommand": {"deps": "npm ci", "db": ["npm", "run", "migrate"]},
  "customizations": {"vscode": {"extensions": ["a.b"]}}, /* end */
}
`,
  },
  {
    path: '.env.example',
    parsers: ['parseEnvFile'],
    text: `# ovens
OVEN_URL=http://localhost:8080 # where
export OVEN_KEY="a\\"b
second line"
SINGLE='x#y'
# COMMENTED=1
EMPTY=
JOINED=\${OVEN_URL}/loaf
`,
  },
  {
    path: '.gitignore',
    parsers: ['parseGitignore', 'compileGitignore'],
    text: `# made
/dist/
node_modules
!node_modules/keep
*.l[oO]g
docs/**/out/
\\#loaf
trailing\\ \u0020
.env*
`,
  },
  {
    path: 'Procfile',
    parsers: ['parseProcfile'],
    text: `web: bin/rails server -p $PORT
worker: FOO=bar node worker.js --port 4000
# note
release: ./migrate
`,
  },
  {
    path: 'Makefile',
    parsers: ['parseMakefile'],
    text: `include shared.mk
OVEN ?= hot
FLAGS := -v $(OVEN)
define recipe
echo $(1)
endef
.PHONY: test bake
all: test bake ## Everything
test: $(wildcard *.js)
\t@npm test \\
\t  -- --all
bake bread-%: test | shelf
\tcd ovens && $(MAKE) -C rye bake
ifeq ($(OVEN),hot)
deploy:
\tkubectl apply -f $<
endif
`,
  },
  {
    path: 'justfile',
    parsers: ['parseJustfile'],
    text: `import 'shared.just'
mod ovens
set shell := ["bash", "-c"]
oven := env('OVEN', 'hot')
alias b := bake

# Bakes bread
[group('bread')]
bake flour='rye' *heat: (knead flour) && sell
    npm run bake -- {{flour}} {{ heat }}
    @echo done

knead flour:
    #!/usr/bin/env bash
    echo kneading
`,
  },
  {
    path: 'Taskfile.yml',
    parsers: ['parseTaskfile'],
    text: `version: '3'
includes: {ovens: {taskfile: ./ovens, dir: ./ovens}}
vars: {HEAT: '200', NOW: {sh: date}}
tasks:
  default: {deps: [test]}
  test:
    desc: Tests
    aliases: [t]
    cmds: [npm test, {task: bake, vars: {FLOUR: rye}}, {cmd: echo x, ignore_error: true}]
  bake: npm run bake
`,
  },
  {
    path: 'mise.toml',
    parsers: ['parseMise', 'parseToml'],
    text: `[tools]
node = "20"
[env]
OVEN = "hot"
[tasks.test]
run = ["npm test", "npm run lint"]
depends = ["build"]
description = "Tests"
[tasks]
bake = "npm run bake"
`,
  },
  {
    path: 'package.json',
    parsers: ['parsePackageJson', 'parseManifest', 'parseJson'],
    text: `{
  "name": "bakery", "version": "1.0.0", "private": true, "type": "module",
  "packageManager": "pnpm@12.21.0",
  "engines": {"node": ">=20"},
  "workspaces": ["packages/*", "!packages/old"],
  "bin": {"bake": "bin/bake.js"},
  "scripts": {"test": "vitest run", "lint": "eslint . && tsc -b", "prebake": "npm run test", "bake": "node -e \\"1\\""},
  "dependencies": {"express": "^5.0.0", "local": "workspace:*"},
  "devDependencies": {"vitest": "catalog:"},
  "peerDependencies": {"react": ">=18"},
  "jest": {"coverageThreshold": {"global": {"lines": 80}}}
}
`,
  },
  {
    path: 'pyproject.toml',
    parsers: ['parsePyproject', 'parseManifest', 'parseToml'],
    text: `[project]
name = "bakery"
requires-python = ">=3.11"
dependencies = ["django>=5,<6 ; python_version > '3.8'", "rye[hot] @ https://bakery.example/rye.whl"]
[project.optional-dependencies]
dev = ["pytest"]
[project.scripts]
bake = "bakery.cli:main"
[dependency-groups]
lint = ["ruff", {include-group = "dev"}]
[tool.poetry.dependencies]
python = "^3.11"
flask = {version = "^3", extras = ["async"]}
[tool.poe.tasks]
test = "pytest -q"
bake = {cmd = "bake", env = {OVEN = "hot"}}
[tool.pytest.ini_options]
addopts = "-ra"
[tool.tox]
env_list = ["3.11"]
[[tool.uv.index]]
name = "bakery"
url = "https://bakery.example"
`,
  },
  {
    path: 'pixi.toml',
    parsers: ['parsePixi'],
    text: `[workspace]
name = "bakery"
[dependencies]
python = ">=3.11"
[tasks]
test = "pytest"
bake = {cmd = "bake", depends-on = ["test"]}
[feature.dev.tasks]
lint = "ruff check"
`,
  },
  {
    path: 'requirements.txt',
    parsers: ['parseRequirements'],
    text: `# flour
-r base.txt
django[argon2]>=5,<6 ; python_version > "3.8" \\
    --hash=sha256:abc
-e git+https://bakery.example/rye.git#egg=rye
requests==2.0 # note
`,
  },
  {
    path: 'setup.py',
    parsers: ['parseSetupPy'],
    text: `from setuptools import setup
setup(
    name="bakery",
    install_requires=["django>=5", 'requests'],
    extras_require={"dev": ["pytest"]},
    entry_points={"console_scripts": ["bake=bakery:main"]},
)
`,
  },
  {
    path: 'setup.cfg',
    parsers: ['parseSetupCfg', 'parseIni'],
    text: `[metadata]
name = bakery
[options]
install_requires =
    django>=5
    requests
[options.extras_require]
dev = pytest
; note
[tool:pytest]
addopts = -ra
`,
  },
  {
    path: 'noxfile.py',
    parsers: ['parseNoxfile'],
    text: `import nox

@nox.session(python=["3.11"], name="tests")
def run_tests(session):
    session.install("-e", ".")
    session.run("pytest", "-q", *session.posargs)
`,
  },
  {
    path: 'tox.ini',
    parsers: ['parseToxIni', 'toxIniTasks', 'parseIni'],
    text: `[tox]
envlist = py{311,312}-{django,flask}, lint
[testenv]
deps = pytest
    -r requirements.txt
commands =
    pytest {posargs:tests} \\
        -q
    !lint: echo {env:OVEN:hot}
[testenv:lint]
commands = ruff check {toxinidir}
`,
  },
  {
    path: 'tox.toml',
    parsers: ['parseToxToml'],
    text: `env_list = ["3.11", "lint"]
[env_run_base]
deps = ["pytest"]
commands = [["pytest", {replace = "posargs", default = ["tests"], extend = true}]]
[env.lint]
commands = [["ruff", "check"]]
`,
  },
  {
    path: 'Cargo.toml',
    parsers: ['parseCargoToml', 'parseManifest'],
    text: `[package]
name = "bakery"
edition = "2024"
rust-version = "1.80"
[workspace]
members = ["crates/*"]
[dependencies]
serde = {version = "1", features = ["derive"]}
rye = {path = "../rye"}
[dev-dependencies]
proptest = "1"
[[bin]]
name = "bake"
path = "src/bake.rs"
`,
  },
  {
    path: '.cargo/config.toml',
    parsers: ['parseCargoConfig'],
    text: `[alias]\nxtask = "run --package xtask --"\nt = ["test", "--all"]\n[env]\nOVEN = "hot"\n`,
  },
  {
    path: 'go.mod',
    parsers: ['parseGoMod', 'parseManifest'],
    text: `module bakery.example/ovens

go 1.24
toolchain go1.24.1
require (
	github.com/stretchr/testify v1.9.0 // indirect
	golang.org/x/tools v0.1.0
)
require rye.example/rye v1.0.0
replace rye.example/rye => ../rye
tool golang.org/x/tools/cmd/stringer
`,
  },
  {
    path: 'Gemfile',
    parsers: ['parseGemfile', 'parseManifest'],
    text: `source "https://rubygems.org"
ruby "3.3.0"
gem "rails", "~> 8.0"
group :development, :test do
  gem 'rspec', require: false
end
gemspec
`,
  },
  {
    path: 'Rakefile',
    parsers: ['parseRakefile'],
    text: `require "rake/testtask"
Rake::TestTask.new(:spec)
desc "Bakes bread"
task :bake, [:flour] => [:knead, "test"] do |t, args|
  sh "bin/bake #{args[:flour]}"
end
namespace :ovens do
  task(heat: :environment) { system("heat") }
end
`,
  },
  {
    path: 'composer.json',
    parsers: ['parseComposer'],
    text: `{"name": "bakery/ovens", "require": {"php": ">=8.2", "laravel/framework": "^12"}, "require-dev": {"phpunit/phpunit": "^12"},
"scripts": {"test": ["@php vendor/bin/phpunit", "@lint"], "lint": "pint --test"}, "scripts-descriptions": {"test": "Tests"}}
`,
  },
  {
    path: 'deno.json',
    parsers: ['parseDenoJson'],
    text: `{"name": "@bakery/ovens", "tasks": {"test": "deno test -A", "bake": {"command": "deno run bake.ts", "dependencies": ["test"]}}, "imports": {"rye": "jsr:@bakery/rye@1"}, "workspace": ["./a"]}\n`,
  },
  {
    path: 'pom.xml',
    parsers: ['parsePom', 'parseManifest'],
    text: `<?xml version="1.0"?>
<project>
  <artifactId>bakery</artifactId><!-- note -->
  <modules><module>ovens</module></modules>
  <dependencies><dependency><groupId>org.junit</groupId><artifactId>junit</artifactId><version>\${junit}</version><scope>test</scope></dependency></dependencies>
  <build><plugins><plugin><artifactId>maven-surefire-plugin</artifactId></plugin></plugins></build>
  <profiles><profile><id>hot</id></profile></profiles>
</project>
`,
  },
  {
    path: 'build.gradle.kts',
    parsers: ['parseGradle'],
    text: `plugins { id("java"); kotlin("jvm") version "2.0" }
/* note */
dependencies {
    implementation("com.bakery:rye:1.0")
    testImplementation(libs.junit) // junit
    api 'com.bakery:wheat:2.0'
}
tasks.register<Test>("bake") { dependsOn("test") }
task heat(type: Exec) { commandLine 'heat' }
`,
  },
  {
    path: 'mix.exs',
    parsers: ['parseMixExs'],
    text: `defmodule Bakery.MixProject do
  use Mix.Project
  def project, do: [app: :bakery, elixir: "~> 1.17", aliases: aliases(), deps: deps()]
  defp deps do
    [{:phoenix, "~> 1.7"}, {:credo, "~> 1.7", only: [:dev, :test], runtime: false}]
  end
  defp aliases do
    [setup: ["deps.get", "ecto.setup"], test: ["ecto.migrate", "test"]]
  end
end
`,
  },
  {
    path: 'Bakery.csproj',
    parsers: ['parseDotnetProject'],
    text: `<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="xunit" Version="2.9.0" /><ProjectReference Include="..\\Ovens\\Ovens.csproj" /></ItemGroup>
</Project>
`,
  },
  {
    path: 'Package.swift',
    parsers: ['parsePackageSwift'],
    text: `// swift-tools-version:6.0
import PackageDescription
let package = Package(name: "Bakery", dependencies: [.package(url: "https://bakery.example/rye.git", from: "1.0.0")],
  targets: [.target(name: "Ovens", dependencies: ["Rye"]), .testTarget(name: "OvensTests")])
`,
  },
  {
    path: '.github/settings.yml',
    parsers: ['parseSettingsFile'],
    text: `repository: {name: bakery, default_branch: main, allow_squash_merge: true, delete_branch_on_merge: true}
branches:
  - name: main
    protection:
      required_pull_request_reviews: {required_approving_review_count: 2, require_code_owner_reviews: true, dismiss_stale_reviews: true}
      required_status_checks: {strict: true, contexts: [bake], checks: [{context: sell, app_id: 15368}]}
      enforce_admins: true
      restrictions: {users: [], teams: [bakers]}
rulesets:
  - name: main
    target: branch
    enforcement: active
    conditions: {ref_name: {include: ['~DEFAULT_BRANCH'], exclude: []}}
    bypass_actors: [{actor_id: 5, actor_type: RepositoryRole, bypass_mode: always}]
    rules: [{type: deletion}, {type: pull_request, parameters: {required_approving_review_count: 1}}]
environments: [{name: oven, wait_timer: 30, reviewers: [{type: Team, id: 1}], deployment_branch_policy: {protected_branches: true}}]
`,
  },
  {
    path: '.github/rulesets/main.json',
    parsers: ['parseRulesetFile', 'parseJson'],
    text: `{"name": "main", "target": "branch", "enforcement": "active", "conditions": {"ref_name": {"include": ["refs/heads/main"], "exclude": []}},
"rules": [{"type": "required_status_checks", "parameters": {"strict_required_status_checks_policy": true, "required_status_checks": [{"context": "bake", "integration_id": 15368}]}},
{"type": "pull_request", "parameters": {"required_approving_review_count": 1, "require_code_owner_review": true}}, {"type": "non_fast_forward"}],
"bypass_actors": [{"actor_id": 1, "actor_type": "Team", "bypass_mode": "pull_request"}]}
`,
  },
  {
    path: 'config/database.yml',
    parsers: ['databaseConfig', 'databaseAddresses'],
    text: `default: &default
  adapter: postgresql
  url: <%= ENV["DATABASE_URL"] %>
test:
  <<: *default
  database: bakery_test<%= ENV['TEST_ENV_NUMBER'] %>
  host: localhost
development: {adapter: sqlite3, database: db/dev.sqlite3}
`,
  },
  {
    path: 'ormconfig.js',
    parsers: ['databaseConfig', 'databaseAddresses', 'environmentReads', 'jsProperties'],
    text: `// a bakery
const { OVEN, HEAT = '200' } = process.env;
export default {
  client: 'pg', connection: process.env.DATABASE_URL ?? "postgres://baker@localhost:5432/bakery", // here
  server: { port: Number(process.env['PORT']) || 3000, 'strict-port': true },
  test: { storage: ':memory:', dialect: \`sqlite\` }, re: /a[/]b/g, import: import.meta.env.VITE_OVEN,
};
app.listen(3000); Deno.env.get("OVEN"); os.environ['HEAT']; os.Getenv("RYE"); env::var("WHEAT"); ENV.fetch("SPELT"); System.getenv("OAT");
`,
  },
  {
    path: 'deploy.sh',
    parsers: ['parseShell', 'parseShellFile', 'shellHabits', 'findCredentials'],
    text: `#!/usr/bin/env bash
set -euo pipefail
export OVEN="hot" TOKEN=$(cat token)
cd ovens && npm ci || true
for loaf in rye "wheat $1"; do echo "\${loaf%.txt}" | tee -a log; done
if [[ -f loaf && ! -d shelf ]]; then (sudo -E env A=1 make -C rye bake) & fi
cat <<'EOF' > loaf.txt
not a command
EOF
bash -c "npm run bake -- --hot && tee loaf.log" <<< x
bake() { curl -sSf https://bakery.example/loaf.txt | wc -l; }
case $1 in a|b) docker compose ps;; *) exit 1;; esac
echo \${X}bread \`date\` {a,b}{1..3} $((1 + 2)) \\
  --done 2>&1
`,
  },
  {
    path: 'expression.txt',
    parsers: ['parseExpression', 'findExpressions'],
    text: `github.event.pull_request.head.repo.full_name == 'o''ven' && !(contains(fromJSON('["a"]')[0].x, matrix['flour']) || needs.*.result != 1.5e3) \${{ inputs.a >= 0x1F }} }} \${{ '}}' }}`,
  },
  {
    path: 'hidden.md',
    parsers: ['findHiddenText'],
    text: 'Bake\u200b bread\u2066 hidden\u2069 \u{e0001}\u{e0068}\u{e007f} 👩‍🍳 x\ufe00\ufe01 שלום\u200f עולם\n',
  },
  {
    path: 'patterns.txt',
    parsers: ['compileGlob', 'compileGlobs', 'compileScopeGlobs', 'compileActionsPattern', 'compileActionsFilter', 'compileGitAttributesPattern'],
    text: 'src/**/{a,b{c,d}}/[!a-z]?*.ts\n',
  },
  { path: 'ports.txt', parsers: ['parseShortPort', 'interpolationsOf', 'maskInterpolations'], text: '127.0.0.1:${PORT:-${BASE:?none}80}-8081:80-81/tcp' },
  {
    path: '.github/workflows/triage.md',
    parsers: ['parseAgenticWorkflow'],
    text: `---
on:
  issues: {types: [opened]}
permissions: read-all
engine: {id: claude, max-turns: 5}
tools: {github: {toolsets: [issues]}, bash: ["npm test"]}
safe-outputs: {add-comment: {max: 1}}
network: {allowed: [defaults, bakery.example]}
imports: [shared/tools.md]
---

# Triage

Read \${{ needs.activation.outputs.text }} and answer. See @docs/rye.md.
`,
  },
  {
    path: '.codex/rules/default.rules',
    parsers: ['parseCodexRules'],
    text: `# which commands run
prefix_rule(
    pattern = ["npm", ["test", "run"]],
    decision = "allow",
    justification = "safe",
    match = ["npm test"],
)
prefix_rule(pattern=["git", "push"], decision="prompt")
`,
  },
  {
    path: 'Bakery.sln',
    parsers: ['parseSolution'],
    text: `Microsoft Visual Studio Solution File, Format Version 12.00
Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "Ovens", "src\\Ovens\\Ovens.csproj", "{1}"
EndProject
`,
  },
  { path: 'go.work', parsers: ['parseGoWork'], text: `go 1.24\n\nuse (\n\t./ovens // hot\n\t./shelf\n)\nuse ./rye\nreplace a => ./b\n` },
  {
    path: '.github/DISCUSSION_TEMPLATE/ideas.yml',
    parsers: ['parseDiscussionForm'],
    text: `title: "[idea] "\nlabels: [idea]\nbody:\n  - type: textarea\n    id: idea\n    attributes: {label: Your idea}\n    validations: {required: true}\n`,
  },
  { path: 'settings.gradle', parsers: ['parseGradleSettings'], text: `rootProject.name = 'bakery'\ninclude 'ovens', ':shelf:rye' // two\ninclude(":wheat")\n` },
  {
    path: 'gradle/libs.versions.toml',
    parsers: ['parseGradleCatalog'],
    text: `[versions]\njunit = "5.11"\n[libraries]\njunit = {module = "org.junit:junit", version.ref = "junit"}\nrye = "com.bakery:rye:1.0"\n[plugins]\nkotlin = {id = "org.kotlin", version = "2.0"}\n`,
  },
  {
    path: 'pnpm-workspace.yaml',
    parsers: ['parsePnpmWorkspace'],
    text: `packages: ["packages/*", "!**/old/**"]\ncatalog: {react: ^19.0.0}\ncatalogs:\n  next: {react: canary}\nallowBuilds: {esbuild: true}\n`,
  },
  { path: '.yarnrc.yml', parsers: ['parseYarnrc'], text: `nodeLinker: node-modules\nenableScripts: false\nyarnPath: .yarn/releases/yarn-4.5.0.cjs\n` },
  {
    path: 'Pipfile',
    parsers: ['parsePipfile'],
    text: `[[source]]\nurl = "https://pypi.org/simple"\n[packages]\ndjango = ">=5"\nrye = {version = "*", extras = ["hot"]}\n[dev-packages]\npytest = "*"\n[scripts]\ntest = "pytest -q"\n[requires]\npython_version = "3.12"\n`,
  },
  {
    path: 'hatch.toml',
    parsers: ['parseHatch'],
    text: `[envs.default]\ndependencies = ["pytest"]\n[envs.default.scripts]\ntest = "pytest {args:tests}"\nall = ["test", "lint"]\n[envs.lint]\ndetached = true\n`,
  },
  {
    path: 'bakery.gemspec',
    parsers: ['parseGemspec'],
    text: `Gem::Specification.new do |spec|\n  spec.name = "bakery"\n  spec.required_ruby_version = ">= 3.2"\n  spec.add_dependency "rack", "~> 3.0"\n  spec.add_development_dependency("rspec")\nend\n`,
  },
  {
    path: 'vite.config.ts',
    parsers: ['parseServerConfig', 'readEnvironmentNames'],
    text: `export default defineConfig(({ mode }) => ({\n  server: { port: Number(process.env.PORT ?? 5173), strictPort: true, host: '0.0.0.0' }, // dev\n  preview: { port: 4173 },\n  define: { x: import.meta.env.VITE_OVEN, y: \`\${process.env['HEAT']}\` },\n}));\n`,
  },
  {
    path: 'infra/github.tf',
    parsers: ['parseTerraformProtection'],
    text: `# ovens
resource "github_branch_protection" "main" {
  repository_id = github_repository.bakery.node_id
  pattern       = "main"
  required_status_checks {
    strict   = true
    contexts = ["bake", "\${var.check}"]
  }
  required_pull_request_reviews { required_approving_review_count = 2 }
}
resource "github_repository_ruleset" "all" {
  name        = "all"
  enforcement = "active"
  rules { deletion = true }
  note = <<-EOT
    text
  EOT
}
`,
  },
  {
    path: '.github/dependabot.yml',
    parsers: ['parseDependabot'],
    text: 'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n    schedule: { interval: weekly }\n    cooldown:\n      default-days: 7\n      semver-major-days: 30\n',
  },
  {
    path: 'renovate.json',
    parsers: ['parseRenovate'],
    text: '{ "extends": ["config:recommended", ":dependencyDashboard"], /* slow */ "minimumReleaseAge": "3 days", "packageRules": [{ "matchUpdateTypes": ["patch"], "automerge": true, "ignoreTests": false }] }\n',
  },
  { path: '.tool-versions', parsers: ['parseToolVersions'], text: `nodejs 20.11.0 18.0.0 # note\npython 3.12.1\n# ruby 3.3.0\njava temurin-21\n` },
  { path: 'bread.xml', parsers: ['parseXml'], text: `<?xml version="1.0"?><!-- a --><a x="1" y='&lt;2'><b/>text &amp; more<![CDATA[ <c> ]]></a>\n` },
];
