import { cookieOf, type HostRequest, type HostResponse } from '../../../demo/idp/host';
import { PERSON } from '../support/interop-idp';
import {
  writeLogoutRequest,
  logoutResponseUrl,
  newId,
  readMessage,
  type SamlifyIdp,
  type Service,
  type Told,
  untrustedIssuer,
  writeLogin,
} from './messages';
import { messageForm, signedOutPage, signInForm } from './pages';

export interface SamlifyIdps {
  readonly metadata: string;
  readonly plain: SamlifyIdp;
  readonly encrypting: SamlifyIdp;
}

const COOKIE = 'samlify_idp';

/** samlify makes and reads messages; here is what else an identity provider is: who is signed in, and what each service was told. */
export class SamlifyIdentityProvider {
  readonly #services = new Map<string, Service>();
  readonly #signOns = new Map<string, Told[]>();

  /** Whether assertions are encrypted is a setting of the whole identity provider in samlify. */
  constructor(private readonly idps: () => SamlifyIdps) {}

  register(service: Service): void {
    this.#services.set(service.entityId, service);
  }

  service(entityId: string): Service {
    const service = this.#services.get(entityId);
    if (!service) throw new Error(`the service ${entityId} is not registered here`);
    return service;
  }

  async answer(request: HostRequest, response: HostResponse): Promise<void> {
    switch (request.path) {
      case '/metadata':
        response.set('Content-Type', 'application/samlmetadata+xml').send(this.idps().metadata);
        return;
      case '/sso':
      case '/launch':
        await this.#signIn(request, response);
        return;
      case '/logout':
        await this.#signOut(request, response);
        return;
      default:
        response.status(404).send('There is nothing here.');
    }
  }

  get #idp(): SamlifyIdp {
    return this.idps().plain;
  }

  async #signIn(request: HostRequest, response: HostResponse): Promise<void> {
    const isLaunch = request.path === '/launch';
    const service = this.service(isLaunch ? (request.query.sp ?? '') : untrustedIssuer(request));
    const asked = isLaunch ? undefined : await readMessage(this.#idp, 'parseLoginRequest', service, request);
    const told = this.#signOn(request, response);
    if (!told) {
      sendPage(response, signInForm(request));
      return;
    }
    const newly = { service, nameId: `${PERSON.name}@${service.nameIdDomain}`, sessionIndex: newId() };
    told.push(newly);
    const { plain, encrypting } = this.idps();
    const { acsUrl, response: answer } = await writeLogin(
      service.encryptsAssertions ? encrypting : plain,
      newly,
      asked,
    );
    const relayState = relayStateOf(request);
    const fields = { SAMLResponse: answer, ...(relayState !== '' && { RelayState: relayState }) };
    sendPage(response, messageForm(acsUrl, fields));
  }

  #signOn(request: HostRequest, response: HostResponse): Told[] | undefined {
    const { name, password } = request.body;
    if (name !== PERSON.name || password !== PERSON.password)
      return this.#signOns.get(cookieOf(request, COOKIE) ?? '');
    const secret = newId();
    const told: Told[] = [];
    this.#signOns.set(secret, told);
    // Without SameSite, which would keep it from a LogoutRequest by POST; None is for https alone.
    response.set('Set-Cookie', `${COOKIE}=${secret}; Path=/; HttpOnly`);
    return told;
  }

  /** With a request of a service, its answer to ours, or nothing: then it begins here. */
  async #signOut(request: HostRequest, response: HostResponse): Promise<void> {
    const secret = cookieOf(request, COOKIE) ?? '';
    const message = { ...request.query, ...request.body };
    if ('SAMLRequest' in message) {
      const service = this.service(untrustedIssuer(request));
      const asked = await readMessage(this.#idp, 'parseLogoutRequest', service, request);
      this.#signOns.delete(secret);
      response.redirect(logoutResponseUrl(this.#idp, service, asked, relayStateOf(request)));
      return;
    }
    if ('SAMLResponse' in message) {
      const service = this.service(untrustedIssuer(request));
      await readMessage(this.#idp, 'parseLogoutResponse', service, request);
    }
    const next = this.#signOns.get(secret)?.pop();
    if (next && request.query.binding === 'post') {
      const slo = next.service.provider.entityMeta.getSingleLogoutService('post');
      if (typeof slo !== 'string') throw new Error('the service takes no logout by POST');
      sendPage(response, messageForm(slo, { SAMLRequest: writeLogoutRequest(this.#idp, next, 'post') }));
    } else if (next) response.redirect(writeLogoutRequest(this.#idp, next, 'redirect'));
    else {
      this.#signOns.delete(secret);
      sendPage(response, signedOutPage());
    }
  }
}

function relayStateOf({ query, body }: HostRequest): string {
  return query.RelayState ?? body.RelayState ?? '';
}

function sendPage(response: HostResponse, page: string): void {
  response.set('Content-Type', 'text/html; charset=utf-8').send(page);
}
