import type { IdpTrustDto } from '../../idp-trust/idp-trust.dto';
import type { TrustHealthDto } from '../../trust-health/trust-health.dto';
import type { Problem } from '../../http/problem';
import { Action, Guarded } from '../screen/action';
import { type Fact, Facts, Instant, ProblemNotice } from '../screen/parts';
import { mayChange, type Screen, tenantPath } from '../screen/screen';
import type { ShownTrust } from './shown-trust';
import { signerFacts } from './signer-facts';
import { Certificates, DriftTable } from './trust-tables';
import { Versions } from './trust-versions';
import { WarningList } from './warning-list';

interface TrustPageProps {
  readonly screen: Screen;
  readonly shown: ShownTrust;
  readonly problem: Problem | undefined;
}

/** Whom the tenant trusts, how that fares, and what it was before. */
export function TrustPage({ screen, shown, problem }: TrustPageProps) {
  const texts = screen.texts.trust;
  const { trust, health } = shown;
  return (
    <>
      <h1>{texts.titleOf(shown.alias)}</h1>
      <ProblemNotice screen={screen} problem={problem} />
      {trust === null ? <p class="notice warn">{texts.none}</p> : null}
      <Buttons screen={screen} shown={shown} />
      {trust === null ? null : (
        <>
          <Facts facts={factsOf(screen, trust, health)} />
          {health.warnings.length === 0 ? null : <h2>{texts.warnings}</h2>}
          <WarningList screen={screen} warnings={health.warnings} />
          <Certificates screen={screen} health={health} />
          <DriftTable screen={screen} drift={health.drift} />
        </>
      )}
      <Versions screen={screen} shown={shown} />
      {trust === null || !mayChange(screen) ? null : (
        <Guarded label={texts.remove} hint={texts.removeHint}>
          <Action
            screen={screen}
            action={tenantPath(shown.alias, '/trust/delete')}
            label={texts.remove}
            tone="danger"
          />
        </Guarded>
      )}
    </>
  );
}

function Buttons({ screen, shown: { alias, trust } }: Pick<TrustPageProps, 'screen' | 'shown'>) {
  const texts = screen.texts.trust;
  if (!mayChange(screen)) return null;
  return (
    <div class="actions">
      <a role="button" class="small" href={tenantPath(alias, '/setup/idp')}>
        {trust === null ? texts.setUp : texts.replace}
      </a>
      {trust?.source === 'url' ? (
        <Action
          screen={screen}
          action={tenantPath(alias, '/trust/refresh')}
          label={texts.refresh}
          tone="secondary"
        />
      ) : null}
    </div>
  );
}

function factsOf(screen: Screen, trust: IdpTrustDto, { lastSuccessfulLogin }: TrustHealthDto): Fact[] {
  const texts = screen.texts.trust;
  const at = (date: string | null) => <Instant screen={screen} date={date} />;
  const addresses = (services: readonly { readonly location: string }[]) =>
    [...new Set(services.map(({ location }) => location))].map((location) => (
      <div key={location}>{location}</div>
    ));
  const { metadataUrl, validUntil, nextRefreshAt, refreshFailure } = trust;
  return [
    { term: texts.entityId, value: trust.entityId },
    { term: texts.source, value: texts.sources[trust.source] },
    ...(metadataUrl === undefined ? [] : [{ term: texts.metadataUrl, value: metadataUrl }]),
    ...signerFacts(screen, { signer: trust.metadataSigningCertificate }),
    { term: texts.refreshedAt, value: at(trust.refreshedAt) },
    ...(nextRefreshAt === undefined ? [] : [{ term: texts.nextRefreshAt, value: at(nextRefreshAt) }]),
    ...(validUntil === undefined ? [] : [{ term: texts.validUntil, value: at(validUntil) }]),
    ...(refreshFailure === undefined
      ? []
      : [
          {
            term: texts.failing,
            value: (
              <>
                {at(refreshFailure.since)} ({texts.attempts(refreshFailure.count)})
              </>
            ),
          },
        ]),
    { term: texts.lastLogin, value: at(lastSuccessfulLogin?.at ?? null) },
    { term: texts.sso, value: addresses(trust.ssoServices) },
    {
      term: texts.slo,
      value: trust.sloServices.length === 0 ? screen.texts.frame.none : addresses(trust.sloServices),
    },
    {
      term: texts.signedRequests,
      value: trust.wantAuthnRequestsSigned ? screen.texts.frame.yes : screen.texts.frame.no,
    },
  ];
}
