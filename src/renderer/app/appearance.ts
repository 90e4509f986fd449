import { useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { Settings } from '../../shared/contract/projects.js';
import { useHost } from '../client/engine.js';
import { queryKeyOf, useEngineQuery } from './queries.js';

export type ThemeChoice = Settings['theme'];

/** The person's settings, and a way to change some of them; the change shows at once and is stored by the engine. */
export function useSettings(): {
  settings: Settings | undefined;
  error: unknown;
  save: (change: Partial<Settings>) => Promise<void>;
} {
  const { engine } = useHost();
  const queries = useQueryClient();
  const { data, error } = useEngineQuery('app.settings', {});
  const save = useCallback(
    async (change: Partial<Settings>) => {
      const key = queryKeyOf('app.settings', {});
      const before = queries.getQueryData<Settings>(key) ?? (await engine.call('app.settings', {}));
      queries.setQueryData(key, { ...before, ...change });
      try {
        queries.setQueryData(key, await engine.call('app.saveSettings', { ...before, ...change }));
      } catch (failure) {
        queries.setQueryData(key, before);
        throw failure;
      }
    },
    [engine, queries],
  );
  return { settings: data, error, save };
}

/** Shows the theme of the settings. Mounted once. */
export function useAppearance(): void {
  const { settings } = useSettings();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const wanted = settings?.theme === 'system' ? 'auto' : settings?.theme;
  useEffect(() => {
    // Setting it styles all of the page anew, and the function is another one with each rendering.
    if (wanted && wanted !== colorScheme) setColorScheme(wanted);
  }, [wanted, colorScheme, setColorScheme]);
}
