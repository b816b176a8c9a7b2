import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { overlappingDependency } from './overlapping-dependency.ts';

const npm = (dependencies: object, devDependencies: object = {}) => JSON.stringify({ name: 'bakery', dependencies, devDependencies }, undefined, 2);

testChangeRule({ describe, it }, overlappingDependency, [
  {
    name: 'a second library for dates',
    example: true,
    base: { 'package.json': npm({ 'date-fns': '^4.0.0' }) },
    head: { 'package.json': npm({ 'date-fns': '^4.0.0', dayjs: '^1.0.0' }) },
    findings: [{ id: 'overlaps', text: 'dayjs is new and does what date-fns does, which is there already (dates)', verdict: 'note' }],
  },
  {
    name: 'also for development',
    base: { 'package.json': npm({}, { jest: '^30.0.0' }) },
    head: { 'package.json': npm({}, { jest: '^30.0.0', vitest: '^4.0.0' }) },
    findings: ['overlaps'],
  },
  {
    name: 'in Python, Go and Rust',
    base: {
      'pyproject.toml': '[project]\nname = "a"\nversion = "1"\ndependencies = ["requests>=2"]\n',
      'go.mod': 'module a\n\ngo 1.24\n\nrequire github.com/sirupsen/logrus v1.9.0\n',
      'Cargo.toml': '[package]\nname = "a"\nversion = "1.0.0"\n\n[dependencies]\nanyhow = "1"\n',
    },
    head: {
      'pyproject.toml': '[project]\nname = "a"\nversion = "1"\ndependencies = ["requests>=2", "httpx"]\n',
      'go.mod': 'module a\n\ngo 1.24\n\nrequire github.com/sirupsen/logrus v1.9.0\n\nrequire go.uber.org/zap v1.27.0\n',
      'Cargo.toml': '[package]\nname = "a"\nversion = "1.0.0"\n\n[dependencies]\nanyhow = "1"\nsnafu = "0.8"\n',
    },
    findings: ['overlaps', 'overlaps', 'overlaps'],
  },
  {
    name: 'one takes the place of the other',
    base: { 'package.json': npm({ moment: '^2.0.0' }) },
    head: { 'package.json': npm({ dayjs: '^1.0.0' }) },
    evidence: ['nothing that is there'],
  },
  {
    name: 'two that go together',
    base: { 'package.json': npm({}, { vitest: '^4.0.0', eslint: '^10.0.0' }) },
    head: { 'package.json': npm({}, { vitest: '^4.0.0', eslint: '^10.0.0', '@playwright/test': '^1.0.0', prettier: '^3.0.0' }) },
  },
  {
    name: 'both were there',
    base: { 'package.json': npm({ axios: '^1.0.0', got: '^14.0.0' }) },
    head: { 'package.json': npm({ axios: '^1.1.0', got: '^14.0.0' }) },
    evidence: ['no dependency is new'],
  },
  {
    name: 'what another package of the workspace uses',
    base: { 'package.json': '{"workspaces":["a","b"]}', 'a/package.json': npm({ axios: '^1.0.0' }), 'b/package.json': npm({}) },
    head: { 'b/package.json': npm({ got: '^14.0.0' }) },
  },
  {
    name: 'one more of several that are there on purpose',
    base: { 'package.json': npm({}, { express: '^5.0.0', koa: '^3.0.0' }) },
    head: { 'package.json': npm({}, { express: '^5.0.0', koa: '^3.0.0', fastify: '^5.0.0' }) },
  },
  {
    name: 'what another dependency needs',
    base: { 'go.mod': 'module a\n\ngo 1.24\n\nrequire go.uber.org/zap v1.27.0\n' },
    head: { 'go.mod': 'module a\n\ngo 1.24\n\nrequire go.uber.org/zap v1.27.0\n\nrequire github.com/rs/zerolog v1.0.0 // indirect\n' },
    evidence: ['no dependency is new'],
  },
  {
    name: 'moved to another group',
    base: { 'package.json': npm({ axios: '^1.0.0' }, { got: '^14.0.0' }) },
    head: { 'package.json': npm({ axios: '^1.0.0', got: '^14.0.0' }) },
    evidence: ['no dependency is new'],
  },
  { name: 'no manifest', base: { 'a.md': 'A\n' }, head: { 'a.md': 'B\n' }, state: 'not-applicable' },
]);
