/** The floors of the house: a room imports only from floors below its own. */
const floors = [
  ['sentences', 'addresses'],
  ['saml', 'principal-names', 'settings', 'secrets', 'html', 'sdk', 'counters'],
  ['tracing'],
  ['database', 'http', 'outgoing', 'workers'],
  ['audit'],
  ['tenants'],
  ['access', 'sp-keys', 'idempotency', 'audit-seals', 'audit-export'],
  ['idp-trust', 'login-counts', 'ram-users', 'sessions', 'setup-links', 'sp-setup', 'webhooks'],
  ['saml-login'],
  ['pages', 'health', 'metrics', 'trust-health', 'sso-switch'],
  ['dashboard'],
  ['console'],
  ['cli'],
];

const rooms = floors.flat();
const folder = (names) => `^src/(${names.join('|')})/`;

/** A room may import itself and what lies below; on one floor nobody imports a neighbour. */
const floorRules = floors.flatMap((names, floor) =>
  names.map((room) => {
    const allowed = [room, ...floors.slice(0, floor).flat()];
    const forbidden = rooms.filter((name) => !allowed.includes(name));
    return {
      name: `floor-of-${room}`,
      comment: `${room} may import ${allowed.join(', ')}`,
      severity: 'error',
      from: { path: folder([room]) },
      to: { path: forbidden.length > 0 ? `${folder(forbidden)}|^src/[^/]+$` : '^src/[^/]+$' },
    };
  }),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...floorRules,
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'tables-stay-in-their-room',
      comment: "Nobody imports another room's entity or repository: rooms talk by their services.",
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/.+\\.(entity|repository)\\.ts$', pathNot: '^src/$1/' },
    },
    {
      name: 'nobody-imports-access',
      comment:
        'The guard is global; routes carry @Requires or @Public of http. The console opens sessions by tokens.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(access/|console/|app\\.module\\.ts$)' },
      to: { path: '^src/access/' },
    },
    {
      name: 'saml-is-pure',
      comment:
        'Bytes, trust and `now` in; facts or a refusal out. Of Node only what computes, and no package.',
      severity: 'error',
      from: { path: '^src/saml/' },
      to: {
        pathNot: '^src/(saml|sentences|addresses)/|^(node:)?(crypto|zlib|buffer)$',
      },
    },
    {
      name: 'cli-asks-from-outside',
      comment: 'The command line asks a service by its API; of the service itself it shares what needs none.',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: {
        path: '^src/',
        pathNot: '^src/((cli|sdk|saml|secrets|sentences|addresses|settings|database)/|tenants/network-masks)',
      },
    },
    {
      name: 'service-does-not-load-the-cli',
      comment: 'But for main, which loads it only when it is asked for.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli/|main\\.ts$)' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'html-is-pure',
      severity: 'error',
      from: { path: '^src/html/' },
      to: { pathNot: '^src/html/|^(node:)?crypto$' },
    },
    {
      name: 'sdk-stands-alone',
      comment: 'It goes to where no server is: nothing of the house, nothing of Node, one package.',
      severity: 'error',
      from: { path: '^src/sdk/' },
      to: { pathNot: '^src/sdk/|(^|/)node_modules/openapi-fetch/' },
    },
    {
      name: 'embedded-postgres-stays-hidden',
      comment: 'Only its own files know that a Postgres can run inside.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: '^src/(database/(embedded-postgres|generate-migration)|(service|rotate-master-key)\\.ts$)',
      },
      to: { path: '^src/database/embedded-postgres' },
    },
    {
      name: 'swagger-waits-until-asked',
      comment:
        'Its modules are a tenth of a start: http/openapi-decorators has its decorators, and loads it for the document.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/http/openapi-decorators' },
      to: { path: '@nestjs/swagger', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-of-tests',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { path: '^(test|demo|bench)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-undeclared-package',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'npm-optional'],
        // What is developed with, and may be installed beside: it is loaded where the environment asks for it.
        dependencyTypesNot: ['type-only', 'npm-peer'],
      },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
