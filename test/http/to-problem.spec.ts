import { isDatabaseUnavailable } from '../../src/database/failures';
import { Problem } from '../../src/http/problem';
import { toProblem } from '../../src/http/to-problem';

describe('a broken connection', () => {
  const reset = (message: string) => Object.assign(new Error(message), { code: 'ECONNRESET' });
  const codeOf = (error: Error) =>
    toProblem(error, (failure) =>
      isDatabaseUnavailable(failure) ? new Problem('unavailable', 'The database is gone.') : undefined,
    ).code;

  it('is the caller’s where he went away within his body, and no fault of the database', () => {
    expect(codeOf(reset('aborted'))).toBe('request.invalid');
    expect(codeOf(reset('read ECONNRESET'))).toBe('unavailable');
  });
});
