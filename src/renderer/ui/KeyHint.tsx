import classes from './parts.module.css';

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

const NAMES: Record<string, string> = {
  mod: isMac ? '⌘' : 'Ctrl',
  shift: isMac ? '⇧' : 'Shift',
  alt: isMac ? '⌥' : 'Alt',
  enter: '↵',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  delete: 'Del',
  backspace: '⌫',
  space: 'Space',
  plus: '+',
};

/** The keys of a shortcut as people call them: `mod+enter` → `Ctrl`, `↵`. */
export function keyNames(keys: string): string[] {
  // A sign that is typed with shift is known by itself.
  return keys
    .replace(/^shift\+(?=[^\w\s]$)/, '')
    .split('+')
    .map((key) => NAMES[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key));
}

/** A keyboard shortcut, written as Mantine's hotkeys are: `<KeyHint keys="mod+enter" />`. Takes the colour of its surroundings. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className={classes['keys']} aria-hidden>
      {keyNames(keys).map((name) => (
        <kbd key={name} className={classes['key']}>
          {name}
        </kbd>
      ))}
    </span>
  );
}
