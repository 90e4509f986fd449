import { csvLine } from '../../../shared/csv.js';
import { membersOf } from '../results/groups.js';
import type { Call, Handlers, Inputs } from '../registry.js';
import type { Services } from '../services.js';
import { CustomerTable, type CustomerQuery } from './customer-table.js';
import { entriesOf, journeyPlace } from './kept.js';
import type { KeptRun } from './runs.js';
import type { Simulator } from './simulator.js';

const HEAD = ['userId', 'firstEntry', 'entries', 'sent', 'suppressed', 'converted'] as const;

/** The procedures about the customers of a run. */
export function customerHandlers({
  sessions,
  simulator,
}: Services): Handlers<'simulations.customers' | 'simulations.customersCsv'> {
  return {
    'simulations.customers': ({ project, run, offset, limit, ...asked }, call) =>
      sessions.use(project, call, async ({ runs }, inner) => {
        const { table, query } = await lookUp(simulator, runs.get(run), asked, inner);
        return table.page(query, offset, limit);
      }),
    'simulations.customersCsv': ({ project, run, ...asked }, call) =>
      sessions.use(project, call, async ({ runs }, inner) => {
        const { table, query } = await lookUp(simulator, runs.get(run), asked, inner);
        const lines = table.page(query).rows.map((row) => csvLine(HEAD.map((name) => row[name])));
        return { fileName: 'customers.csv', text: [csvLine(HEAD), ...lines].join('') };
      }),
  };
}

type Asked = Omit<Inputs['simulations.customersCsv'], 'project' | 'run'>;

async function lookUp(
  simulator: Simulator,
  kept: KeptRun,
  { journey: id, group, search, sort, descending }: Asked,
  call: Call,
): Promise<{ table: CustomerTable; query: CustomerQuery }> {
  const journey = id === undefined ? undefined : journeyPlace(kept, id);
  const entries = await entriesOf(simulator, kept, call);
  const table = kept.tables.get(journey) ?? new CustomerTable(kept.run, entries, journey);
  kept.tables.set(journey, table);
  const members = group && (await groupMembers(simulator, kept, journey, group, call));
  return { table, query: { search, sort, descending, group: members } };
}

/** The page after this one asks for the same group, so the latest is kept. */
async function groupMembers(
  simulator: Simulator,
  kept: KeptRun,
  journey: number | undefined,
  group: NonNullable<Asked['group']>,
  call: Call,
): Promise<NonNullable<CustomerQuery['group']>> {
  const key = JSON.stringify([journey, group]);
  if (kept.group?.key !== key) kept.group = { key, members: await membersOf(simulator, kept, journey, group, call) };
  return kept.group;
}
