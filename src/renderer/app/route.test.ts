import { describe, expect, it } from 'vitest';
import { hrefOf, routeOf, type Route } from './route.js';

const project = '/home/ana/Shop & Söhne #1/100 %.waypost';

describe('addresses', () => {
  const routes: Route[] = [
    { screen: 'start' },
    { screen: 'settings' },
    { screen: 'journeys', project },
    { screen: 'audience', project },
    { screen: 'emails', project },
    { screen: 'data', project },
    { screen: 'import', project },
    { screen: 'journey', project, journey: 'cart/recovery ?#%' },
    { screen: 'email', project, email: 'last/call ?#%' },
  ];
  it.each(routes)('come back as the place they were made of: $screen', (route) => {
    expect(routeOf(hrefOf(route))).toEqual(route);
  });

  it('keep Windows paths', () => {
    const route: Route = { screen: 'data', project: 'C:\\Users\\Ana\\shop.waypost' };
    expect(routeOf(hrefOf(route))).toEqual(route);
  });

  it.each(['', '#', '#/', '#/nowhere', '#/p', '#/p/', '#/p/%E0%A4%A/data'])(
    'lead to the start when they name nothing: %s',
    (hash) => {
      expect(routeOf(hash)).toEqual({ screen: 'start' });
    },
  );

  it('lead to the journeys of a project when the rest is unknown', () => {
    expect(routeOf('#/p/shop/elsewhere')).toEqual({ screen: 'journeys', project: 'shop' });
    expect(routeOf('#/p/shop/journey/')).toEqual({ screen: 'journeys', project: 'shop' });
    expect(routeOf('#/p/shop/email/')).toEqual({ screen: 'journeys', project: 'shop' });
  });
});
