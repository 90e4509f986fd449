import { EngineError } from '../../../shared/contract/error.js';
import type { EditedTemplate } from '../../../shared/contract/emails.js';
import type { MessageSource, Template } from '../../../shared/email/template.js';
import type { EmailConfig, Journey } from '../../../shared/journey/schema.js';

/** Where templates are found: in the project, or as a live journey took them along. */
export interface TemplateSource {
  templates: { find: (id: string) => Pick<Template, 'mjml' | 'text'> | undefined };
}

/** An e-mail step or one of its variants, by places in a list of journeys. */
export interface StepPlace {
  journey: number;
  node: number;
  /** -1 where the step has none. */
  variant: number;
  /** The template that it names; empty where it names none. */
  template: string;
}

/** The e-mail steps of journeys, each variant by itself. */
export function emailSteps(journeys: readonly Journey[]): StepPlace[] {
  return journeys.flatMap(({ nodes }, journey) =>
    nodes.flatMap((each, node): StepPlace[] => {
      if (each.type !== 'email') return [];
      const variants = each.config.variants?.map((_, place) => place) ?? [-1];
      return variants.map((variant) => ({ journey, node, variant, template: fieldsOf(each.config, variant).template ?? '' }));
    }),
  );
}

function fieldsOf(config: EmailConfig, variant: number): Pick<EmailConfig, 'template' | 'subject' | 'preheader'> {
  const own = config.variants?.[variant];
  return {
    template: own?.template ?? config.template,
    subject: own?.subject ?? config.subject,
    preheader: own?.preheader ?? config.preheader,
  };
}

/** What a step sends. @throws EngineError `invalid` when it names no template of the project. */
export function sourceOfStep({ templates }: TemplateSource, journeys: readonly Journey[], place: StepPlace): MessageSource {
  const journey = journeys[place.journey];
  const node = journey?.nodes[place.node];
  if (node?.type !== 'email') throw new EngineError('invalid', 'The e-mail step is not there any more.');
  const template = templates.find(place.template);
  if (!template) {
    const what =
      place.template === '' ? 'names no template' : `names the template "${place.template}", which the project does not have`;
    throw new EngineError('invalid', `The e-mail step “${node.name ?? node.id}” of “${journey?.name ?? ''}” ${what}.`);
  }
  const { subject, preheader } = fieldsOf(node.config, place.variant);
  return { mjml: template.mjml, text: template.text, subject, preheader };
}

/** What a step sends with a template as it is being edited. Subject and preheader that are being edited stand in for the step's. */
export function editedSource(
  journeys: readonly Journey[],
  { journey, node, variant }: StepPlace,
  edited: EditedTemplate,
): MessageSource {
  const step = journeys[journey]?.nodes[node];
  const own = step?.type === 'email' ? fieldsOf(step.config, variant) : {};
  const { mjml, text, subject = own.subject, preheader = own.preheader } = edited;
  return { mjml, text, subject, preheader };
}
