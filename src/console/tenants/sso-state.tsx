import type { TenantDto } from '../../tenants/tenant.dto';
import { isTrialRunning } from '../../tenants/sso-trial';
import { Badge, Instant } from '../screen/parts';
import type { Screen } from '../screen/screen';

interface SsoStateProps {
  readonly screen: Screen;
  readonly tenant: Pick<TenantDto, 'ssoEnabled' | 'ssoTrialEndsAt'>;
  readonly now: Date;
}

/** Whether single sign-on is on: for good, or for a trial, and then until when. */
export function SsoState({ screen, tenant: { ssoEnabled, ssoTrialEndsAt }, now }: SsoStateProps) {
  const texts = screen.texts.tenants;
  if (ssoEnabled) return <Badge tone="good">{texts.on}</Badge>;
  const endsAt = ssoTrialEndsAt === null ? null : new Date(ssoTrialEndsAt);
  if (!isTrialRunning({ ssoTrialEndsAt: endsAt }, now)) return <Badge tone="plain">{texts.off}</Badge>;
  return (
    <Badge tone="warn">
      {texts.onTrial} <Instant screen={screen} date={endsAt} />
    </Badge>
  );
}
