import type { Database } from './database.js';
import { largeJourney, triggerJourney } from './journeys.js';
import { fastest, takeTurns, timed, type Contestant } from './measure.js';
import type { BenchProject } from './project.js';
import type { Question } from './questions.js';
import { faster, type Row } from './report.js';

/** The ways of asking in SQL as contestants, on an open database. */
function sqlContestants(question: Question, database: Database): Contestant[] {
  return question.queries.map((query) => ({ name: query.name, run: () => timed(() => database.ask(query)) }));
}

function names(question: Question): string[] {
  return question.queries.map(({ name }) => name);
}

/** The simulation itself on a loaded log: the trigger alone, and with a message for each firing. */
export async function warm(
  question: Question,
  project: BenchProject,
  database: Database,
  rounds: number,
  aim: number,
): Promise<Row[]> {
  const alone = triggerJourney(question.id, question.on, false);
  const mailing = triggerJourney(`${question.id}-mail`, question.on, true);
  await project.save(alone);
  await project.save(mailing);
  const simulate = async (journey: typeof alone) => (await project.run(journey)).timing.simulate;
  await simulate(alone);
  await simulate(mailing);
  const medians = await takeTurns(rounds, [
    { name: 'alone', run: () => simulate(alone) },
    { name: 'mailing', run: () => simulate(mailing) },
    ...sqlContestants(question, database),
  ]);
  const sql = fastest(medians, names(question));
  return [
    faster('On a loaded log', question.title, medians('alone'), sql.ms, `SQL: ${sql.name}`, aim),
    faster('On a loaded log', `${question.title}, with a message each`, medians('mailing'), sql.ms, `SQL: ${sql.name}`),
  ];
}

/** From a closed project to the counts: opening, loading what the journey needs, simulating; SQL opens its file and asks. */
export async function cold(question: Question, project: BenchProject, database: Database, rounds: number): Promise<Row> {
  const journey = triggerJourney(question.id, question.on, false);
  await project.save(journey);
  const medians = await takeTurns(rounds, [
    {
      name: 'cold',
      run: async () => {
        await project.close();
        return timed(() => project.run(journey));
      },
    },
    ...question.queries.map((query) => ({
      name: query.name,
      run: () => {
        database.close();
        return timed(() => database.ask(query));
      },
    })),
  ]);
  const sql = fastest(medians, names(question));
  return faster('From a cold start', question.title, medians('cold'), sql.ms, `SQL: ${sql.name}`, 1);
}

/** What a person waits for who changes the trigger and simulates again: the save, the run, its charts, all of it. */
export async function afterAnEdit(question: Question, project: BenchProject, database: Database, rounds: number): Promise<Row> {
  const versions = [question.on, question.edited].map((on) => triggerJourney(question.id, on, false));
  for (const version of versions) {
    await project.save(version);
    await project.run(version);
  }
  let turn = 0;
  const again = async () => {
    const version = versions[turn % versions.length];
    turn += 1;
    if (!version) return;
    await project.save(version);
    await project.run(version);
  };
  const medians = await takeTurns(rounds, [{ name: 'again', run: () => timed(again) }, ...sqlContestants(question, database)]);
  const sql = fastest(medians, names(question));
  return faster('Again after an edit', question.title, medians('again'), sql.ms, `SQL: ${sql.name}`, 3);
}

/** A journey of thirty nodes with five triggers, against the SQL of one trigger. */
export async function large(question: Question, project: BenchProject, database: Database, rounds: number): Promise<Row> {
  const journey = largeJourney();
  await project.save(journey);
  const simulate = async () => (await project.run(journey)).timing.simulate;
  await simulate();
  const medians = await takeTurns(rounds, [{ name: 'large', run: simulate }, ...sqlContestants(question, database)]);
  const sql = fastest(medians, names(question));
  return faster('On a loaded log', '30 nodes, five triggers', medians('large'), sql.ms, `SQL of: ${question.title}`, 0.2);
}
