import { Restarts } from '../../src/workers/restarts';

const killed = { wasReady: true, othersServe: true };
const atStart = { wasReady: false, othersServe: false };

describe('restarts', () => {
  it('come at once after one death, and later after each more in a row', () => {
    const restarts = new Restarts();
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(() => restarts.afterDeath(killed));
    expect(pauses).toEqual([0, 250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
    restarts.noteSteady();
    expect(restarts.afterDeath(killed)).toBe(0);
  });

  it('end after three deaths at start in a row', () => {
    const restarts = new Restarts();
    const pauses = [1, 2].map(() => restarts.afterDeath(atStart));
    expect(pauses).not.toContain(undefined);
    expect(restarts.afterDeath(atStart)).toBeUndefined();
  });

  it('go on where one has begun to serve in between, or others do', () => {
    const restarts = new Restarts();
    for (let death = 0; death < 2; death += 1) restarts.afterDeath(atStart);
    restarts.noteReady();
    expect(restarts.afterDeath(atStart)).toBeDefined();
    for (let death = 0; death < 9; death += 1)
      expect(restarts.afterDeath({ wasReady: false, othersServe: true })).toBeDefined();
  });
});
