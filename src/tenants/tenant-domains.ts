import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { fieldProblem } from '../http/field-problem';
import { Problem, type FieldError } from '../http/problem';
import { Settings } from '../settings/settings';
import { isAtOrBelow } from './domain-name';
import { TenantDomainsRepository } from './tenant-domains.repository';
import type { TenantSettings, TenantSettingsPatch } from './tenant-settings';
import { say } from '../sentences/sentence';

const KIND_OF = { domainAlias: 'alias', auxiliaryDomain: 'auxiliary' } as const;
type DomainField = keyof typeof KIND_OF;
const FIELDS = Object.keys(KIND_OF) as DomainField[];

/** Which tenant a domain belongs to: each to one only, of whatever kind. */
@Injectable()
export class TenantDomains {
  constructor(
    private readonly settings: Settings,
    private readonly repository: TenantDomainsRepository,
  ) {}

  defaultDomain(alias: string): string {
    return `${alias}.${this.settings.defaultDomainSuffix}`;
  }

  /** What no look-up is needed for; only fields that the caller sent are held to it. Throws `request.invalid`. */
  check(sent: TenantSettingsPatch, wanted: TenantSettings): void {
    const errors = FIELDS.filter((field) => sent[field]).flatMap((field) => this.errorsOf(field, wanted));
    if (errors.length > 0) throw fieldProblem(errors);
  }

  /** Throws `conflict` where the default domain belongs to another tenant, as its domain alias, say. */
  async claimDefault(tx: EntityManager, tenantId: string, alias: string): Promise<void> {
    const domain = this.defaultDomain(alias);
    await this.repository.lock(tx, [domain]);
    const taken = await this.repository.claim(tx, [{ tenantId, domain, kind: 'default' }]);
    if (taken.length > 0) throw conflict([{ field: 'alias', domain }]);
  }

  /** Gives up the domains that are no longer wanted before it claims the new ones: the two may swap. Throws `conflict`. */
  async replace(
    tx: EntityManager,
    tenantId: string,
    before: TenantSettings,
    after: TenantSettings,
  ): Promise<void> {
    const changed = FIELDS.filter((field) => before[field] !== after[field]);
    const claims = changed.flatMap((field) => {
      const domain = after[field];
      return domain === null ? [] : [{ field, domain, tenantId, kind: KIND_OF[field] }];
    });
    const concerned = changed.flatMap((field) => [before[field] ?? [], after[field] ?? []].flat());
    await this.repository.lock(tx, concerned);
    const released = changed.filter((field) => before[field] !== null).map((field) => KIND_OF[field]);
    await this.repository.release(tx, tenantId, released);
    const rows = claims.map(({ domain, kind }) => ({ domain, tenantId, kind }));
    const taken = await this.repository.claim(tx, rows);
    if (taken.length > 0) throw conflict(claims.filter(({ domain }) => taken.includes(domain)));
  }

  private errorsOf(field: DomainField, wanted: TenantSettings): FieldError[] {
    const domain = wanted[field];
    const suffix = this.settings.defaultDomainSuffix;
    if (domain === null) return [];
    if (isAtOrBelow(domain, suffix)) {
      return [
        {
          field,
          message: say`must not be ${suffix} or lie below it, where the default domains are; got ${domain}`,
        },
      ];
    }
    if (wanted.domainAlias !== wanted.auxiliaryDomain) return [];
    return [{ field, message: say`must differ from the tenant's other domain; both are ${domain}` }];
  }
}

function conflict(taken: readonly { field: string; domain: string }[]): Problem {
  const errors = taken.map(({ field, domain }) => ({
    field,
    message: say`${domain} belongs to a tenant already`,
  }));
  const domains = taken.map(({ domain }) => domain).join(' and ');
  return new Problem(
    'conflict',
    say`${domains}: a domain belongs to one tenant only, and this one is taken. Choose another.`,
    {
      errors,
    },
  );
}
