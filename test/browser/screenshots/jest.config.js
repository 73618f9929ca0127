const base = require('../../../jest.config.js');

/** Makes pictures, and tests nothing: `npm run screenshots`. */
module.exports = {
  ...base,
  rootDir: '../../..',
  testMatch: ['<rootDir>/test/browser/screenshots/make-screenshots.ts'],
  randomize: false,
  maxWorkers: 1,
  testTimeout: 600_000,
};
