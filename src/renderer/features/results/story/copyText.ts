/** Puts text on the clipboard. @throws Error when the host lets neither of the two ways do it. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch (refused) {
    // A host may refuse the asynchronous clipboard; the older way needs no permission while a key or button is pressed.
    if (!copyBySelection(text)) throw new Error('The clipboard cannot be written here; select the text and copy it.', { cause: refused });
  }
}

function copyBySelection(text: string): boolean {
  const active = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'wp-visually-hidden';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  if (active instanceof HTMLElement) active.focus();
  return done;
}
