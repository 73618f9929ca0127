import { makeVerifier, type Verifier } from './contestants';
import type { VerificationAnswer, VerificationOrder } from './verification-turns';

let verifier: Verifier | undefined;

/** A verifier, in a process of its own: the first order makes it, each has it verify so often. */
process.on('message', ({ name, signed, repeats }: VerificationOrder) => {
  verifier ??= makeVerifier(name, signed);
  void takeTurn(verifier, repeats).then((microseconds) => {
    process.send?.({ microseconds } satisfies VerificationAnswer);
  });
});
process.on('disconnect', () => process.exit());

/** CPU of all threads of this process, a collection of what was left behind included. */
async function takeTurn({ verify, pace }: Verifier, repeats: number): Promise<number> {
  const times = Math.ceil(repeats * pace);
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) await verify();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}
