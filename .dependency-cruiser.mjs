/**
 * Which way imports run (docs/ARCHITECTURE.md). `npm run layers` checks it.
 * @type {import('dependency-cruiser').IConfiguration}
 */

const TEST = '\\.test\\.tsx?$';

function forbid(name, comment, from, to) {
  return { name, comment, severity: 'error', from: { pathNot: TEST, ...from }, to };
}

/** Inside src/shared a folder may use itself and those before it. */
const SHARED_ORDER = ['condition', 'journey', 'simulation', 'email', 'contract', 'results'];

const sharedOrder = SHARED_ORDER.map((folder, place) =>
  forbid(
    `shared-${folder}-order`,
    `src/shared/${folder} may not import from ${SHARED_ORDER.slice(place + 1).join(', ') || 'elsewhere'}.`,
    { path: `^src/shared/${folder}/` },
    { path: `^src/shared/(${SHARED_ORDER.slice(place + 1).join('|') || 'none'})/` },
  ),
);

const HOSTS = ['desktop', 'web', 'cli', 'preload'];

const hosts = HOSTS.map((host) =>
  forbid(
    `host-${host}-alone`,
    'Hosts never import each other.',
    { path: `^src/main/${host}/` },
    { path: `^src/main/(${HOSTS.filter((other) => other !== host).join('|')})/` },
  ),
);

export default {
  forbidden: [
    forbid(
      'no-circular',
      'Modules that import each other have no order to be read in.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid('no-unresolved', 'The import leads nowhere.', {}, { couldNotResolve: true }),
    forbid(
      'shared-is-alone',
      'src/shared imports nothing of ours but itself.',
      { path: '^src/shared/' },
      { path: '^(src/(main|renderer)|test|scripts)/' },
    ),
    forbid('shared-is-pure', 'src/shared knows no Node.', { path: '^src/shared/' }, { dependencyTypes: ['core'] }),
    forbid(
      'shared-packages',
      'src/shared uses only packages that are pure themselves.',
      { path: '^src/shared/' },
      {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
        pathNot: 'node_modules/(zod|immer|temporal-polyfill|temporal-utils|rrule-temporal|htmlparser2)/',
      },
    ),
    ...sharedOrder,
    forbid('main-not-renderer', 'The engine and its hosts know no page.', { path: '^src/main/' }, { path: '^src/renderer/' }),
    forbid(
      'main-no-interface-packages',
      'Packages of the page stay in the page.',
      { path: '^src/main/' },
      // ECharts draws the charts of reports without a page.
      { path: 'node_modules/(react|react-dom|@mantine|@xyflow|zustand|@tanstack)/' },
    ),
    forbid(
      'renderer-not-main',
      'The page reaches the engine by the contract alone.',
      { path: '^src/renderer/' },
      { path: '^src/main/' },
    ),
    forbid(
      'renderer-not-node',
      'The page runs in a sandbox without Node.',
      { path: '^src/renderer/' },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'renderer-packages',
      'Native packages and Electron stay out of the page.',
      { path: '^src/renderer/' },
      { path: 'node_modules/(electron|better-sqlite3|@duckdb|ws)/' },
    ),
    ...hosts,
    forbid(
      'engine-not-hosts',
      'The engine knows no host.',
      { path: '^src/main/(engine|store|pages)/' },
      { path: `^src/main/(${HOSTS.join('|')})/` },
    ),
    forbid(
      'store-not-engine',
      'The store serves the engine, not the other way round.',
      { path: '^src/main/store/' },
      { path: '^src/main/engine/' },
    ),
    forbid(
      'electron-in-desktop',
      'Only the desktop host knows Electron.',
      { path: '^src/', pathNot: ['^src/main/(desktop|preload)/', TEST] },
      { path: '(^|/)electron(/|$)' },
    ),
    forbid('not-tests', 'Nothing that ships imports a test.', { path: '^src/' }, { path: ['^test/', TEST] }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['\\.css$', '\\.svg$'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
