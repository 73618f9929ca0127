import type { CliHost } from './host';
import { MOST_WORKERS } from '../settings/setting-rules';
import { type AnyVerb, verb, wholeNumber } from './verb';

/** The service itself: it is started by `main`, which loads none of the command line for it. */
export function serviceVerbs(host: CliHost): readonly AnyVerb[] {
  return [
    verb({
      name: 'serve',
      summary: 'run the service (also without any word)',
      description:
        'Runs the service. Settings come from the environment; without any, it listens on http://localhost:3000 and keeps a database and its secrets in ./.data. The README has a table of all settings.',
      takes: {
        workers: wholeNumber(
          '--workers <number>',
          'how many processes answer requests, instead of WORKERS',
          1,
          MOST_WORKERS,
        ),
      },
      examples: [
        ['ram-sso serve', 'with an embedded database, in this directory'],
        ['ram-sso serve --workers 4', 'on four cores'],
        ['PORT=8080 BASE_URL=https://sso.example.com ram-sso serve', 'behind a proxy'],
      ],
      run: (_context, { workers }) => host.serve(workers),
    }),
    verb({
      name: 'rotate-master-key',
      summary: 'seal all secrets in the database under a new master key',
      description:
        'Seals private keys, webhook secrets and all else that is sealed under a new master key. Stop the service first where its database is embedded; with MASTER_KEY set, set NEW_MASTER_KEY to the new one. docs/keys.md tells of rotation.',
      takes: {},
      examples: [
        ['ram-sso rotate-master-key', 'where the key is kept in DATA_DIR; the service is stopped'],
        [
          'NEW_MASTER_KEY="$(openssl rand -base64 32)" ram-sso rotate-master-key',
          'beside MASTER_KEY and DATABASE_URL',
        ],
      ],
      run: () => host.rotateMasterKey(),
    }),
  ];
}
