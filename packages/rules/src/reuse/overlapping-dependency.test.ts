import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { overlappingDependency } from './overlapping-dependency.ts';

const npm = (dependencies: object, devDependencies: object = {}, more: object = {}) =>
  JSON.stringify({ name: 'bakery', dependencies, devDependencies, ...more }, undefined, 2);
const pyproject = (...dependencies: readonly string[]) => `[project]\nname = "bakery"\nversion = "1"\ndependencies = ${JSON.stringify(dependencies)}\n`;
const go = (...modules: readonly string[]) => `module example.org/bakery\n\ngo 1.24\n\nrequire (\n${modules.map((module) => `\t${module}\n`).join('')})\n`;
const cargo = (dependencies: string) => `[package]\nname = "bakery"\nversion = "1.0.0"\n\n[dependencies]\n${dependencies}`;

testChangeRule({ describe, it }, overlappingDependency, [
  {
    name: 'reports a second library for dates, at its line',
    example: true,
    base: { 'package.json': '{\n  "dependencies": {\n    "date-fns": "^4.0.0"\n  }\n}\n' },
    head: { 'package.json': '{\n  "dependencies": {\n    "date-fns": "^4.0.0",\n    "«dayjs»": "^1.0.0"\n  }\n}\n' },
    findings: [
      {
        id: 'overlaps',
        text: 'dayjs is new and does what date-fns does (dates), which is declared in package.json, line 3; use date-fns, or take it out',
        verdict: 'note',
        confidence: 'medium',
      },
    ],
  },
  {
    name: 'reports development tools',
    base: { 'package.json': npm({}, { jest: '^30.0.0' }) },
    head: { 'package.json': npm({}, { jest: '^30.0.0', vitest: '^4.0.0' }) },
    findings: ['overlaps'],
  },
  {
    name: 'is less sure of a tool beside what is shipped',
    base: { 'package.json': npm({ axios: '^1.0.0' }) },
    head: { 'package.json': npm({ axios: '^1.0.0' }, { got: '^14.0.0' }) },
    findings: [{ id: 'overlaps', confidence: 'low' }],
  },
  {
    name: 'reads Python, whatever the spelling of a name',
    base: { 'pyproject.toml': pyproject('Flask>=3', 'PyYAML') },
    head: { 'pyproject.toml': pyproject('Flask>=3', 'PyYAML', 'ruamel_yaml>=0.18') },
    findings: [{ id: 'overlaps', text: 'ruamel_yaml is new and does what PyYAML does' }],
  },
  {
    name: 'reads Go and Rust',
    base: { 'go.mod': go('github.com/sirupsen/logrus v1.9.0'), 'Cargo.toml': cargo('lazy_static = "1"\n') },
    head: { 'go.mod': go('github.com/sirupsen/logrus v1.9.0', 'go.uber.org/zap v1.27.0'), 'Cargo.toml': cargo('lazy_static = "1"\nonce_cell = "1"\n') },
    findings: ['overlaps', 'overlaps'],
  },
  {
    name: 'reads Ruby, PHP, Maven and NuGet',
    base: {
      Gemfile: "gem 'kaminari'\n",
      'composer.json': '{"require": {"nesbot/carbon": "^3"}}',
      'pom.xml':
        '<project><dependencies><dependency><groupId>com.google.code.gson</groupId><artifactId>gson</artifactId></dependency></dependencies></project>',
      'Bakery.csproj': '<Project><ItemGroup><PackageReference Include="Moq" Version="4" /></ItemGroup></Project>',
    },
    head: {
      Gemfile: "gem 'kaminari'\ngem 'pagy'\n",
      'composer.json': '{"require": {"nesbot/carbon": "^3", "cakephp/chronos": "^3"}}',
      'pom.xml':
        '<project><dependencies><dependency><groupId>com.google.code.gson</groupId><artifactId>gson</artifactId></dependency><dependency><groupId>com.squareup.moshi</groupId><artifactId>moshi</artifactId></dependency></dependencies></project>',
      'Bakery.csproj':
        '<Project><ItemGroup><PackageReference Include="Moq" Version="4" /><PackageReference Include="nsubstitute" Version="5" /></ItemGroup></Project>',
    },
    findings: ['overlaps', 'overlaps', 'overlaps', 'overlaps'],
  },
  {
    name: 'knows a package under another name',
    base: { 'package.json': npm({ moment: '^2.0.0' }) },
    head: { 'package.json': npm({ moment: '^2.0.0', time: 'npm:dayjs@^1.0.0' }) },
    findings: [{ id: 'overlaps', text: 'time is new and does what moment does' }],
  },
  {
    name: 'passes a replacement',
    example: true,
    base: { 'package.json': npm({ moment: '^2.0.0' }) },
    head: { 'package.json': npm({ dayjs: '^1.0.0' }) },
    evidence: ['dayjs: nothing that is there'],
  },
  {
    name: 'passes two alternatives that come together',
    base: { 'package.json': npm({}) },
    head: { 'package.json': npm({ moment: '^2.0.0', dayjs: '^1.0.0' }) },
  },
  {
    name: 'passes what goes together',
    base: { 'package.json': npm({ zod: '^4.0.0' }, { jest: '^30.0.0', eslint: '^10.0.0' }), 'pyproject.toml': pyproject('pytest', 'click') },
    head: {
      'package.json': npm(
        { zod: '^4.0.0', 'zod-to-json-schema': '^3.0.0' },
        { jest: '^30.0.0', eslint: '^10.0.0', '@playwright/test': '^1.0.0', '@testing-library/react': '^16.0.0', prettier: '^3.0.0', oxlint: '^1.0.0' },
      ),
      'pyproject.toml': pyproject('pytest', 'click', 'hypothesis', 'typer'),
    },
  },
  {
    name: 'passes another package of the same family',
    base: { 'package.json': npm({}, { '@playwright/test': '^1.0.0' }) },
    head: { 'package.json': npm({}, { '@playwright/test': '^1.0.0', playwright: '^1.0.0' }) },
  },
  {
    name: 'passes what another dependency asks for',
    base: { 'pyproject.toml': pyproject('fastapi', 'requests'), 'package.json': npm({}, { jest: '^30.0.0' }) },
    head: {
      'pyproject.toml': pyproject('fastapi', 'requests', 'httpx'),
      'package.json': npm({}, { jest: '^30.0.0', mocha: '^11.0.0', '@vscode/test-electron': '^2.0.0' }),
    },
  },
  {
    name: 'passes a third one where two stand on purpose',
    base: { 'package.json': npm({}, { express: '^5.0.0', koa: '^3.0.0' }) },
    head: { 'package.json': npm({}, { express: '^5.0.0', koa: '^3.0.0', fastify: '^5.0.0' }) },
  },
  {
    name: 'passes other versions',
    base: { 'package.json': npm({ axios: '^1.0.0', got: '^14.0.0' }) },
    head: { 'package.json': npm({ axios: '^1.1.0', got: '^15.0.0' }) },
    evidence: ['no dependency is new'],
  },
  {
    name: 'passes a new major version of a Go module beside the old one',
    base: { 'go.mod': go('github.com/golang-jwt/jwt/v4 v4.5.0', 'github.com/lestrrat-go/jwx/v2 v2.0.0') },
    head: { 'go.mod': go('github.com/golang-jwt/jwt/v4 v4.5.0', 'github.com/golang-jwt/jwt/v5 v5.2.0', 'github.com/lestrrat-go/jwx/v2 v2.0.0') },
    evidence: ['no dependency is new'],
  },
  {
    name: 'passes a move to another group',
    base: { 'package.json': npm({ axios: '^1.0.0' }, { got: '^14.0.0' }) },
    head: { 'package.json': npm({ axios: '^1.0.0', got: '^14.0.0' }) },
    evidence: ['no dependency is new'],
  },
  {
    name: 'passes a move to another manifest',
    base: { 'a/package.json': npm({ got: '^14.0.0' }), 'b/package.json': npm({ axios: '^1.0.0' }) },
    head: { 'a/package.json': npm({}), 'b/package.json': npm({ axios: '^1.0.0', got: '^14.0.0' }) },
    evidence: ['no dependency is new'],
  },
  {
    name: 'follows a manifest that is renamed',
    base: { 'old/package.json': npm({ axios: '^1.0.0' }, {}, { description: 'Bread, rolls and cakes', license: 'MIT' }) },
    head: {
      'old/package.json': null,
      'new/package.json': npm({ axios: '^1.0.0', got: '^14.0.0' }, {}, { description: 'Bread, rolls and cakes', license: 'MIT' }),
    },
    findings: ['overlaps'],
  },
  {
    name: 'leaves alone what another package of the workspace uses',
    base: { 'package.json': '{"workspaces":["a","b"]}', 'a/package.json': npm({ axios: '^1.0.0' }), 'b/package.json': npm({}) },
    head: { 'b/package.json': npm({ got: '^14.0.0' }) },
  },
  {
    name: 'reports one that several packages get once',
    base: { 'a/package.json': npm({ axios: '^1.0.0' }), 'b/package.json': npm({ axios: '^1.0.0' }) },
    head: { 'a/package.json': npm({ axios: '^1.0.0', got: '^14.0.0' }), 'b/package.json': npm({ axios: '^1.0.0', got: '^14.0.0' }) },
    findings: [{ id: 'overlaps', text: 'a/package.json' }],
  },
  {
    name: 'leaves alone what another dependency needs',
    base: { 'go.mod': go('go.uber.org/zap v1.27.0') },
    head: { 'go.mod': go('go.uber.org/zap v1.27.0', 'github.com/rs/zerolog v1.0.0 // indirect') },
    evidence: ['no dependency is new'],
  },
  {
    name: 'leaves optional and peer dependencies alone',
    base: { 'package.json': npm({ axios: '^1.0.0' }) },
    head: { 'package.json': npm({ axios: '^1.0.0' }, {}, { peerDependencies: { got: '^14.0.0' }, optionalDependencies: { ky: '^1.0.0' } }) },
    evidence: ['no dependency is new'],
  },
  {
    name: 'leaves lists of versions alone',
    base: {
      'Cargo.toml': '[workspace]\nmembers = ["a"]\n\n[workspace.dependencies]\nonce_cell = "1"\n',
      'Directory.Packages.props': '<Project><ItemGroup><PackageVersion Include="Moq" Version="4" /></ItemGroup></Project>',
      'requirements.txt': 'requests==2.32.0\n',
    },
    head: {
      'Cargo.toml': '[workspace]\nmembers = ["a"]\n\n[workspace.dependencies]\nonce_cell = "1"\nlazy_static = "1"\n',
      'Directory.Packages.props':
        '<Project><ItemGroup><PackageVersion Include="Moq" Version="4" /><PackageVersion Include="NSubstitute" Version="5" /></ItemGroup></Project>',
      'requirements.txt': 'httpx==0.28.0\n    # via openai\nrequests==2.32.0\n    # via -r requirements.in\n',
    },
    evidence: ['no dependency is new'],
  },
  {
    name: 'leaves examples and fixtures alone',
    base: { 'examples/shop/package.json': npm({ axios: '^1.0.0' }) },
    head: { 'examples/shop/package.json': npm({ axios: '^1.0.0', got: '^14.0.0' }) },
    state: 'not-applicable',
  },
  {
    name: 'does not trip over a manifest that cannot be read',
    base: { 'package.json': npm({ axios: '^1.0.0' }), 'go.mod': 'module a\n' },
    head: { 'package.json': '{"dependencies": {', 'go.mod': 'module a\n\ngo 1.24\n' },
  },
  { name: 'does not apply to other work', base: { 'a.md': 'A\n' }, head: { 'a.md': 'B\n' }, state: 'not-applicable', reason: 'no manifest' },
]);
