/**
 * Mutation testing of the rules that decide who owes what, and until when: `npm run mutation`, or one group of files with
 * `GROUP=balance npm run mutation`. What was measured is told in docs/mutation.md.
 *
 * Each group is tried against the tests that are about it. Those that walk thousands of cases are left out for their
 * time (assignment.machine, machine-versions, history): what they would find besides is not counted.
 */
const GROUPS = {
  assignment: {
    mutate: ['workflows/assignment.machine.ts', 'workflows/assignment.case.ts'],
    tests: ['assignment.moves'],
  },
  machines: {
    mutate: [
      'workflows/{approval,bulk-act,directive,extension,question,reorganisation,report}.machine.ts',
      'workflows/{migrations,step}.ts',
    ],
    tests: ['small.machines', 'directive.machine', 'report.machine', 'migrations'],
  },
  delivery: { mutate: ['workflows/delivery.machine.ts'], tests: ['delivery.machine'] },
  roster: {
    mutate: ['src/directives/directive.rules.ts', 'src/units/roster.rules.ts'],
    tests: ['roster'],
  },
  amending: {
    mutate: ['src/directives/amending/asked.rules.ts', 'src/cascade/carried-tasks.rules.ts'],
    tests: ['amending', 'carried-tasks'],
  },
  balance: {
    mutate: ['src/tracking/{balance,progress,as-of}.rules.ts'],
    tests: ['balance', 'progress'],
  },
  duties: {
    mutate: [
      'src/assignments/{assignment,timer}.rules.ts',
      'src/assignments/supervising/supervised.rules.ts',
      'src/assignments/tasks/task-class.rules.ts',
    ],
    tests: ['duties', 'timers', 'task-class'],
  },
  clock: {
    mutate: ['src/assignments/asking/stopped-clock.rules.ts'],
    tests: ['stopped-clock'],
  },
};

/** What says nothing at run time, so that no test can notice it. */
const saysNothing = {
  shouldIgnore(path) {
    if (!path.isObjectProperty() || path.node.computed) return undefined;
    const call = path.parentPath.parentPath;
    const of = call?.isCallExpression() ? (call.node.callee.name ?? call.node.callee.property?.name) : undefined;
    const key = path.node.key.name;
    if (of === 'setup' && key === 'types') return 'XState reads the types of a machine at compile time only';
    if (of === 'createMachine' && key === 'id')
      return 'the name of a machine; its cases are found by the key in versions.ts';
    return undefined;
  },
};
export const strykerPlugins = [{ kind: 'Ignore', name: 'says-nothing', value: saysNothing }];

const name = process.env['GROUP'];
const groups = name ? [GROUPS[name]] : Object.values(GROUPS);
const report = `reports/mutation/${name ?? 'all'}`;

export default {
  mutate: groups.flatMap(({ mutate }) => mutate),
  plugins: ['@stryker-mutator/jest-runner', import.meta.filename],
  ignorers: ['says-nothing'],
  testRunner: 'jest',
  // tests are native ES modules, as under `npm test`
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: {
    config: {
      // it looks for what a test covers in Jest's own realm
      testEnvironment: 'node',
      runtime: 'jest-runtime',
      // pure rules need no database
      globalSetup: null,
      globalTeardown: null,
      roots: ['<rootDir>/test/rules'],
      testMatch: groups.flatMap(({ tests }) => tests.map((test) => `**/test/rules/${test}.test.ts`)),
      watchman: false,
    },
  },
  coverageAnalysis: 'perTest',
  // the machines are made while their module is loaded: their mutants are static, and are what this is about
  ignoreStatic: false,
  disableTypeChecks: '{workflows,src,test}/**/*.{ts,tsx}',
  concurrency: 1,
  // native ES modules are not let go of by the runner
  maxTestRunnerReuse: 60,
  timeoutMS: 20_000,
  ignorePatterns: ['/data', '/dist', '/coverage', '/reports', '/docs', '/test/{corpus,journeys,slices,guards}'],
  tempDirName: '.stryker-tmp',
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false },
  htmlReporter: { fileName: `${report}.html` },
  jsonReporter: { fileName: `${report}.json` },
  thresholds: { high: 95, low: 85, break: 85 },
};
