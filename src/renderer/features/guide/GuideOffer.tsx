import { Button } from '@mantine/core';
import { useSettings } from '../../app/appearance.js';
import { useProject } from '../../app/project.js';
import { Message, notifyError } from '../../ui/index.js';
import { useBeginGuide } from './useBeginGuide.js';

/** Offers the guide on a sample until it has been taken or refused once. */
export function GuideOffer({ taken }: { taken: readonly string[] }) {
  const { project, dataNote } = useProject();
  const { settings, save } = useSettings();
  const begin = useBeginGuide(project, taken);
  if (dataNote === undefined || !settings || settings.guide !== undefined) return null;
  const refuse = () =>
    void save({ guide: 'skipped' }).catch((error: unknown) => notifyError('That the guide was skipped was not noted', error));
  return (
    <Message
      tone="info"
      title="Draw your first journey in five small steps"
      action={
        <>
          <Button variant="subtle" onClick={refuse}>
            Not now
          </Button>
          <Button variant="filled" onClick={begin}>
            Show me how
          </Button>
        </>
      }
    >
      From a trigger to the story of one customer, on this shop’s data. It follows what you do, and you can leave it at any time.
    </Message>
  );
}
