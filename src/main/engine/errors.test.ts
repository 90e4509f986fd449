import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { EngineError } from '../../shared/contract/error.js';
import { toEngineError } from './errors.js';

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown');
}

describe('toEngineError', () => {
  it('tells a full disk from a fault of ours', () => {
    const database = new Database(':memory:');
    database.exec('CREATE TABLE t (x)');
    database.pragma('max_page_count = 3');
    const full = thrownBy(() => database.prepare('INSERT INTO t VALUES (zeroblob(100000))').run());
    expect(toEngineError(full, 'journeys.save')).toMatchObject({
      code: 'io',
      message: expect.stringMatching(/^The disk is full/) as string,
    });
    database.close();
  });

  it('tells of files that are not there, are folders or may not be read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'waypost-test-'));
    writeFileSync(join(folder, 'file'), '');
    for (const path of [join(folder, 'gone'), join(folder, 'file', 'under')]) {
      const error = toEngineError(
        thrownBy(() => readFileSync(path)),
        'logs.preview',
      );
      expect(error.code).toBe('io');
      expect(error.message).toContain(path);
    }
    rmSync(folder, { recursive: true });
  });

  it('leaves its own errors as they are', () => {
    const own = new EngineError('conflict', 'Somebody else was faster.');
    expect(toEngineError(own, 'journeys.save')).toBe(own);
  });

  it('takes an abort for a cancel only where the call was cancelled', () => {
    const controller = new AbortController();
    controller.abort();
    const abort = thrownBy(() => {
      controller.signal.throwIfAborted();
    });
    expect(toEngineError(abort, 'logs.sql', controller.signal).code).toBe('cancelled');
  });

  it('writes what nobody expected to the log', () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const error = toEngineError(new TypeError('x is undefined'), 'simulations.run');
    expect(error).toMatchObject({ code: 'internal', message: expect.stringContaining('x is undefined') as string });
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });
});
