/** The places of the interface and how they are written behind `#` in the address, so that a reload keeps the place. */
export type Route =
  | { screen: 'start' }
  | { screen: 'settings' }
  | { screen: 'journeys'; project: string }
  | { screen: 'journey'; project: string; journey: string }
  | { screen: 'audience'; project: string }
  | { screen: 'emails'; project: string }
  | { screen: 'email'; project: string; email: string }
  | { screen: 'sending'; project: string }
  | { screen: 'data'; project: string }
  | { screen: 'import'; project: string };

export type Screen = Route['screen'];

const PROJECT_SCREENS = ['journeys', 'audience', 'emails', 'sending', 'data', 'import'] as const;

function isProjectScreen(name: string | undefined): name is (typeof PROJECT_SCREENS)[number] {
  return PROJECT_SCREENS.some((screen) => screen === name);
}

/** The address of a place: `#/p/<project>/journey/<id>`. */
export function hrefOf(route: Route): string {
  if (!('project' in route)) return `#/${route.screen}`;
  const project = `#/p/${encodeURIComponent(route.project)}/${route.screen}`;
  if (route.screen === 'journey') return `${project}/${encodeURIComponent(route.journey)}`;
  return route.screen === 'email' ? `${project}/${encodeURIComponent(route.email)}` : project;
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** The place an address names; the start screen for anything else. */
export function routeOf(hash: string): Route {
  const [head, ...rest] = hash.replace(/^#\/?/, '').split('/').map(decode);
  if (head === 'settings') return { screen: 'settings' };
  const [project, screen, id] = rest;
  if (head !== 'p' || !project) return { screen: 'start' };
  if (screen === 'journey' && id) return { screen, project, journey: id };
  if (screen === 'email' && id) return { screen, project, email: id };
  return isProjectScreen(screen) ? { screen, project } : { screen: 'journeys', project };
}
