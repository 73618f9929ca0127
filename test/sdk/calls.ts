import type { RamSso } from '../../src/sdk/sdk';

/** A call of each operation, by the id that the OpenAPI document gives it. */
export const CALLS: Readonly<Record<string, (sso: RamSso) => Promise<unknown>>> = {
  'tenants.create': (sso) => sso.tenants.create({ alias: 'acme' }),
  'tenants.list': (sso) => sso.tenants.list().page(),
  'tenants.get': (sso) => sso.tenants.get('acme'),
  'tenants.update': (sso) => sso.tenants.update('acme', { displayName: null }),
  'tenants.delete': (sso) => sso.tenants.delete('acme'),

  'idpTrust.put': (sso) => sso.idp('acme').put('<EntityDescriptor/>'),
  'idpTrust.get': (sso) => sso.idp('acme').get(),
  'idpTrust.delete': (sso) => sso.idp('acme').delete(),
  'idpTrust.getMetadata': (sso) => sso.idp('acme').metadata(),
  'idpTrust.refresh': (sso) => sso.idp('acme').refresh(),
  'trustHealth.get': (sso) => sso.idp('acme').health(),
  'testLogin.report': (sso) => sso.idp('acme').testReport(),
  'testLogin.create': (sso) => sso.idp('acme').createTestLink(),
  'trustVersions.list': (sso) => sso.idp('acme').versions.list().page(),
  'trustVersions.getMetadata': (sso) => sso.idp('acme').versions.metadata(1),
  'trustVersions.restore': (sso) => sso.idp('acme').versions.restore(1),

  'spMetadata.get': (sso) => sso.sp('acme').metadata(),
  'spSetup.get': (sso) => sso.sp('acme').setup('okta'),
  'spKeys.create': (sso) => sso.sp('acme').keys.create({ purpose: 'signing' }),
  'spKeys.list': (sso) => sso.sp('acme').keys.list().page(),
  'spKeys.get': (sso) => sso.sp('acme').keys.get('1'),
  'spKeys.promote': (sso) => sso.sp('acme').keys.promote('1'),
  'spKeys.delete': (sso) => sso.sp('acme').keys.delete('1'),

  'ramUsers.create': (sso) => sso.users('acme').create({ userName: 'alice' }),
  'ramUsers.list': (sso) => sso.users('acme').list({ query: 'ali' }).page(),
  'ramUsers.get': (sso) => sso.users('acme').get('alice'),
  'ramUsers.update': (sso) => sso.users('acme').update('alice', { status: 'disabled' }),
  'ramUsers.delete': (sso) => sso.users('acme').delete('alice'),
  'importRamUsers.import': (sso) =>
    sso
      .users('acme')
      .import([{ userName: 'alice' }])
      .summary(),
  'exportRamUsers.export': (sso) => sso.users('acme').exportFile('csv'),
  'sessions.endAll': (sso) => sso.users('acme').signOut('alice'),
  'sessions.list': (sso) => sso.sessions('acme').list().page(),
  'auditEvents.list': (sso) => sso.auditEvents('acme').list({ type: 'login' }).page(),
  'refusedLogins.list': (sso) => sso.refusedLogins('acme').list().page(),
  'refusedLogins.get': (sso) => sso.refusedLogins('acme').explain('1'),
  'refusedLogins.check': (sso) => sso.refusedLogins('acme').check('1'),
  'unmatchedPeople.list': (sso) => sso.unmatchedPeople('acme').list().page(),
  'unmatchedPeople.dismiss': (sso) => sso.unmatchedPeople('acme').dismiss('1'),
  'refusedLogins.delete': (sso) => sso.refusedLogins('acme').delete('1'),
  'platformAudit.list': (sso) => sso.eventsOfRequest('1').page(),

  'dashboard.getPlatform': (sso) => sso.dashboards.platform(),
  'dashboard.getTenant': (sso) => sso.dashboards.tenant('acme'),
  'setupLinks.create': (sso) => sso.setupLinks('acme').create(),
  'setupLinks.list': (sso) => sso.setupLinks('acme').list().page(),
  'setupLinks.revoke': (sso) => sso.setupLinks('acme').revoke('1'),
  'readiness.get': (sso) => sso.ssoSwitch('acme').readiness(),
  'ssoTrial.start': (sso) => sso.ssoSwitch('acme').startTrial(),
  'ssoTrial.get': (sso) => sso.ssoSwitch('acme').trial(),
  'ssoTrial.end': (sso) => sso.ssoSwitch('acme').endTrial(),

  'tenantWebhooks.create': (sso) => sso.webhooks('acme').create({ url: 'https://ops.example/' }),
  'tenantWebhooks.list': (sso) => sso.webhooks('acme').list().page(),
  'tenantWebhooks.get': (sso) => sso.webhooks('acme').get('1'),
  'tenantWebhooks.update': (sso) => sso.webhooks('acme').update('1', { enabled: false }),
  'tenantWebhooks.delete': (sso) => sso.webhooks('acme').delete('1'),
  'tenantWebhooks.rotate': (sso) => sso.webhooks('acme').rotateSecret('1'),
  'tenantWebhooks.test': (sso) => sso.webhooks('acme').test('1'),
  'tenantDeliveries.list': (sso) => sso.webhooks('acme').deliveries('1').page(),
  'tenantDeliveries.retry': (sso) => sso.webhooks('acme').retryDelivery('1', '2'),

  'platformWebhooks.create': (sso) => sso.webhooks().create({ url: 'https://ops.example/' }),
  'platformWebhooks.list': (sso) => sso.webhooks().list().page(),
  'platformWebhooks.get': (sso) => sso.webhooks().get('1'),
  'platformWebhooks.update': (sso) => sso.webhooks().update('1', { enabled: false }),
  'platformWebhooks.delete': (sso) => sso.webhooks().delete('1'),
  'platformWebhooks.rotate': (sso) => sso.webhooks().rotateSecret('1'),
  'platformWebhooks.test': (sso) => sso.webhooks().test('1'),
  'platformDeliveries.list': (sso) => sso.webhooks().deliveries('1').page(),
  'platformDeliveries.retry': (sso) => sso.webhooks().retryDelivery('1', '2'),

  'apiTokens.create': (sso) => sso.apiTokens.create({ name: 'ci', role: 'viewer' }),
  'apiTokens.list': (sso) => sso.apiTokens.list().page(),
  'apiTokens.delete': (sso) => sso.apiTokens.delete('1'),

  'health.alive': (sso) => sso.health.alive(),
  'health.ready': (sso) => sso.health.ready(),
};
