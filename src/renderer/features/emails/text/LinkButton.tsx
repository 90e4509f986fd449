import type { EditorView } from '@codemirror/view';
import { ActionIcon, Button, Popover, TextInput, Tooltip } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import { escapeText } from '../../../../shared/email/entities.js';
import { addressOf, elementAround, surround, unwrap, type Element } from './markup.js';
import classes from './text.module.css';

interface Asked {
  html: string;
  from: number;
  to: number;
  link: Element | undefined;
}

/** Asks for the address of a link and puts it around what is selected, or changes the link that the cursor is in. */
export function LinkButton({ view }: { view: EditorView | undefined }) {
  const [asked, setAsked] = useState<Asked>();
  const [address, setAddress] = useState('');
  const open = () => {
    if (!view) return;
    const html = view.state.doc.toString();
    const { from, to } = view.state.selection.main;
    const link = elementAround(html, 'a', from, to);
    setAddress((link && addressOf(html, link)?.value) ?? '');
    setAsked({ html, from, to, link });
  };
  const close = () => setAsked(undefined);
  const apply = (changes: readonly { from: number; to: number; insert: string }[]) => {
    view?.dispatch({ changes: [...changes], userEvent: 'input' });
    close();
    view?.focus();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (!asked) return;
    const { html, from, to, link } = asked;
    const written = escapeText(address.trim()).replaceAll('"', '&quot;');
    const place = link && addressOf(html, link);
    if (place) return apply([{ from: place.from, to: place.to, insert: written }]);
    const words = from === to ? [{ from, to, insert: `<a href="${written}">${escapeText(address.trim())}</a>` }] : undefined;
    return apply(words ?? surround(html, from, to, `<a href="${written}">`, '</a>'));
  };
  return (
    <Popover opened={asked !== undefined} onChange={close} width={280} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label="Link">
          <ActionIcon
            aria-label="Link"
            aria-expanded={asked !== undefined}
            onClick={open}
            onMouseDown={(event) => event.preventDefault()}
          >
            <IconLink size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={classes['linkForm']} onSubmit={submit}>
          <TextInput
            label="Where it leads"
            placeholder="https://"
            value={address}
            data-autofocus
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
          <div className={classes['linkEnd']}>
            {asked?.link && (
              <Button size="xs" color="red" variant="subtle" onClick={() => asked.link && apply(unwrap(asked.link))}>
                Remove the link
              </Button>
            )}
            <Button size="xs" type="submit" variant="filled" disabled={address.trim() === ''}>
              {asked?.link ? 'Change' : 'Make a link'}
            </Button>
          </div>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
