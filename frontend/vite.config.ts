import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { chunks } from './plugins/chunks.ts';
import { compress } from './plugins/compress.ts';
import { withoutFacades } from './plugins/facades.ts';
import { messages } from './plugins/messages.ts';
import { pages } from './plugins/pages.ts';

export default defineConfig(({ mode, command }) => ({
  plugins: [svelte(), messages(), pages(), withoutFacades(), compress()],
  resolve: { alias: { '~': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: {
    // The page with every component in every state never reaches a release.
    __KITCHEN__: JSON.stringify(command === 'serve' || mode === 'e2e'),
  },
  server: { proxy: { '/api': process.env['PALMARES_URL'] ?? 'http://127.0.0.1:8000' } },
  build: {
    target: 'es2023',
    cssMinify: 'lightningcss',
    // A small file turned into a data: address would be refused by the content security policy.
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: chunks },
      },
    },
  },
  test: { include: ['src/**/*.test.ts', 'plugins/**/*.test.ts'] },
}));
