import { isVerifiedLogin } from '../saml/login/check-login';
import type { VerifiedLogin } from '../saml/login/verified-login';
import type { CarriedMessage, PostForm } from './carry-message';
import type { StrategyRequest, TenantStrategy } from './tenant-strategy';

/** How a strategy's attempt ended, apart from an error, which is thrown. */
export type StrategyOutcome = CarriedMessage | { readonly kind: 'verified'; readonly login: VerifiedLogin };

/**
 * Gives a strategy what Passport's middleware would (success, fail, redirect, error, pass), on an object of its own for each attempt,
 * and turns whichever it calls into one outcome. The only seam between Passport and the rest.
 */
export function runStrategy(strategy: TenantStrategy, request: StrategyRequest): Promise<StrategyOutcome> {
  return new Promise((resolve, reject) => {
    const attempt: TenantStrategy = Object.assign(Object.create(strategy) as TenantStrategy, {
      success: (result: object) => {
        if ('login' in result && isVerifiedLogin(result.login))
          resolve({ kind: 'verified', login: result.login });
        else if ('form' in result) resolve({ kind: 'form', form: result.form as PostForm });
        else reject(new Error('the strategy succeeded with neither a login nor a form'));
      },
      redirect: (url: string) => {
        resolve({ kind: 'redirect', url });
      },
      fail: () => {
        reject(new Error('the strategy failed without a reason'));
      },
      pass: () => {
        reject(new Error('the strategy passed, which a login never does'));
      },
      error: reject,
    });
    const express = { query: {}, headers: {}, ...request };
    attempt.authenticate(express as unknown as Parameters<TenantStrategy['authenticate']>[0]);
  });
}
