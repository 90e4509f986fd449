import { durationSchema } from '../../../../shared/condition/duration.js';
import type { RunOptions } from '../../../../shared/contract/simulations.js';
import type { Responses } from '../../../../shared/simulation/responses.js';
import { dayOf, endOfDay, startOfDay } from '../../../../shared/results/dates.js';

/** The options of a run as its form holds them: what is typed, with the defaults of semantics §6 and §7 filled in. */
export interface RunForm {
  /** Calendar days in the journey's zone; empty: the log's first or last instant. */
  from: string;
  to: string;
  seed: number | '';
  requireAddress: boolean;
  mode: Responses['mode'];
  /** Per cent. */
  open: number | '';
  click: number | '';
  unsubscribe: number | '';
  openAfter: string;
  clickAfter: string;
}

export const RUN_DEFAULTS: RunForm = {
  from: '',
  to: '',
  seed: 1,
  requireAddress: false,
  mode: 'none',
  open: 30,
  click: 20,
  unsubscribe: 1,
  openAfter: '1h',
  clickAfter: '5m',
};

const percent = (rate: number | undefined): number => Math.round((rate ?? 0) * 10_000) / 100;

/** The form of options that were set before. */
export function toForm(options: RunOptions, zone: string): RunForm {
  const responses = options.responses ?? { mode: 'none' };
  return {
    ...RUN_DEFAULTS,
    from: options.from === undefined ? '' : dayOf(options.from, zone),
    to: options.to === undefined ? '' : dayOf(options.to, zone),
    seed: options.seed ?? 1,
    requireAddress: options.requireAddress ?? false,
    mode: responses.mode,
    ...(responses.mode === 'rates' && {
      open: percent(responses.open),
      click: percent(responses.click),
      unsubscribe: percent(responses.unsubscribe),
    }),
    ...(responses.mode !== 'none' && { openAfter: responses.openAfter ?? '1h', clickAfter: responses.clickAfter ?? '5m' }),
  };
}

/** What is wrong with a form, by field; empty when it can be run. */
export function faultsOf(form: RunForm): Partial<Record<keyof RunForm, string>> {
  const reacts = form.mode !== 'none';
  const after = (text: string): string | undefined => {
    const valid = durationSchema.safeParse(text).success && !/^0+(\.0+)?(ms|s|m|h|d|w)$/.test(text);
    return reacts && !valid ? 'Needs a duration such as “1h” or “5m”' : undefined;
  };
  const faults: Partial<Record<keyof RunForm, string | undefined>> = {
    to: form.from !== '' && form.to !== '' && form.to < form.from ? 'Ends before it begins' : undefined,
    seed: form.seed === '' ? 'Needs a whole number' : undefined,
    openAfter: after(form.openAfter),
    clickAfter: after(form.clickAfter),
  };
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== undefined));
}

function responsesOf(form: RunForm): Responses {
  const { mode, openAfter, clickAfter } = form;
  const rate = (value: number | ''): number => Number(value) / 100;
  switch (mode) {
    case 'none':
      return { mode };
    case 'history':
      return { mode, openAfter, clickAfter };
    case 'rates':
      return { mode, open: rate(form.open), click: rate(form.click), unsubscribe: rate(form.unsubscribe), openAfter, clickAfter };
  }
}

/** The options of a form without faults; what is the default is left out, so that defaults stay defaults. Days become whole days of the zone. */
export function toOptions(form: RunForm, zone: string): RunOptions {
  return {
    ...(form.from !== '' && { from: startOfDay(form.from, zone) }),
    ...(form.to !== '' && { to: endOfDay(form.to, zone) }),
    ...(form.seed !== '' && form.seed !== 1 && { seed: form.seed }),
    ...(form.requireAddress && { requireAddress: true }),
    ...(form.mode !== 'none' && { responses: responsesOf(form) }),
  };
}
