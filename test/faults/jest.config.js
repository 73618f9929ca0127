const everyDay = require('../../jest.config.js');

/** On real processes that are killed, slowed and starved: a run of its own, outside of `npm test`. */
/** @type {import('jest').Config} */
module.exports = {
  ...everyDay,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/faults/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/faults/support/open-figures.ts',
  globalTeardown: '<rootDir>/test/faults/support/show-figures.ts',
  // What is measured must not be measured beside something else.
  maxWorkers: 1,
  testTimeout: 300_000,
};
