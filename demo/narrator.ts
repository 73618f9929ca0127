const STEPS = 7;

/** Tells what happens, in numbered steps. */
export class Narrator {
  #step = 0;

  get isAtLastStep(): boolean {
    return this.#step === STEPS;
  }

  step(title: string): void {
    this.#step += 1;
    console.log(`\n${this.#step}/${STEPS}  ${title}`);
  }

  readonly call = (line: string): void => {
    console.log(`     $ ${line}`);
  };

  result(text: string): void {
    console.log(`     → ${text}`);
  }

  lines(...lines: readonly string[]): void {
    for (const line of lines) console.log(line === '' ? '' : `     ${line}`);
  }
}
