import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/main.ts'],
  format: ['esm'],
  target: 'node20',
  splitting: true,
  minify: true,
  clean: true,
  metafile: true,
  // The command line ships without runtime dependencies: it installs in a second, and starts from one file (docs/architecture.md).
  noExternal: [/.*/],
  esbuildOptions(options) {
    options.conditions = ['agent-readiness-source', 'node', 'import', 'default'];
    // jsonc-parser's CommonJS entry asks for its parts at run time, which a bundle cannot answer.
    options.mainFields = ['module', 'main'];
    options.legalComments = 'none';
  },
  // Bundled CommonJS packages still ask for node's own modules by `require`.
  banner: { js: "import { createRequire as createRequireForBundle } from 'node:module'; const require = createRequireForBundle(import.meta.url);" },
});
