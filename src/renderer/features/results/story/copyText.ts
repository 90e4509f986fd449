/**
 * Puts text on the clipboard. Must be called while a key or button is pressed.
 * @throws Error when the host lets neither of the two ways do it.
 */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch (refused) {
    // The desktop's window grants no permissions at all, and the clipboard's own event needs none.
    if (!copyByEvent(text))
      throw new Error('The clipboard cannot be written here. Select the text and copy it.', { cause: refused });
  }
}

function copyByEvent(text: string): boolean {
  let done = false;
  const onCopy = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    done = event.clipboardData !== null;
  };
  document.addEventListener('copy', onCopy, { capture: true });
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way to raise the event, and every browser keeps it
  document.execCommand('copy');
  document.removeEventListener('copy', onCopy, { capture: true });
  return done;
}
