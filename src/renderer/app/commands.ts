import { getHotkeyHandler } from '@mantine/hooks';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { create } from 'zustand';
import type { HostCommand } from '../../shared/contract/desktop.js';
import { useHost } from '../client/engine.js';

/** Something a person can do: found in the command palette, listed in the sheet of shortcuts, run by its keys. */
export interface Command {
  /** Unique among the commands of a screen. */
  id: string;
  label: string;
  /** Heading in the palette and the sheet: "Journey", "Go to". */
  group: string;
  /** As Mantine's hotkeys are written: `mod+enter`, `delete`, `shift+?`. */
  keys?: string;
  description?: string;
  icon?: ReactNode;
  /** Absent: only listed in the sheet, because the screen listens to the keys itself (arrows on the canvas). */
  run?: () => void;
  /** `false`: neither shown in the palette nor run by keys now. */
  enabled?: boolean;
  /** `false`: run by keys alone, such as the palette itself. */
  inPalette?: boolean;
  /** Whether the keys also work while a text field has the focus. Default: only with `mod`. */
  inFields?: boolean;
  /** The entry of the application menu that means this command (desktop). */
  menu?: HostCommand;
}

const useRegistry = create<{ lists: ReadonlyMap<string, readonly Command[]> }>(() => ({ lists: new Map() }));

/**
 * Offers commands for as long as the caller is mounted. The list may be built anew at each render; `run` is always the
 * latest one. Its parts other than `run` and `icon` are compared, so that a new list of equal commands changes nothing.
 */
export function useCommands(commands: readonly Command[]): void {
  const owner = useId();
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  const outline = JSON.stringify(commands.map(({ icon: _, run, ...rest }) => ({ ...rest, runs: run !== undefined })));
  useEffect(() => {
    const stable = latest.current.map((command): Command => {
      if (!command.run) return command;
      return { ...command, run: () => latest.current.find(({ id }) => id === command.id)?.run?.() };
    });
    useRegistry.setState(({ lists }) => ({ lists: new Map(lists).set(owner, stable) }));
    return () => {
      useRegistry.setState(({ lists }) => {
        const left = new Map(lists);
        left.delete(owner);
        return { lists: left };
      });
    };
  }, [owner, outline]);
}

function all(lists: ReadonlyMap<string, readonly Command[]>): Command[] {
  return [...lists.values()].flat();
}

/** Every command offered now, in the order in which screens offered them. */
export function useAllCommands(): Command[] {
  const lists = useRegistry((state) => state.lists);
  return all(lists);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}

function inDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"]') !== null;
}

function matches(keys: string, event: KeyboardEvent): boolean {
  let hit = false;
  getHotkeyHandler([
    [
      keys,
      () => {
        hit = true;
      },
      { preventDefault: false },
    ],
  ])(event);
  return hit;
}

/** Whether a command's keys may act at this press: not behind a dialog, and in a field only with `mod` or on purpose. */
function mayRun(command: Command, event: KeyboardEvent): boolean {
  if (command.enabled === false || inDialog(event.target)) return false;
  return !isField(event.target) || (command.inFields ?? command.keys?.includes('mod') ?? false);
}

/** Runs the command whose keys are pressed; the latest screen to offer the keys wins. Mounted once, by the shell. */
export function useCommandKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const command = all(useRegistry.getState().lists)
        .reverse()
        .find((candidate) => candidate.run && candidate.keys && matches(candidate.keys, event) && mayRun(candidate, event));
      if (!command) return;
      event.preventDefault();
      command.run?.();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Runs the command that an entry of the application menu means, if the screen that shows offers it. Mounted once. */
export function useMenuCommands(): void {
  const { bridge } = useHost();
  useEffect(
    () =>
      bridge.onCommand?.((entry) => {
        const command = all(useRegistry.getState().lists)
          .reverse()
          .find(({ menu, enabled }) => menu === entry && enabled !== false);
        command?.run?.();
      }),
    [bridge],
  );
}
