/** Mutation testing of the pure core, by its own tests: what changes there without a test failing. */
export default {
  mutate: ['src/saml/**/*.ts'],
  testRunner: 'mocha',
  mochaOptions: { config: 'test/mutation/mocha.json' },
  coverageAnalysis: 'perTest',
  plugins: ['@stryker-mutator/mocha-runner', './test/mutation/sentences.mjs'],
  ignorers: ['sentences'],
  ignoreStatic: true,
  concurrency: 2,
  reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: 'coverage/mutation/mutation.json' },
  htmlReporter: { fileName: 'coverage/mutation/mutation.html' },
  thresholds: { high: 95, low: 90, break: 90 },
  tempDirName: 'coverage/stryker',
  ignorePatterns: ['dist', '.data', 'docs', 'coverage'],
};
