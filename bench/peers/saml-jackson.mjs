// The least that a service around @boxyhq/saml-jackson (Polis) is: Fastify, and its answer to a login that begins at the IdP.
import jackson from '@boxyhq/saml-jackson';
import formbody from '@fastify/formbody';
import fastify from 'fastify';

/** @type {{ port: number, acsUrl: string, entityId: string, metadata: string, databaseUrl?: string }} */
const settings = JSON.parse(process.argv[2] ?? '');
const { origin, pathname } = new URL(settings.acsUrl);
const quiet = () => undefined;

const { connectionAPIController, oauthController } = await jackson.default({
  externalUrl: origin,
  samlPath: pathname,
  samlAudience: settings.entityId,
  idpEnabled: true,
  noAnalytics: true,
  logger: { info: quiet, warn: console.warn, error: console.error },
  db: settings.databaseUrl
    ? { engine: 'sql', type: 'postgres', url: settings.databaseUrl, ttl: 300 }
    : { engine: 'mem', ttl: 300 },
});
await connectionAPIController.createSAMLConnection({
  tenant: 'bench',
  product: 'bench',
  defaultRedirectUrl: `${origin}/`,
  redirectUrl: [`${origin}/*`],
  rawMetadata: settings.metadata,
});

const app = fastify();
await app.register(formbody);
app.get('/ready', () => 'ready');
app.post(pathname, async (request, reply) => {
  const { redirect_url: target = '/', error } = await oauthController.samlResponse(request.body);
  return reply.redirect(target, error ? 302 : 303);
});
await app.listen({ host: '127.0.0.1', port: settings.port });
