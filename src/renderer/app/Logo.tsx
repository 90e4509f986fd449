/** Waypost's mark: a path that passes a post. */
export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      <path d="M3 6.5 7.2 17.5 12 8l4.8 9.5 2.4-6.2" />
      <circle cx="20.4" cy="6.6" r="1.9" fill="currentColor" stroke="none" />
    </svg>
  );
}
