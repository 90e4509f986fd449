import { describe, expect, it } from 'vitest';
import { supervise, type EngineExit, type EngineLoss, type RunningEngine } from './supervisor.js';

interface FakeEngine extends RunningEngine {
  crash: (reason: string) => void;
  stops: number;
}

function fakeEngine(ready: Promise<void> = Promise.resolve()): FakeEngine {
  let end: (exit: EngineExit) => void = () => undefined;
  const engine: FakeEngine = {
    ready,
    exited: new Promise((resolve) => {
      end = resolve;
    }),
    crash: (reason) => end({ reason }),
    stops: 0,
    stop: () => {
      engine.stops += 1;
      end({ reason: 'exit code 0' });
      return Promise.resolve();
    },
  };
  return engine;
}

function setUp(make: () => FakeEngine = fakeEngine) {
  let time = 0;
  const engines: FakeEngine[] = [];
  const losses: EngineLoss[] = [];
  const supervisor = supervise(
    () => {
      const engine = make();
      engines.push(engine);
      return engine;
    },
    () => time,
  );
  supervisor.onLoss((loss) => losses.push(loss));
  const crash = async () => {
    engines.at(-1)?.crash('SIGSEGV');
    await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    supervisor,
    engines,
    losses,
    crash,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

describe('a supervised engine', () => {
  it('is started again after a crash', async () => {
    const { supervisor, engines, losses, crash } = setUp();
    await crash();
    expect(engines).toHaveLength(2);
    expect(supervisor.current()).toBe(engines[1]);
    expect(losses).toEqual([{ reason: 'SIGSEGV', restarted: true }]);
  });

  it('is given up after three crashes within a minute, until somebody asks for it', async () => {
    const { supervisor, engines, losses, crash, pass } = setUp();
    await crash();
    pass(20_000);
    await crash();
    pass(20_000);
    await crash();
    expect(engines).toHaveLength(3);
    expect(supervisor.current()).toBeUndefined();
    expect(losses.map(({ restarted }) => restarted)).toEqual([true, true, false]);
    await supervisor.restart();
    expect(supervisor.current()).toBe(engines[3]);
    await crash();
    expect(losses.at(-1)?.restarted).toBe(true);
  });

  it('is not given up for crashes that lie far apart', async () => {
    const { losses, crash, pass } = setUp();
    for (let count = 0; count < 5; count++) {
      await crash();
      pass(31_000);
    }
    expect(losses.every(({ restarted }) => restarted)).toBe(true);
  });

  it('says what the engine itself said when it could not start', async () => {
    const { losses, crash } = setUp(() => fakeEngine(Promise.reject(new Error('The data folder can’t be written.'))));
    await crash();
    expect(losses[0]?.reason).toBe('The data folder can’t be written.');
  });

  it('is no loss when it was stopped or replaced on purpose', async () => {
    const { supervisor, engines, losses } = setUp();
    await supervisor.restart();
    expect(engines.map(({ stops }) => stops)).toEqual([1, 0]);
    await supervisor.stop();
    expect(engines.map(({ stops }) => stops)).toEqual([1, 1]);
    expect(supervisor.current()).toBeUndefined();
    expect(losses).toEqual([]);
  });
});
