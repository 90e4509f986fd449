import type { Simulator } from '../engine/simulations/simulator.js';

/** Where text goes. */
export interface Output {
  write: (text: string) => void;
}

/** What the command line knows of the world around it; tests give their own. */
export interface CliIo {
  /** Results, and nothing else. */
  stdout: Output;
  stderr: Output;
  stderrIsTerminal: boolean;
  /** The folder that relative paths start from. */
  cwd: string;
  version: string;
  /** Where samples ship. */
  resourcesFolder: string;
  /** Where a log that is read without a project lies meanwhile. */
  temporaryFolder: string;
  /** The program of the web host. */
  webHost: string;
  /** Runs journeys. It is the caller's; a command leaves it open. */
  simulator: Simulator;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}
