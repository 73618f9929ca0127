import { createTenant, createUser } from '../../support/api';
import type { TestApp } from '../../support/app';
import { type LoginScene, makeScene, planFor, postResponse, signIn } from '../../support/login-scene';
import { runTest } from '../../support/test-login';

const PEOPLE = [
  ['berta', 'Berta Okafor'],
  ['carmen.diaz', 'Carmen Díaz'],
  ['dmitri', 'Dmitri Ivanov'],
  ['li.wei', '李伟'],
  ['noor', 'Noor Haddad'],
  ['wang.fang', '王芳'],
] as const;

const DAYS = 14;

/** A company that signs in every day, with a trust that is about to need care: what an administrator would see. */
export async function makePictureScene(app: TestApp): Promise<LoginScene> {
  const scene = await makeScene(app, {
    tenant: { alias: 'acme', displayName: 'ACME Inc.', domainAlias: 'acme.example' },
  });
  await createTenant(app, { alias: 'globex', displayName: 'Globex' });
  await createTenant(app, { alias: 'initech', displayName: 'Initech', ssoEnabled: false });
  for (const [userName, displayName] of PEOPLE)
    await createUser(app, 'acme', { userName, displayName, email: `${userName}@acme.example` });
  await signInDaily(scene);
  // Whose name is not one of the domains: what a first test looks like.
  await runTest(scene, (plan) => (plan.nameId = 'alice@acme.com'));
  return scene;
}

async function signInDaily(scene: LoginScene): Promise<void> {
  const { app } = scene;
  const today = app.clock.now();
  for (let daysAgo = DAYS; daysAgo >= 0; daysAgo -= 1) {
    app.clock.set(new Date(today.getTime() - daysAgo * 24 * 3600_000));
    for (let login = 0; login < 2 + ((daysAgo * 5) % 7); login += 1) await signIn(scene);
    if (daysAgo % 3 === 0) await refuse(scene);
  }
  app.clock.reset();
}

/** Somebody whom the identity provider vouches for, and whom the directory does not know. */
async function refuse(scene: LoginScene): Promise<void> {
  const plan = planFor(scene, undefined, (one) => {
    one.nameId = `alise@${scene.tenant.defaultDomain}`;
  });
  await postResponse(scene, scene.idp.post(plan));
}
