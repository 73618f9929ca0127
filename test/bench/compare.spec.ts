import { compare, readRecorded } from '../../bench/report/compare';
import { around } from './results-example';

describe('a comparison with recorded results', () => {
  it.each([
    [0.2, false],
    [0.1, false],
    [0.2199, false],
    [0.2201, true],
    [0.4, true],
    [NaN, true],
  ])('takes 0.2 that has become %p for a loss: %p', (now, isLoss) => {
    const result = compare({ loginRatio: around(0.2) }, { loginRatio: around(now) });
    expect(result).toMatchObject({ recorded: 0.2, now, isLoss });
  });

  it('says how much has changed', () => {
    expect(compare({ loginRatio: around(0.2) }, { loginRatio: around(0.25) }).change).toBeCloseTo(0.25);
  });

  it('reads what a run has written', () => {
    const text = JSON.stringify({ date: '2026-11-27', loginRatio: around(0.3) });
    expect(readRecorded(text).loginRatio.median).toBe(0.3);
  });

  it.each(['{}', '[]', '{"loginRatio":{}}', '{"loginRatio":{"median":null}}', '{"loginRatio":{"median":0}}'])(
    'does not take %s for results',
    (text) => {
      expect(() => readRecorded(text)).toThrow('loginRatio.median');
    },
  );
});
