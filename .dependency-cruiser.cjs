/** Slices in their order: a slice imports only slices to its left, and only through their index.ts (CONTRIBUTING.md). */
const ORDER = [
  'platform',
  'ledger',
  'durable',
  'mail',
  'files',
  'units',
  'calendar',
  'access',
  'imports',
  'contactability',
  'signatures',
  'dispatches',
  'letters',
  'directives',
  'assignments',
  'reports',
  'links',
  'cascade',
  'people',
  'reorganisation',
  'chasing',
  'replies',
  'bulk-acts',
  'calendar-changes',
  'exchange',
  'registers',
  'bases',
  'tracking',
  'demo',
  'bench',
];
const PURE =
  '(^workflows/|\\.(rules|facts|view)\\.tsx?$|^src/platform/components/|/words\\.(vi|en)\\.ts$|^src/platform/(vn-time|text|errors|ids)\\.ts$)';
module.exports = {
  forbidden: [
    ...ORDER.slice(0, -1).map((slice, i) => ({
      name: `${slice}-looks-left-only`,
      severity: 'error',
      from: { path: `^src/${slice}/` },
      to: { path: `^src/(${ORDER.slice(i + 1).join('|')})/` },
    })),
    {
      name: 'slices-meet-at-the-door',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/platform/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      from: { path: PURE },
      to: {
        pathNot: [
          PURE,
          'node_modules/(xstate|@kitajs/html|temporal-polyfill|zod)/',
          '^(node:)?crypto$',
          '^src/[^/]+/index\\.ts$',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    { name: 'machines-know-no-slice', severity: 'error', from: { path: '^workflows/' }, to: { path: '^src/' } },
    { name: 'product-knows-no-test', severity: 'error', from: { path: '^(src|workflows)/' }, to: { path: '^test/' } },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|coverage)/' },
  },
};
