import { Button, Modal, Skeleton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEngineQuery } from '../../../app/queries.js';
import { ErrorMessage } from '../../../ui/index.js';
import classes from './list.module.css';
import { TemplatePicture } from './TemplatePicture.js';

interface StarterGalleryProps {
  /** Gets the starter's id and name. */
  onChoose: (starter: string, name: string) => Promise<void>;
}

/** E-mails to begin with, one for each kind of journey and more. */
export function StarterGallery({ onChoose }: StarterGalleryProps) {
  const { data = [], error, isPending } = useEngineQuery('templates.starters', {});
  const create = useMutation({ mutationFn: ({ id, name }: { id: string; name: string }) => onChoose(id, name) });
  return (
    <>
      <ErrorMessage error={error} title="The starting templates could not be read" />
      <ErrorMessage error={create.error} title="The e-mail was not made" />
      {isPending && <Skeleton height={240} />}
      <ul className={classes['cards']} aria-label="Starting templates">
        {data.map(({ id, name, description, mjml }) => (
          <li key={id} className={classes['card']}>
            <TemplatePicture mjml={mjml} />
            <div className={classes['body']}>
              <h3 className={classes['name']} id={`starter-${id}`}>
                {name}
              </h3>
              <p className={classes['description']}>{description}</p>
            </div>
            <div className={classes['foot']}>
              <Button
                size="xs"
                variant="light"
                aria-describedby={`starter-${id}`}
                disabled={create.isPending}
                loading={create.isPending && create.variables.id === id}
                onClick={() => create.mutate({ id, name })}
              >
                Start with this
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

export function StarterDialog({ onChoose, onClose }: StarterGalleryProps & { onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title="New e-mail from a starting template"
      size={1120}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <StarterGallery onChoose={onChoose} />
    </Modal>
  );
}
