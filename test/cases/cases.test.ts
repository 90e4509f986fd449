import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cliPlace, waypostProcess, type CliPlace } from '../cli/support.js';
import { pointerOf, readCases, type ExpectedError, type WorkedCase } from './cases.js';

const printedSchema = z.object({ errors: z.array(z.object({ code: z.string(), message: z.string(), path: z.string(), node: z.string().optional(), nodes: z.array(z.string()).optional() })) });

let place: CliPlace;
beforeEach(() => { place = cliPlace(); });
afterEach(() => { place.remove(); });

const cases = readCases();

function filesOf({ folder }: CliPlace): { result: string; messages: string } {
  return { result: join(folder, 'result.json'), messages: join(folder, 'messages.csv') };
}

function argsOf(worked: WorkedCase): string[] {
  const { result, messages } = filesOf(place);
  return ['simulate', ...worked.args, '--result', result, '--messages', messages, '--json'];
}

function expectNamed(stdout: string, { path, nodes }: ExpectedError): void {
  const { errors } = printedSchema.parse(JSON.parse(stdout));
  expect(errors.length).toBeGreaterThan(0);
  if (path !== undefined) {
    const pointer = pointerOf(path);
    const named = errors.map((error) => error.path);
    expect(named.some((each) => each === pointer || each.startsWith(`${pointer}/`)), `${pointer} among ${named.join(', ')}`).toBe(true);
  }
  if (nodes) expect(errors.flatMap((error) => [error.node, ...(error.nodes ?? [])]).some((node) => nodes.includes(node ?? ''))).toBe(true);
}

describe('worked cases', () => {
  it('are all there', () => {
    expect(cases.length).toBeGreaterThanOrEqual(58);
  });

  it.each(cases.map((worked) => [worked.name, worked] as const))('%s', async (_, worked) => {
    const { exitCode, stdout, stderr } = await place.waypost(argsOf(worked));
    const { result, messages } = filesOf(place);
    if ('error' in worked.expected) {
      expect(exitCode).toBe(2);
      expect([result, messages].some((file) => existsSync(file))).toBe(false);
      expectNamed(stdout, worked.expected.error);
    } else {
      expect({ exitCode, errors: exitCode === 0 ? '' : stdout + stderr }).toEqual({ exitCode: 0, errors: '' });
      expect(readFileSync(messages, 'utf8')).toBe(worked.expected.csv);
      expect(JSON.parse(readFileSync(result, 'utf8'))).toEqual(worked.expected.json);
      expect(JSON.parse(stdout)).toEqual(worked.expected.json);
    }
    expect(readdirSync(place.temporaryFolder)).toEqual([]);
  });
});

describe('worked cases as a process of its own', () => {
  it.each(['split-hash', 'refuse-unknown-key'])('%s', { timeout: 30_000 }, async (name) => {
    const worked = cases.find((each) => each.name === name);
    if (!worked) throw new Error(`There is no case ${name}`);
    const { exitCode, stdout } = await waypostProcess(argsOf(worked), place.folder);
    if ('error' in worked.expected) {
      expect(exitCode).toBe(2);
      expectNamed(stdout, worked.expected.error);
    } else {
      expect(exitCode).toBe(0);
      expect(readFileSync(filesOf(place).messages, 'utf8')).toBe(worked.expected.csv);
    }
  });
});
