const everyDay = require('../../jest.config.js');

/** Against software that is not ours and must be installed: a run of its own, outside of `npm test`. */
/** @type {import('jest').Config} */
module.exports = {
  ...everyDay,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/interop/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 120_000,
};
