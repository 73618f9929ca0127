import { makeVerifier, type Verifier } from './contestants';
import type { VerificationAnswer, VerificationOrder } from './verification-turns';

let verifier: Verifier | undefined;

/** A verifier, in a process of its own: it is told which, and then how often it verifies in each turn. */
process.on('message', (order: VerificationOrder) => {
  if ('name' in order) {
    verifier = makeVerifier(order.name, order.signed);
    return;
  }
  void takeTurn(order.repeats).then((microseconds) => {
    process.send?.({ microseconds } satisfies VerificationAnswer);
  });
});
process.on('disconnect', () => process.exit());

/** CPU of all threads of this process, a collection of what was left behind included. */
async function takeTurn(repeats: number): Promise<number> {
  if (!verifier) throw new Error('nobody has said who verifies');
  const times = Math.ceil(repeats * verifier.pace);
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) await verifier.verify();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}
