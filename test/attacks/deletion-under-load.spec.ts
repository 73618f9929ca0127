import { createUser } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { type LoginScene, makeScene, planFor, postResponse } from '../support/login-scene';

/** A tenant is deleted while its people come in. */
let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const USERS = 30;

async function makeCrowd(): Promise<LoginScene> {
  const scene = await makeScene(app);
  for (let user = 0; user < USERS; user += 1)
    await createUser(app, scene.tenant.alias, { userName: `u${user}` });
  return scene;
}

/** So many at once, one after the other, until they are told to stop or their tenant is gone. */
class Crowd {
  readonly statuses = new Set<number>();
  private count = 0;
  private isOver = false;
  private readonly going: Promise<unknown>;

  constructor(
    private readonly scene: LoginScene,
    atOnce: number,
    private readonly onEach: () => void = () => undefined,
  ) {
    this.going = Promise.all(Array.from({ length: atOnce }, () => this.comeIn()));
  }

  end(): Promise<number[]> {
    this.isOver = true;
    return this.untilGone();
  }

  /** Until each of them was told that the tenant is gone. */
  async untilGone(): Promise<number[]> {
    await this.going;
    return [...this.statuses].toSorted();
  }

  private async comeIn(): Promise<void> {
    const { idp, tenant } = this.scene;
    while (!this.isOver) {
      this.count += 1;
      const nameId = `u${this.count % USERS}@${tenant.defaultDomain}`;
      const response = idp.post(planFor(this.scene, undefined, (plan) => (plan.nameId = nameId)));
      const { status } = await postResponse(this.scene, response);
      this.statuses.add(status);
      this.onEach();
      if (status === 404) return;
    }
  }
}

it('they come in or are told that it is gone, and nobody elsewhere notices', async () => {
  const [scene, other] = [await makeCrowd(), await makeCrowd()];
  const elsewhere = new Crowd(other, 4);
  let begin = (): void => undefined;
  const underWay = new Promise<void>((resolve) => (begin = resolve));
  let seen = 0;
  const own = new Crowd(scene, 24, () => {
    seen += 1;
    if (seen === 100) begin();
  });
  await underWay;
  const deleted = await app.request('DELETE', `/api/v1/tenants/${scene.tenant.alias}`);
  const [ownStatuses, otherStatuses] = [await own.untilGone(), await elsewhere.end()];
  expect(deleted.status).toBe(204);
  expect(ownStatuses).toEqual([303, 404]);
  expect(otherStatuses).toEqual([303]);
});
