import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  PlatformVerificationQuery,
  toNotedHead,
  VerificationQuery,
} from '../../audit-seals/verification.dto';
import { type Verification, VerifyTrail } from '../../audit-seals/verify-trail';
import { PLATFORM_TRAIL } from '../../audit/trails';
import { Problem } from '../../http/problem';
import type { TenantRef } from '../../http/tenant-ref';
import { Clock } from '../../settings/clock';
import { attempt, FormState, readBody, readFields } from '../screen/form-state';
import { type Screen, tenantPath } from '../screen/screen';
import { show } from '../screen/show';
import { showStream } from '../screen/show-stream';
import { TrailPage } from './trail.page';
import { verificationParts } from './verification-parts';

/** Whose trail is verified, and to whom it is shown; null: the platform's, or one by its id. */
export interface TrailVisit {
  readonly tenant: TenantRef | null;
  readonly screen: Screen;
  readonly reply: FastifyReply;
}

interface Begun {
  readonly after: number;
  readonly first: Verification;
  readonly verify: (after: number) => Promise<Verification>;
}

/** The pages that verify a trail, alike of a tenant and of the platform. */
@Injectable()
export class TrailScreens {
  constructor(
    private readonly verifyTrail: VerifyTrail,
    private readonly clock: Clock,
  ) {}

  async show({ tenant, screen, reply }: TrailVisit, asked: unknown): Promise<void> {
    const fields = readFields(asked);
    const alias = tenant?.alias ?? null;
    const path = alias === null ? '/admin/audit/verify' : tenantPath(alias, '/audit/verify');
    const begun = await attempt(() => this.begin(tenant, fields));
    const problem = begun instanceof Problem ? begun : undefined;
    const { title } = screen.texts.verification;
    const content = (
      <TrailPage screen={screen} alias={alias} path={path} form={new FormState(fields, problem)} />
    );
    if (begun instanceof Problem) {
      show(reply, screen, { title, content, status: begun.status });
      return;
    }
    const { after, first, verify } = begun;
    const shown = { screen, alias, path, fields, after, now: this.clock.now() };
    showStream(reply, screen, { title, content }, verificationParts(shown, first, verify));
  }

  /** The first piece before anything is answered: what fails then is a page of its own. */
  private async begin(tenant: TenantRef | null, fields: Readonly<Record<string, string>>): Promise<Begun> {
    const query: PlatformVerificationQuery = tenant
      ? await readBody(VerificationQuery, fields)
      : await readBody(PlatformVerificationQuery, fields);
    const { after = 0, head, tenantId } = query;
    const trail = tenant?.id ?? tenantId ?? PLATFORM_TRAIL;
    const verify = (from: number) => this.verifyTrail.run(trail, from, toNotedHead(head));
    return { after, first: await verify(after), verify };
  }
}
