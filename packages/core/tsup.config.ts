import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts', 'src/errors.ts', 'src/rule.ts', 'src/testing/index.ts', 'src/exports/*.ts'],
  format: ['esm'],
  target: 'node20',
  // `composite` must be off for the declaration bundle, else TS6307.
  dts: { compilerOptions: { composite: false } },
  clean: true,
});
