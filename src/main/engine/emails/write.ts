import { EngineError } from '../../../shared/contract/error.js';
import type { TemplateSummary } from '../../../shared/contract/emails.js';
import { parseMjml } from '../../../shared/email/document.js';
import { headText } from '../../../shared/email/edits.js';
import type { StoredTemplate } from '../../../shared/email/template.js';
import type { ProjectStore } from '../../store/project/index.js';
import { freeId, slugOf } from '../journeys/identifiers.js';
import { templateUsesInWords, usesOfTemplates } from './uses.js';

type Store = Pick<ProjectStore, 'templates' | 'journeys'>;

/** What a template that comes from nowhere holds. */
const BLANK = `<mjml>
  <mj-head>
    <mj-title></mj-title>
    <mj-preview></mj-preview>
  </mj-head>
  <mj-body background-color="#ffffff">
    <mj-section>
      <mj-column>
        <mj-text>Hello {{ customer.first_name | default: "there" }},</mj-text>
      </mj-column>
    </mj-section>
    <mj-section>
      <mj-column>
        <mj-text font-size="12px" color="#595959">
          {{ sender.name }}, {{ sender.postal_address }}<br />
          <a href="{{ unsubscribe_url }}" style="color: #595959">Unsubscribe</a>
        </mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`;

export function summariesOf(store: Store): TemplateSummary[] {
  const uses = usesOfTemplates(store);
  return store.templates.list().map(({ id, name, revision, updatedAt, mjml }) => {
    const subject = headText(parseMjml(mjml).root, 'mj-title');
    return { id, name, revision, updatedAt, subject, uses: uses.get(id) ?? [] };
  });
}

export function createTemplate({ templates }: Store, name: string, mjml = BLANK): StoredTemplate {
  return templates.create({ id: freeTemplateId(templates, name), name, mjml, text: null });
}

function freeTemplateId(templates: Store['templates'], name: string): string {
  return freeId(slugOf(name, 'e-mail'), (taken) => templates.find(taken) !== undefined);
}

/** @throws EngineError `notFound`. */
export function duplicateTemplate({ templates }: Store, id: string): StoredTemplate {
  const { name, mjml, text } = templates.get(id);
  const copy = `${name.slice(0, 190)} (copy)`;
  return templates.create({ id: freeTemplateId(templates, copy), name: copy, mjml, text });
}

/** @throws EngineError `notFound`; `conflict`, saying where, while it is used. */
export function removeTemplate(store: Store, id: string): void {
  const { name } = store.templates.get(id);
  const uses = usesOfTemplates(store).get(id) ?? [];
  if (uses.length > 0)
    throw new EngineError(
      'conflict',
      `The template “${name}” is used by ${templateUsesInWords(uses)}. Choose another one there first, then delete it.`,
    );
  store.templates.remove(id);
}
