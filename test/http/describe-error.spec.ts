import { QueryFailedError } from 'typeorm';
import { describeError } from '../../src/http/describe-error';

describe('an error in the log', () => {
  it('is silent about the statement and its values', () => {
    const driverError = Object.assign(new Error('duplicate key value'), {
      code: '23505',
      detail: 'Key (hush) exists',
    });
    const text = JSON.stringify(describeError(new QueryFailedError('SELECT hush', ['hush'], driverError)));
    expect(text).toContain('duplicate key value');
    expect(text).not.toContain('hush');
  });

  it('names its cause, and no endless chain of them', () => {
    const error = new Error('outer', { cause: new Error('inner') });
    expect(describeError(error)).toMatchObject({
      message: 'outer',
      cause: { type: 'Error', message: 'inner' },
    });
    const loop = new Error('loop');
    loop.cause = loop;
    expect(JSON.stringify(describeError(loop)).length).toBeLessThan(20_000);
    expect(describeError('text')).toEqual({ type: 'string', message: 'text' });
  });
});
