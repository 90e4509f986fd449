import { create } from 'zustand';
import { hrefOf, routeOf, type Route } from './route.js';

const useRouteStore = create<{ route: Route }>(() => ({ route: routeOf(window.location.hash) }));

window.addEventListener('hashchange', () => useRouteStore.setState({ route: routeOf(window.location.hash) }));

/** The place that shows now. */
export function useRoute(): Route {
  return useRouteStore((state) => state.route);
}

/** Goes to a place; `replace` leaves no step back to the present one. */
export function navigate(route: Route, options: { replace?: boolean } = {}): void {
  const href = hrefOf(route);
  if (options.replace) {
    window.history.replaceState(window.history.state, '', href);
    useRouteStore.setState({ route });
  } else {
    window.location.hash = href;
  }
}
