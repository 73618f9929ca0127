const { writeFileSync } = require('node:fs');

/** Leaves jest's own count as JSON in the file that JEST_COUNT_FILE names, for .ci/run. */
module.exports = class CountReporter {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
    // A test file that does not even load has no tests to count, but has failed.
    const count = { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
    writeFileSync(process.env.JEST_COUNT_FILE, JSON.stringify(count));
  }
};
