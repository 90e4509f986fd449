import { ActionIcon, ColorInput, NumberInput, Select, TextInput } from '@mantine/core';
import { IconAlignCenter, IconAlignLeft, IconAlignRight } from '@tabler/icons-react';
import { LineField } from '../text/LineField.js';
import type { Property } from './fieldsOf.js';
import { readSpaces, writeSpaces, type Spaces } from './spaces.js';
import classes from './properties.module.css';

interface PropertyFieldProps {
  property: Property;
  /** As the block itself has it; `undefined` where it has none. */
  value: string | undefined;
  /** As it applies where the block has none. */
  inherited: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** What a field without a text means: the attribute goes, and what applies otherwise applies again. */
function filled(text: string): string | undefined {
  return text === '' ? undefined : text;
}

/** One attribute of a block, with the control that fits it. */
export function PropertyField({ property, value, inherited, onChange }: PropertyFieldProps) {
  const usual = inherited ?? property.usual ?? '';
  const { label } = property;
  switch (property.kind) {
    case 'colour':
      return (
        <ColorInput
          size="xs"
          label={label}
          value={value ?? ''}
          placeholder={usual || 'none'}
          data-document
          fixOnBlur={false}
          withEyeDropper={false}
          swatches={SWATCHES}
          popoverProps={{ withinPortal: true }}
          onChange={(next) => onChange(filled(next))}
        />
      );
    case 'length':
      return (
        <TextInput
          size="xs"
          label={label}
          value={value ?? ''}
          placeholder={usual || 'auto'}
          data-document
          onChange={(event) => onChange(filled(event.currentTarget.value))}
        />
      );
    case 'space':
      return <SpaceField label={label} value={value} usual={usual} onChange={onChange} />;
    case 'alignment':
      return <AlignmentField label={label} value={value ?? usual} onChange={onChange} />;
    case 'address':
    case 'words':
      return (
        <LineField
          label={label}
          value={value ?? ''}
          placeholder={property.kind === 'address' ? 'https://' : ''}
          onChange={onChange}
        />
      );
    case 'choice':
      return (
        <Select
          size="xs"
          label={label}
          data={[...(property.choices ?? [])]}
          value={value ?? usual}
          placeholder={property.choices?.[0]?.label}
          allowDeselect={false}
          onChange={(next) => onChange(filled(next ?? ''))}
        />
      );
  }
}

const SWATCHES = ['#171a21', '#525b69', '#ffffff', '#f6f7f9', '#3d5afe', '#20304f', '#2e9e5b', '#e2663c', '#c7831a', '#d13a3f'];

const SIDES: readonly { side: keyof Spaces; name: string }[] = [
  { side: 'top', name: 'Top' },
  { side: 'right', name: 'Right' },
  { side: 'bottom', name: 'Bottom' },
  { side: 'left', name: 'Left' },
];

interface SpaceFieldProps {
  label: string;
  value: string | undefined;
  usual: string;
  onChange: (value: string | undefined) => void;
}

/** Space at each side; a text where it is none of four lengths. */
function SpaceField({ label, value, usual, onChange }: SpaceFieldProps) {
  const spaces = readSpaces(value ?? (usual || '0'));
  if (!spaces) {
    return (
      <TextInput
        size="xs"
        label={label}
        value={value ?? ''}
        data-document
        onChange={(event) => onChange(filled(event.currentTarget.value))}
      />
    );
  }
  return (
    <fieldset className={classes['spaces']}>
      <legend>{label}</legend>
      {SIDES.map(({ side, name }) => (
        <NumberInput
          key={side}
          size="xs"
          aria-label={`${label}, ${name.toLowerCase()}`}
          description={name}
          inputWrapperOrder={['input', 'description']}
          value={spaces[side]}
          min={0}
          max={200}
          hideControls
          data-document
          onChange={(next) => {
            if (typeof next === 'number') onChange(writeSpaces({ ...spaces, [side]: next }));
          }}
        />
      ))}
    </fieldset>
  );
}

const ALIGNMENTS = [
  { value: 'left', name: 'Left', Icon: IconAlignLeft },
  { value: 'center', name: 'Centre', Icon: IconAlignCenter },
  { value: 'right', name: 'Right', Icon: IconAlignRight },
];

function AlignmentField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <div className={classes['alignment']} role="group" aria-label={label}>
      <span aria-hidden>{label}</span>
      <ActionIcon.Group>
        {ALIGNMENTS.map(({ value: side, name, Icon }) => (
          <ActionIcon
            key={side}
            variant="default"
            aria-label={name}
            aria-pressed={side === value}
            data-chosen={side === value || undefined}
            onClick={() => onChange(side)}
          >
            <Icon size={15} />
          </ActionIcon>
        ))}
      </ActionIcon.Group>
    </div>
  );
}
