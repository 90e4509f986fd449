import './client/jitless.js';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.js';
import { createHost } from './client/createHost.js';

const element = document.getElementById('root');
if (!element) throw new Error('The page has no #root to draw into');

const host = await createHost();
createRoot(element).render(
  <StrictMode>
    <App host={host} />
  </StrictMode>,
);
