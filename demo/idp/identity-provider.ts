import { timingSafeEqual } from 'node:crypto';
import { cookieOf, type HostRequest, type HostResponse, listen, portOf } from './host';
import { makeKeyPair } from './make-key-pair';
import { portalPage, signInPage } from './pages';
import { answerLogout, issuerOf, PATHS, type SamlIdentity, sendAssertion, sendMetadata } from './saml';
import { readServiceProvider, type ServiceProvider } from './service-provider';
import { type SignOn, SignOns } from './sign-ons';
import { type IdpUser, USERS } from './users';

const COOKIE = 'example_corp';

export interface RunningIdp {
  readonly url: string;
  readonly metadataUrl: string;
  close(): Promise<void>;
}

/** A company's identity provider: people and passwords here, SAML by samlp, the services as its administrator registers them. */
export async function startIdp({ port, host }: { port: number; host: string }): Promise<RunningIdp> {
  const keys = await makeKeyPair('Example Corp');
  let url = '';
  let idp: IdentityProvider | undefined;
  const server = await listen(port, host, async (request, response) => {
    idp ??= new IdentityProvider({ ...keys, entityId: `${url}${PATHS.metadata}` });
    await idp.answer(request, response);
  });
  url = `http://${host}:${portOf(server)}`;
  return {
    url,
    metadataUrl: `${url}${PATHS.metadata}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

class IdentityProvider {
  readonly #services = new Map<string, ServiceProvider>();
  readonly #signOns = new SignOns();

  constructor(private readonly identity: SamlIdentity) {}

  async answer(request: HostRequest, response: HostResponse): Promise<void> {
    switch (request.path) {
      case PATHS.metadata:
        sendMetadata(this.identity, request, response);
        return;
      case '/service-providers':
        this.#register(request, response);
        return;
      case PATHS.logout:
        await this.#logout(request, response);
        return;
      case '/sign-out':
        this.#signOns.end(cookieOf(request, COOKIE));
        redirect(response, '/');
        return;
      case '/':
      case '/launch':
      case PATHS.sso:
        await this.#withSignOn(request, response);
        return;
      default:
        response.status(404).send('There is nothing here.');
    }
  }

  /** The administrator's side: a service's metadata, and the domain of the names that it is told. */
  #register(request: HostRequest, response: HostResponse): void {
    const service = readServiceProvider(request.rawBody, request.query.nameIdDomain ?? '');
    this.#services.set(service.entityId, service);
    response
      .status(201)
      .set('Content-Type', 'application/json')
      .send(JSON.stringify({ entityId: service.entityId }));
  }

  async #withSignOn(request: HostRequest, response: HostResponse): Promise<void> {
    const signOn = this.#signOns.find(cookieOf(request, COOKIE));
    if (signOn) return this.#serve(signOn, request, response);
    const { user: name, password, ...carried } = request.body;
    if (name === undefined || password === undefined) {
      sendPage(response, signInPage({ action: request.originalUrl, carried, users: USERS }));
      return;
    }
    const user = checkPassword(name, password);
    if (!user) {
      const problem = 'User name and password do not match.';
      sendPage(
        response.status(401),
        signInPage({ action: request.originalUrl, carried, users: USERS, problem }),
      );
      return;
    }
    const secret = this.#signOns.open(user);
    // Without SameSite, which would keep it from a LogoutRequest by POST; None is for https alone.
    response.set('Set-Cookie', `${COOKIE}=${secret}; Path=/; HttpOnly`);
    const opened = this.#signOns.find(secret);
    if (opened && 'SAMLRequest' in carried) await this.#serve(opened, request, response);
    else redirect(response, request.originalUrl);
  }

  async #serve(signOn: SignOn, request: HostRequest, response: HostResponse): Promise<void> {
    if (request.path === '/') {
      sendPage(response, portalPage(signOn.user, [...this.#services.values()]));
      return;
    }
    const entityId = request.path === '/launch' ? request.query.sp : await issuerOf(request);
    const service = this.#services.get(entityId ?? '');
    if (!service) throw new Error(`there is no service ${entityId ?? 'without a name'} registered here`);
    await sendAssertion(this.identity, service, signOn, request, response);
  }

  async #logout(request: HostRequest, response: HostResponse): Promise<void> {
    const secret = cookieOf(request, COOKIE);
    const issuer = await issuerOf(request);
    const service = issuer === undefined ? undefined : this.#services.get(issuer);
    await answerLogout(this.identity, service, this.#signOns.find(secret), request, response, () => {
      this.#signOns.end(secret);
    });
  }
}

function checkPassword(name: string, password: string): IdpUser | undefined {
  const user = USERS.find((one) => one.name === name.trim().toLowerCase());
  const given = Buffer.from(password);
  const kept = Buffer.from(user?.password ?? '');
  return given.length === kept.length && timingSafeEqual(given, kept) ? user : undefined;
}

function sendPage(response: HostResponse, page: string): void {
  response.set('Content-Type', 'text/html; charset=utf-8').send(page);
}

function redirect(response: HostResponse, url: string): void {
  response.status(303).set('Location', url).send('');
}
