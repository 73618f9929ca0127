import type { CommandContext } from '../command-context';
import { CliError } from '../cli-error';
import { serviceUrl } from '../config/connection';
import { describeFailure } from '../describe-failure';
import { lookAtCertificate } from './look-at-certificate';
import { type Finding, ok, skipped, wrong } from './finding';
import { judgeEndings, judgeTrust, judgeUnusable } from './judge';
import { judgeClock } from './judge-clock';
import { readUrl } from '../../addresses/read-url';
import { inTime } from '../../settings/in-time';

const PATIENCE_MS = 10_000;

/** What a service says that runs; that it does not is a finding like any other. */
export async function lookAtService(context: CommandContext): Promise<readonly Finding[]> {
  const connected = connect(context);
  const url = typeof connected === 'string' ? connected : serviceUrl(context.host.env);
  const own = context.host.env.BASE_URL?.trim();
  const origins = new Set([url, ...(own && readUrl(own) ? [own.replace(/\/+$/, '')] : [])]);
  const answers = await Promise.all(
    [...origins].map(async (one) =>
      (await Promise.all([lookAtAddress(context, one), lookAtCertificate(context, one)])).flat(),
    ),
  );
  const isThere = answers[0]?.[0]?.state === 'ok';
  if (typeof connected !== 'string') return [...answers.flat(), connected];
  const api = isThere
    ? await lookByApi(context)
    : [skipped('keys and certificates', 'the service can not be asked')];
  return [...answers.flat(), ...api];
}

/** Where the service is, or why it can't be asked: with no token it is still looked at from outside. */
function connect(context: CommandContext): string | Finding {
  try {
    return context.connection().url;
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return skipped('keys and certificates', error.message, error.lines.join(' ') || null);
  }
}

async function lookAtAddress({ clock, signal }: CommandContext, url: string): Promise<readonly Finding[]> {
  const subject = `service at ${url}`;
  try {
    const askedAt = clock.now();
    const answer = await inTime(PATIENCE_MS, (bounded) => askReady(url, bounded), signal);
    const answeredAt = clock.now();
    const theirs = new Date(answer.headers.get('date') ?? NaN);
    const found = answer.ok
      ? ok(subject, 'answers, and is ready')
      : wrong(
          subject,
          `answers ${answer.status} to /readyz`,
          'see its log; BASE_URL must lead to the service',
        );
    if (Number.isNaN(theirs.getTime())) return [found];
    return [found, judgeClock(subject, { theirs, askedAt, answeredAt })];
  } catch (error) {
    signal.throwIfAborted();
    const { message, cause } = error as Error;
    const reason = cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : message;
    return [
      wrong(
        subject,
        `does not answer: ${reason ?? message}`,
        'start it; check BASE_URL, the proxy and the name',
      ),
    ];
  }
}

async function askReady(url: string, signal: AbortSignal): Promise<Response> {
  const answer = await fetch(`${url}/readyz`, { redirect: 'manual', signal });
  await answer.body?.cancel();
  return answer;
}

async function lookByApi(context: CommandContext): Promise<readonly Finding[]> {
  const { api, options, signal } = context;
  const alias = options.tenant ?? context.connection().tenant;
  try {
    if (alias !== undefined) {
      const dashboard = await api.dashboards.tenant(alias, { signal });
      return [...judgeEndings(dashboard.endings, alias), ...judgeTrust(alias, dashboard)];
    }
    const { endings, unusable } = await api.dashboards.platform({ signal });
    return [...judgeEndings(endings, undefined), ...judgeUnusable(unusable)];
  } catch (error) {
    signal.throwIfAborted();
    const [first = ''] = describeFailure(error).lines;
    return [wrong('API', first, "check the token; a tenant's own needs --tenant")];
  }
}
