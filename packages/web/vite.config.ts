import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // The server sends hashed files with a year's cache; a page of a county office must not wait for the
  // network twice.
  build: { outDir: 'dist', target: 'es2022', chunkSizeWarningLimit: 700 },
  server: { port: 8412, proxy: { '/api': 'http://localhost:8411' } },
});
