import { defineConfig } from 'vitest/config';

export default defineConfig({
  build: { target: 'es2022', outDir: 'dist/app' },
  worker: { format: 'es' },
  test: { include: ['test/unit/**/*.test.ts'], environment: 'node' },
});
