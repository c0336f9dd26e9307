/** Prints the run's closing line last: `N passed, N failed`, and what was skipped. */
export default class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const suitesThatDidNotRun = results.numRuntimeErrorTestSuites;
    const failed = results.numFailedTests + suitesThatDidNotRun;
    const skipped = results.numPendingTests > 0 ? `, ${results.numPendingTests} skipped` : '';
    setImmediate(() => process.stdout.write(`${results.numPassedTests} passed, ${failed} failed${skipped}\n`));
  }
}
