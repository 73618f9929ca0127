import { Leaving } from '../../src/http/leaving';
import { Settings } from '../../src/settings/settings';
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
    const lonely = new Leaving(app.nest.get(Settings));
    const order: string[] = [];
    setImmediate(() => order.push('next turn of the loop'));
    await lonely.leave().then(() => order.push('left'));
    expect(order).toEqual(['left']);
  });

  it('stays as long as it is told to, though nobody comes', async () => {
    jest.useFakeTimers();
    try {
      const told = new Leaving(new Settings({ ...app.nest.get(Settings), leaveSeconds: 5 }));
      let isGone = false;
      const gone = told.leave().then(() => (isGone = true));
      await jest.advanceTimersByTimeAsync(4_999);
      expect([told.isLeaving, isGone]).toEqual([true, false]);
      await jest.advanceTimersByTimeAsync(1);
      await gone;
    } finally {
      jest.useRealTimers();
    }
  });
});
