/** `node dist/web/main.js [PROJECT] [--port N]`: serves Waypost to browsers on this machine until it is stopped. */
import { resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { builtRoot, startWebHost, type WebHost } from './host.js';

/** Taken when it is free, so that bookmarks and what the browser remembers stay with it. */
const USUAL_PORT = 7423;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { port: { type: 'string' } }, allowPositionals: true });
  const host = await start(portOf(values.port));
  const address = new URL(host.url);
  const [project] = positionals;
  if (project !== undefined) address.hash = `/p/${encodeURIComponent(resolve(project))}/journeys`;
  console.log(`Waypost is at ${address.href}`);
  console.log('Only this machine can open it. Press Ctrl-C to stop.');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void stop(host));
  }
  // A program that started this one with a pipe to it takes it along when it ends.
  process.once('disconnect', () => void stop(host));
}

async function start(port: number | undefined): Promise<WebHost> {
  const options = { root: builtRoot(import.meta.url), onLoss: tell };
  try {
    return await startWebHost({ ...options, port: port ?? USUAL_PORT });
  } catch (error) {
    if (!isTaken(error)) throw error;
    if (port !== undefined) throw new Error(`Port ${port} is in use. Choose another with --port.`, { cause: error });
    return startWebHost({ ...options, port: 0 });
  }
}

function tell(reason: string, restarted: boolean): void {
  console.error(
    restarted
      ? `The engine stopped (${reason}) and was started again. Nothing that was saved is lost.`
      : `The engine stopped (${reason}) and did not stay up when it was started again. Stop Waypost, then start it once more.`,
  );
}

/** Being stopped is how a server ends, so it ends well. */
async function stop(host: WebHost): Promise<void> {
  await host.close();
  process.exit(0);
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new Error(`“${text}” is no port. Give a number from 0 to 65535.`);
  return port;
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
