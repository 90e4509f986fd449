import { comparisonHandlers } from './comparisons/handlers.js';
import { Dispatcher } from './dispatch.js';
import { deliveryHandlers } from './delivery/handlers.js';
import { emailHandlers } from './emails/handlers.js';
import type { Engine, EngineHost } from './engine.js';
import { journeyHandlers } from './journeys/handlers.js';
import { logHandlers } from './logs/handlers.js';
import { projectHandlers } from './projects/handlers.js';
import { recipeHandlers } from './recipes/handlers.js';
import type { Handlers } from './registry.js';
import { resultHandlers } from './results/handlers.js';
import { segmentHandlers } from './segments/handlers.js';
import { createServices, type Services } from './services.js';
import { simulationHandlers } from './simulations/handlers.js';

export type { Engine, EngineHost } from './engine.js';

/** Starts the engine that every host shares. Nothing is opened before a call asks for it. */
export function createEngine(host: EngineHost): Promise<Engine> {
  const services = createServices(host);
  const dispatcher = new Dispatcher(handlersOf(services));
  return Promise.resolve({
    call: (procedure, input, options) => dispatcher.call(procedure, input, options),
    onNotice: (listener) => services.notices.subscribe(listener),
    close: async () => {
      await dispatcher.close();
      await services.sessions.closeAll();
      await services.simulator.close();
      await services.background.close();
    },
  });
}

/** A handler for every procedure of the contract. */
function handlersOf(services: Services): Handlers {
  return {
    ...projectHandlers(services),
    ...journeyHandlers(services),
    ...segmentHandlers(services),
    ...recipeHandlers(services),
    ...logHandlers(services),
    ...simulationHandlers(services),
    ...comparisonHandlers(services),
    ...emailHandlers(services),
    ...resultHandlers(services),
    ...deliveryHandlers(services),
  };
}
