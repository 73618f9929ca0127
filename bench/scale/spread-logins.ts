import { randomInt } from 'node:crypto';
import type { TestIdp } from '../../test/support/idp/test-idp';
import { formRequest, type LoadRequest } from '../load/load';
import { type Addressee, ResponseMaker } from '../response-maker';

export function makersFor(idp: TestIdp, to: readonly Addressee[]): ResponseMaker[] {
  return to.map((one) => ResponseMaker.of(idp, one));
}

/** Logins at so many tenants, which take turns, each for any one of its users `u0` to `u<n-1>`. */
export function requestsTo(
  makers: readonly ResponseMaker[],
  usersEach: number,
  count: number,
): LoadRequest[] {
  return Array.from({ length: Math.ceil(count / makers.length) }, () => makers)
    .flat()
    .slice(0, count)
    .map((maker) => formRequest(maker.to.acsUrl, maker.make(`u${randomInt(usersEach)}`)));
}
