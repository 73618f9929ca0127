import { ask } from './ask';
import type { Stage } from './stage';

/** As often as HAProxy may; its own default is every two seconds. */
const INTERVAL_MS = 250;

/** What a balancer knows of its nodes: it asks each whether it is ready, and sends nobody to one that is not. */
export class Balancer {
  private origins: readonly string[];
  private readonly unready = new Set<string>();
  private readonly timer: NodeJS.Timeout;

  constructor(stage: Stage, origins: readonly string[]) {
    this.origins = [...origins];
    this.timer = setInterval(() => {
      for (const origin of this.origins) void this.look(origin);
    }, INTERVAL_MS);
    stage.atEnd(() => {
      clearInterval(this.timer);
    });
  }

  add(origin: string): void {
    this.origins = [...this.origins, origin];
  }

  remove(origin: string): void {
    this.origins = this.origins.filter((one) => one !== origin);
  }

  /** All of them where none is: somebody must answer. */
  ready(): readonly string[] {
    const ready = this.origins.filter((origin) => !this.unready.has(origin));
    return ready.length > 0 ? ready : this.origins;
  }

  private async look(origin: string): Promise<void> {
    const answer = await ask(`${origin}/readyz`).catch(() => undefined);
    if (answer?.status === 200) this.unready.delete(origin);
    else this.unready.add(origin);
  }
}
