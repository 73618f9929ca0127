import { type CacheProvider, SAML, type Profile, type SamlConfig } from '@node-saml/node-saml';
import { AbstractStrategy, type VerifiedCallback } from '@node-saml/passport-saml';
import { isVerifiedLogin } from '../saml/login/check-login';
import type { LoginExpectations } from '../saml/login/expectations';
import type { VerifiedLogin } from '../saml/login/verified-login';
import { SamlRefusal } from '../saml/refusal';
import type { Clock } from '../settings/clock';
import { carryAuthnRequest, type NewAuthnRequest } from './carry-authn-request';
import type { LoginTally } from './login-tally';
import type { LoginTrust } from './login-trust';
import { TimedCheck } from './timed-check';
import { type Sentence, say } from '../sentences/sentence';

/** What a strategy of ours is asked: to begin a login with this request, or (without one) to check the posted form. */
export interface StrategyRequest {
  readonly authnRequest?: NewAuthnRequest;
  readonly body?: { readonly SAMLResponse: string };
}

interface LoginProfile extends Profile {
  readonly login: VerifiedLogin;
}

/**
 * The Passport strategy of one tenant at one version. The library's dispatch and its contract with Passport are kept; what it
 * leaves unchecked (Issuer, Destination, Recipient, Status, replay) is closed by putting our verifier in its `SAML`'s place.
 */
export class TenantStrategy extends AbstractStrategy {
  static override readonly newSamlProviderOnConstruct = false;

  constructor(
    private readonly trust: LoginTrust,
    clockSkewSeconds: number,
    clock: Clock,
    tally: LoginTally,
  ) {
    const verify = (profile: Profile | null, done: VerifiedCallback) => {
      done(null, isLoginProfile(profile) ? { login: profile.login } : undefined);
    };
    const config = libraryConfig(trust, clockSkewSeconds);
    super({ ...config, name: `saml:${trust.tenant.alias}` }, verify, verify);
    const check = new TimedCheck(loginExpectations(trust, clockSkewSeconds), tally);
    this._saml = new CheckingSaml(config, check, clock);
  }

  /** Beginning is ours: the library deflates the SAMLRequest of a form (saml-bindings 3.5.4 has it plain) and writes to Express. */
  override authenticate(request: Parameters<AbstractStrategy['authenticate']>[0] & StrategyRequest): void {
    if (!request.authnRequest) {
      super.authenticate(request, {});
      return;
    }
    const carried = carryAuthnRequest(request.authnRequest, this.trust);
    if (carried.kind === 'redirect') this.redirect(carried.url);
    else this.success({ form: carried.form });
  }
}

/** The library's `SAML` with its checks replaced by ours, and every way in that a login does not use shut. */
class CheckingSaml extends SAML {
  constructor(
    config: SamlConfig,
    private readonly check: TimedCheck,
    private readonly clock: Clock,
  ) {
    super(config);
  }

  override validatePostResponseAsync(
    container: Record<string, string>,
  ): Promise<{ profile: LoginProfile; loggedOut: boolean }> {
    return Promise.resolve().then(() => {
      const login = this.check.run(container.SAMLResponse ?? '', this.clock.now());
      const { value: nameID, format } = login.nameId;
      return {
        profile: { issuer: login.issuer, nameID, nameIDFormat: format ?? '', login },
        loggedOut: false,
      };
    });
  }

  override validatePostRequestAsync(): Promise<never> {
    return Promise.reject(notALogin(say`SAMLRequest in a form`));
  }

  override validateRedirectAsync(): Promise<never> {
    return Promise.reject(notALogin(say`a message in the query`));
  }
}

function notALogin(actual: Sentence): SamlRefusal {
  return new SamlRefusal('saml.malformed', {
    expected: say`a SAMLResponse in a posted form (saml-bindings 3.5)`,
    actual,
    hint: say`Set the binding of the ACS to HTTP-POST at the IdP.`,
  });
}

function isLoginProfile(profile: Profile | null): profile is LoginProfile {
  return profile !== null && isVerifiedLogin(profile.login);
}

/** What a tenant's logins are held against. */
export function loginExpectations(trust: LoginTrust, clockSkewSeconds: number): LoginExpectations {
  const { saml } = trust.tenant;
  return {
    issuer: trust.idp.entityId,
    keys: trust.keys,
    audience: trust.sp.entityId,
    acsUrl: trust.sp.acsUrl,
    clockSkewSeconds,
    decryption: trust.decryption,
    isEncryptionRequired: saml.assertionEncryption === 'required',
    forceAuthn: saml.forceAuthn,
    authnContextClassRefs: saml.authnContextClassRefs,
  };
}

/** The library's own settings, so that whatever of it still runs holds to this tenant's trust. */
function libraryConfig(trust: LoginTrust, clockSkewSeconds: number): SamlConfig {
  const believed = trust.idp.signingCertificates
    .filter(({ isTrustworthy }) => isTrustworthy)
    .map(({ der }) => der.toString('base64'));
  return {
    callbackUrl: trust.sp.acsUrl,
    issuer: trust.sp.entityId,
    audience: trust.sp.entityId,
    entryPoint: trust.idp.ssoServices[0]?.location,
    idpIssuer: trust.idp.entityId,
    idpCert: believed,
    wantAssertionsSigned: true,
    acceptedClockSkewMs: clockSkewSeconds * 1000,
    identifierFormat: trust.tenant.saml.nameIdFormat,
    disableRequestedAuthnContext: true,
    cacheProvider: NO_CACHE,
  };
}

/** Requests are remembered in Postgres; the library's default would keep a timer for each strategy that was ever built. */
const NO_CACHE: CacheProvider = {
  saveAsync: () => Promise.resolve(null),
  getAsync: () => Promise.resolve(null),
  removeAsync: () => Promise.resolve(null),
};
