/** The engine's own process. Started by the desktop or the web host, which talks to it as `control.ts` tells. */
import process from 'node:process';
import { createEngine } from '../index.js';
import { childCarrier, runEngineProcess, utilityCarrier } from './run.js';

// Electron gives its utility processes a `parentPort`; a plain Node has none.
runEngineProcess(createEngine, 'parentPort' in process ? utilityCarrier(process.parentPort) : childCarrier(process));
