/** How long a trial of single sign-on lasts. */
export const TRIAL_SECONDS = 600;

/** Whether single sign-on is on at all. */
export interface SsoSwitch {
  readonly ssoEnabled: boolean;
  readonly ssoTrialEndsAt: Date | null;
}

/** For good, or for a trial: that ends by the clock, whether or not anybody has noted its end. */
export function isSsoOn({ ssoEnabled, ssoTrialEndsAt }: SsoSwitch, now: Date): boolean {
  return ssoEnabled || isTrialRunning({ ssoTrialEndsAt }, now);
}

export function isTrialRunning({ ssoTrialEndsAt }: Pick<SsoSwitch, 'ssoTrialEndsAt'>, now: Date): boolean {
  return ssoTrialEndsAt !== null && now < ssoTrialEndsAt;
}
