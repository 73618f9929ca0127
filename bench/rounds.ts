/** Whatever is measured: one turn a round. The first warms up. */
export interface TakesTurns {
  takeTurn(): Promise<void>;
}

/**
 * All take turns, so that what slows the machine for a while slows each of them; every other round goes backwards, so that none
 * always follows the same one.
 */
export async function takeRounds(all: readonly TakesTurns[], rounds: number): Promise<void> {
  for (let round = 0; round <= rounds; round += 1) {
    for (const one of round % 2 === 0 ? all : all.toReversed()) await one.takeTurn();
    console.log(round === 0 ? 'warmed up' : `round ${round} of ${rounds}`);
  }
}
