const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const { expect } = require('expect');
const { bind } = require('jest-each');
const { after, before, describe, it } = globalThis;

// Jest loads every module anew for each run, which costs thousands of mutants more than their tests do. Mocha keeps them loaded. The
// specs of the pure core use of Jest no more than these names, and its own matchers and tables stand behind them here too.
Object.assign(globalThis, { expect, beforeAll: before, afterAll: after });
describe.each = bind(describe, false);
it.each = bind(it, false);

const SAML = join(__dirname, '..', 'saml');

for (const file of readdirSync(SAML, { recursive: true }).sort()) {
  // A description a file, so that a file's keys are made only where one of its tests runs.
  if (file.endsWith('.spec.ts')) describe(file, () => void require(join(SAML, file)));
}
