import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { HostContext, type Host } from '../client/engine.js';
import { ThemeRoot } from '../ui/index.js';
import { createQueryClient } from './queries.js';
import { Shell } from './Shell.js';

/** The whole interface over one host. */
export function App({ host }: { host: Host }) {
  const [queries] = useState(createQueryClient);
  return (
    <HostContext value={host}>
      <QueryClientProvider client={queries}>
        <ThemeRoot>
          <Shell />
        </ThemeRoot>
      </QueryClientProvider>
    </HostContext>
  );
}
