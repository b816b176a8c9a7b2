import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  ssr: { resolve: { conditions: ['agent-readiness-source', 'node', 'import', 'default'] } },
  test: {
    projects: ['core', 'rules', 'cli', 'github-server'].map((name) => ({
      extends: true as const,
      test: {
        name,
        root: `packages/${name}`,
        include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
        ...(['cli', 'github-server'].includes(name) ? { globalSetup: join(import.meta.dirname, 'packages/cli/test/build.ts'), testTimeout: 60_000 } : {}),
      },
    })),
  },
});
