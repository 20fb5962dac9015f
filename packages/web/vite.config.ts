import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// What every page needs, in one file: some forty small ones would each cost a request and its headers.
const BASE =
  /node_modules[\\/](react|react-dom|scheduler|@tanstack|i18next|react-i18next|zod|@ant-design[\\/](cssinjs|cssinjs-utils|fast-color|colors)|stylis)[\\/]|packages[\\/]core[\\/]src[\\/]api[\\/]|packages[\\/]web[\\/]src[\\/](api|i18n[\\/](index|zh)|app[\\/]address)/;

export default defineConfig({
  plugins: [react()],
  // The server sends hashed files with a year's cache, so a page is waited for once.
  build: {
    outDir: 'dist',
    target: 'es2022',
    cssMinify: 'esbuild',
    // The warning speaks to those who write the console, and would be read by those who start it.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'base', test: BASE }] } } },
  },
  // The name that the browser asked for goes on: the server takes writes from its own pages alone.
  server: {
    port: 8412,
    proxy: { '/api': { target: 'http://localhost:8411', changeOrigin: false } },
  },
});
