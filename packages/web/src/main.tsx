import './app/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { startLanguage } from './i18n/index.ts';

// A page left open over an update asks for files that are gone: the page itself is fetched again, once.
window.addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem('mingbai.reloaded') ?? 0);
  if (Date.now() - last < 60_000) return;
  sessionStorage.setItem('mingbai.reloaded', String(Date.now()));
  window.location.reload();
});

const root = document.getElementById('root');
if (root !== null) {
  await startLanguage();
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
