import { useMemo } from 'react';
import type { TemplateSummary } from '../../../../shared/contract/emails.js';
import { EngineError } from '../../../../shared/contract/error.js';
import type { StoredTemplate } from '../../../../shared/email/template.js';
import { navigate } from '../../../app/router.js';
import { useHost } from '../../../client/engine.js';
import { notifyDone, notifyError } from '../../../ui/index.js';
import { freeName } from '../../journeys/freeName.js';

export interface TemplateActions {
  /** Makes one, nearly blank or from a starter, and opens it. */
  create: (name: string, starter?: string) => Promise<void>;
  rename: (id: string, name: string) => Promise<void>;
  duplicate: (template: TemplateSummary) => Promise<void>;
  /** Deletes at once and offers to undo. @returns why not, where it is still used. */
  remove: (template: TemplateSummary) => Promise<string | undefined>;
}

/** What can be done with the e-mails of a project. The list refreshes by the engine's notice. */
export function useTemplateActions(project: string, names: readonly string[]): TemplateActions {
  const { engine } = useHost();
  return useMemo((): TemplateActions => {
    async function takeBack({ name, mjml, text }: StoredTemplate): Promise<void> {
      try {
        const { id, revision } = await engine.call('templates.create', { project, name, from: { mjml } });
        if (text !== null) await engine.call('templates.save', { project, id, name, mjml, text, revision });
      } catch (error) {
        notifyError(`${name} could not be brought back`, error);
      }
    }
    return {
      create: async (name, starter) => {
        const from = starter === undefined ? {} : { from: { starter } };
        const { id } = await engine.call('templates.create', { project, name: freeName(name.trim(), names), ...from });
        navigate({ screen: 'email', project, email: id });
      },
      rename: async (id, name) => {
        const { mjml, text, revision } = await engine.call('templates.get', { project, id });
        await engine.call('templates.save', { project, id, name, mjml, text, revision });
      },
      duplicate: async ({ id, name }) => {
        try {
          const copy = await engine.call('templates.duplicate', { project, id });
          notifyDone(`Made “${copy.name}”`);
        } catch (error) {
          notifyError(`${name} could not be duplicated`, error);
        }
      },
      remove: async ({ id, name }) => {
        try {
          const template = await engine.call('templates.get', { project, id });
          await engine.call('templates.remove', { project, id });
          notifyDone(`Deleted “${name}”`, () => void takeBack(template));
        } catch (error) {
          if (error instanceof EngineError && error.code === 'conflict') return error.message;
          notifyError(`${name} could not be deleted`, error);
        }
        return undefined;
      },
    };
  }, [engine, project, names]);
}
