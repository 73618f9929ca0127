import { Leaving } from '../../src/http/leaving';
import { startApp, type TestApp } from '../support/app';

describe('a node that is about to stop', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('is not ready, but still answers, and asks each client to connect anew', async () => {
    const before = await app.request('GET', '/', { token: null });
    expect(before.headers.connection).not.toBe('close');
    const gone = app.nest.get(Leaving).leave();
    const ready = await app.request('GET', '/readyz');
    expect([ready.status, ready.body]).toEqual([503, expect.objectContaining({ code: 'unavailable' })]);
    const after = await app.request('GET', '/', { token: null });
    expect([after.status, after.headers.connection]).toEqual([200, 'close']);
    await gone;
  });

  it('does not wait where nobody has come', async () => {
    const lonely = new Leaving();
    const order: string[] = [];
    setImmediate(() => order.push('next turn of the loop'));
    await lonely.leave().then(() => order.push('left'));
    expect(order).toEqual(['left']);
  });
});
