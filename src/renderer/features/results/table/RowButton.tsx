import type { ReactNode } from 'react';

interface RowButtonProps {
  title: string;
  label: string;
  className: string | undefined;
  onPress: () => void;
  /** An icon. */
  children: ReactNode;
}

/** A small button within a row that does something itself when it is pressed. Not in the order of Tab: on the row a key does the same. */
export function RowButton({ title, label, className, onPress, children }: RowButtonProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      title={title}
      aria-label={label}
      className={className}
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
    >
      {children}
    </button>
  );
}
