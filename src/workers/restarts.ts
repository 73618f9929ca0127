/** After so many deaths at start in a row, while nobody serves, another one would fare no better. */
const MOST_DEATHS_AT_START = 3;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

/** How long to wait before another worker takes the place of one that died. */
export class Restarts {
  /** In a row, without one that was steady in between. */
  private deaths = 0;
  private deathsAtStart = 0;

  /** @returns milliseconds; undefined: give up */
  afterDeath(of: { readonly wasReady: boolean; readonly othersServe: boolean }): number | undefined {
    this.deaths += 1;
    if (!of.wasReady) this.deathsAtStart += 1;
    if (this.deathsAtStart >= MOST_DEATHS_AT_START && !of.othersServe) return undefined;
    return this.deaths === 1 ? 0 : Math.min(FIRST_PAUSE_MS * 2 ** (this.deaths - 2), LONGEST_PAUSE_MS);
  }

  noteReady(): void {
    this.deathsAtStart = 0;
  }

  /** One has lived long enough to be no victim of what killed those before. */
  noteSteady(): void {
    this.deaths = 0;
  }
}
