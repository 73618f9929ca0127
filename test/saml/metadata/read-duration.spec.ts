import { readDuration } from '../../../src/saml/metadata/read-duration';

it.each([
  ['PT1H', 3600],
  ['PT90M', 5400],
  ['PT0S', 0],
  ['PT30.5S', 30],
  [' P1D\n', 86_400],
  ['P1DT12H', 129_600],
  ['P1M', 30 * 86_400],
  ['P1Y', 365 * 86_400],
  ['P1Y2M3DT4H5M6S', 365 * 86_400],
  ['P999999999Y', 365 * 86_400],
])('reads %j as %d seconds', (text, seconds) => {
  expect(readDuration(text)).toBe(seconds);
});

it.each([
  '',
  'P',
  'PT',
  'P1DT',
  '-PT1H',
  '+PT1H',
  'PT1.5H',
  'P1H',
  'PT1D',
  '3600',
  'PT1H1H',
  'PT9999999999S',
])('reads %j as none', (text) => {
  expect(readDuration(text)).toBeUndefined();
});
