import { useDraggable } from '@dnd-kit/react';
import {
  IconBoxAlignTop,
  IconBrandInstagram,
  IconClock,
  IconCode,
  IconColumns2,
  IconColumns3,
  IconHeading,
  IconLayoutBottombar,
  IconLetterT,
  IconPhoto,
  IconPointer,
  IconSection,
  IconSeparatorHorizontal,
  IconShoppingCart,
  IconSpacingVertical,
  type Icon,
} from '@tabler/icons-react';
import { useId } from 'react';
import { OFFER_KINDS, type Offer } from '../../../../shared/email/blocks.js';
import { useAddBlock } from './useBlockActions.js';
import classes from './blocks.module.css';

export const OFFER_ICONS: Readonly<Record<Offer, Icon>> = {
  section: IconSection,
  twoColumns: IconColumns2,
  threeColumns: IconColumns3,
  hero: IconBoxAlignTop,
  heading: IconHeading,
  text: IconLetterT,
  button: IconPointer,
  image: IconPhoto,
  divider: IconSeparatorHorizontal,
  spacer: IconSpacingVertical,
  products: IconClock,
  cart: IconShoppingCart,
  social: IconBrandInstagram,
  footer: IconLayoutBottombar,
  html: IconCode,
};

const GROUPS: readonly { name: string; offers: readonly Offer[] }[] = [
  { name: 'Content', offers: ['text', 'heading', 'button', 'image', 'divider', 'spacer'] },
  { name: 'From the log', offers: ['products', 'cart'] },
  { name: 'Layout', offers: ['section', 'twoColumns', 'threeColumns', 'hero'] },
  { name: 'Ready made', offers: ['footer', 'social', 'html'] },
];

/** The kinds of blocks, to drag onto the canvas or to press: then they come behind the selected one. */
export function Palette({ frozen }: { frozen: boolean }) {
  return (
    <div className={classes['palette']}>
      {GROUPS.map(({ name, offers }) => (
        <section key={name} aria-label={name}>
          <h2 className={classes['paletteTitle']}>{name}</h2>
          <div className={classes['paletteItems']}>
            {offers.map((offer) => (
              <Item key={offer} offer={offer} frozen={frozen} />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function Item({ offer, frozen }: { offer: Offer; frozen: boolean }) {
  const { ref } = useDraggable({ id: useId(), data: { offer }, disabled: frozen });
  const add = useAddBlock();
  const { name, hint } = OFFER_KINDS[offer];
  const OfferIcon = OFFER_ICONS[offer];
  return (
    <button
      ref={ref}
      type="button"
      className={classes['paletteItem']}
      aria-label={`Add ${name}`}
      title={hint}
      disabled={frozen}
      onClick={() => add(offer)}
    >
      <OfferIcon size={20} stroke={1.5} aria-hidden />
      {name}
    </button>
  );
}
