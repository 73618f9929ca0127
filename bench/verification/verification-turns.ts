/** Of a signed response, in memory: the promise rejects where it is not believed. */
export interface Verifier {
  readonly name: string;
  readonly verify: () => unknown;
  /** So many times as often as another, so that a turn takes about as long. */
  readonly pace: number;
}

/** What one verifier needs, measured in turns with the others. */
export class VerificationTurns {
  /** CPU time of each turn but the first, which warms up. */
  readonly microseconds: number[] = [];
  private isWarm = false;

  constructor(
    private readonly verifier: Verifier,
    private readonly repeats: number,
  ) {}

  get name(): string {
    return this.verifier.name;
  }

  async takeTurn(): Promise<void> {
    const times = Math.ceil(this.repeats * this.verifier.pace);
    const spent = await cpuMicroseconds(this.verifier.verify, times);
    if (this.isWarm) this.microseconds.push(spent);
    this.isWarm = true;
  }
}

/** Of all threads of this process, a collection of what was left behind included. */
async function cpuMicroseconds(run: () => unknown, times: number): Promise<number> {
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}
