import { readArguments } from '../../bench/bench-arguments';

describe('the arguments of the benchmark', () => {
  it('measure logins in five rounds without any', () => {
    expect(readArguments([])).toEqual({
      subject: 'logins',
      isSmoke: false,
      rounds: 5,
      logins: undefined,
      minutes: undefined,
      compareWith: undefined,
      isRecorded: false,
    });
  });

  it('name what is measured instead, a file to compare with, the rounds', () => {
    expect(readArguments(['--users']).subject).toBe('users');
    expect(readArguments(['--scale', '--record'])).toMatchObject({ subject: 'scale', isRecorded: true });
    expect(readArguments(['--workers', '--record'])).toMatchObject({ subject: 'workers', isRecorded: true });
    expect(readArguments(['--soak', '200000', '--record'])).toMatchObject({
      subject: 'soak',
      logins: 200_000,
    });
    expect(readArguments(['--endurance', '60', '--record'])).toMatchObject({
      subject: 'endurance',
      minutes: 60,
    });
    expect(readArguments(['--compare', 'before.json', '--rounds', '7'])).toMatchObject({
      compareWith: 'before.json',
      rounds: 7,
    });
  });

  it('take one round for a smoke test', () => {
    expect(readArguments(['--smoke'])).toMatchObject({ isSmoke: true, rounds: 1 });
  });

  it.each([
    [['--fast']],
    [['--users', '--console']],
    [['--console', '--compare', 'before.json']],
    [['--compare']],
    [['--record', '--smoke']],
    [['--record', '--users']],
    [['--scale', '--compare', 'before.json']],
    [['--rounds', '0']],
    [['--soak']],
    [['--soak', 'long']],
    [['--endurance', '0']],
    [['--endurance', '60', '--soak', '100']],
    [['--soak', '100', '--scale']],
    [['--workers', '--scale']],
    [['--rounds', '2.5']],
    [['--rounds', '21']],
    [['everything']],
  ])('refuse %p', (args) => {
    expect(() => readArguments(args)).toThrow();
  });
});
