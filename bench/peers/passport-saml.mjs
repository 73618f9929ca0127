// The least that a service around @node-saml/passport-saml is: Fastify, the strategy, and sessions in memory.
import formbody from '@fastify/formbody';
import { Strategy } from '@node-saml/passport-saml';
import fastify from 'fastify';
import { randomBytes } from 'node:crypto';

/** @type {{ port: number, acsUrl: string, entityId: string, idpEntityId: string, ssoUrl: string, certificate: string }} */
const settings = JSON.parse(process.argv[2] ?? '');
const sessions = new Map();

const strategy = new Strategy(
  {
    callbackUrl: settings.acsUrl,
    issuer: settings.entityId,
    audience: settings.entityId,
    idpIssuer: settings.idpEntityId,
    entryPoint: settings.ssoUrl,
    idpCert: settings.certificate,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: false,
  },
  (profile, done) => done(null, { name: profile?.nameID }),
  (profile, done) => done(null, { name: profile?.nameID }),
);

/** As Passport gives a strategy its actions: on an object of its own for each attempt. */
function authenticate(body) {
  return new Promise((resolve, reject) => {
    const attempt = Object.create(strategy);
    attempt.success = resolve;
    attempt.error = reject;
    attempt.fail = (challenge) => reject(new Error(String(challenge)));
    attempt.authenticate({ body, query: {} }, {});
  });
}

const app = fastify();
await app.register(formbody);
app.get('/ready', () => 'ready');
app.post(new URL(settings.acsUrl).pathname, async (request, reply) => {
  const user = await authenticate(request.body);
  const token = randomBytes(32).toString('base64url');
  sessions.set(token, { user, since: Date.now() });
  return reply.header('set-cookie', `session=${token}; HttpOnly; Path=/`).redirect('/', 303);
});
await app.listen({ host: '127.0.0.1', port: settings.port });
