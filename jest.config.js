// Nest and a few libraries ship only ES modules, which jest's CommonJS loader can't require: they are transformed too.
const esModules = [
  '@nestjs',
  'nestjs-pino',
  'file-type',
  '@tokenizer',
  'token-types',
  'strtok3',
  'uint8array-extras',
  '@borewit',
  'fast-check',
  'pure-rand',
  'lru-cache',
  'ipaddr.js',
  '@seriousme',
  'cookie',
  'preact',
  'preact-render-to-string',
];

const swc = {
  jsc: { target: 'es2023', keepClassNames: true },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

const typescript = (parser) => ({
  ...swc,
  jsc: {
    ...swc.jsc,
    parser,
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      react: { runtime: 'automatic', importSource: 'preact' },
    },
  },
});

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // Modules are compiled once a worker, not once a test file.
  runtime: '<rootDir>/test/support/compile-once.js',
  testMatch: ['<rootDir>/test/**/*.spec.ts'],
  // These need software that `npm ci` does not bring: `npm run test:interop` and `npm run test:faults`.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/interop/', '<rootDir>/test/faults/'],
  globalSetup: '<rootDir>/test/support/start-postgres.ts',
  globalTeardown: '<rootDir>/test/support/stop-postgres.ts',
  transform: {
    '\\.ts$': ['@swc/jest', typescript({ syntax: 'typescript', decorators: true })],
    '\\.tsx$': ['@swc/jest', typescript({ syntax: 'typescript', tsx: true, decorators: true })],
    '\\.m?js$': ['@swc/jest', swc],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`, '<rootDir>/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  reporters: [
    'default',
    ...(process.env.JEST_COUNT_FILE ? ['<rootDir>/test/support/count-reporter.js'] : []),
  ],
  randomize: true,
  // One process a core: jest's default leaves one idle.
  maxWorkers: '100%',
  // What a test file leaves behind adds up to gigabytes, and collecting it takes longer than a new process.
  workerIdleMemoryLimit: '1200MB',
  testTimeout: 20_000,
};
