import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { duplicationCheck } from './duplication-check.ts';

const workflow = (step: string): Record<string, string> => ({
  '.github/workflows/ci.yml': `on: pull_request\njobs:\n  checks:\n    runs-on: ubuntu-latest\n    steps:\n      - ${step}\n`,
});

testRule({ describe, it }, duplicationCheck, [
  { name: 'accepts a program behind a launcher', files: workflow('run: npx jscpd@4.0.5 src'), evidence: ['jscpd runs in CI'] },
  { name: 'accepts an action', files: workflow('uses: SonarSource/sonarqube-scan-action@v6'), evidence: ['SonarQube'] },
  { name: 'accepts a Maven goal', files: workflow('run: mvn -B verify pmd:cpd-check'), evidence: ['PMD CPD'] },
  { name: 'accepts the file of a service', files: { '.sonarcloud.properties': 'sonar.sources=src\n' }, evidence: ['.sonarcloud.properties'] },
  { name: 'reports none', files: workflow('run: npm test'), findings: [{ id: 'none', confidence: 'medium' }] },
  { name: 'does not take an installation for a run', files: workflow('run: pip install vulture'), findings: ['none'] },
  { name: 'does not take an argument that merely has the name for a run', files: workflow('run: echo --with vulture-like text'), findings: ['none'] },
  { name: "does not take a file of an example for the repository's own", files: { 'examples/shop/.sonarcloud.properties': '' }, findings: ['none'] },
  { name: 'cannot know what another CI runs', files: { '.circleci/config.yml': 'version: 2.1\n' }, state: 'unknown', reason: 'not read' },
  { name: 'survives a hostile workflow', files: { '.github/workflows/ci.yml': '['.repeat(5_000) }, findings: ['none'] },
]);
