import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AuditedEvent, AuditListener } from '../../audit/audit-listeners';
import { Problem } from '../../http/problem';
import type { TenantRef } from '../../http/tenant-ref';
import { Settings } from '../../settings/settings';
import { MasterKey } from '../../tenants/master-key.service';
import type { LoginTrust } from '../login-trust';
import { packJson, unpackJson } from '../packed-json';
import { waitAWhile } from '../wait-a-while';
import { findProduct, type IdpGuide } from '../refused-login/idp-product';
import { testReportPurpose } from './test-report.entity';
import { TestReportsRepository } from './test-reports.repository';
import type { TestReport } from './test-report';
import { say } from '../../sentences/sentence';

/** All that the browser of a test was shown. */
export interface KeptTestReport {
  readonly testId: string;
  readonly report: TestReport;
  /** The product that the IdP seemed to be. */
  readonly product: IdpGuide | undefined;
}

/**
 * Of `KeptTestReport`, as JSON: one more with each change that this code could not read in what was kept before. A report of another
 * form, kept before an upgrade, counts as none.
 */
const FORM = 2;

interface Written extends KeptTestReport {
  readonly form: number;
}

/** Octets, compressed: what is larger is seen in the browser of the test alone. */
const MOST_OCTETS = 512 * 1024;

/** Of each tenant, the report of the last test: kept as long as refused logins are, and by no tenant that keeps none of those. */
@Injectable()
export class KeptTestReports implements AuditListener {
  readonly types: ReadonlySet<string> = new Set(['tenant.updated']);
  private readonly log = new Logger(KeptTestReports.name);

  constructor(
    private readonly settings: Settings,
    private readonly masterKey: MasterKey,
    private readonly reports: TestReportsRepository,
  ) {}

  /** Never fails, and never takes long: the report is shown all the same. */
  async keep(trust: LoginTrust, testId: string, report: TestReport): Promise<void> {
    if (!trust.tenant.saml.keepRefusedLogins || this.settings.refusedLoginDays === 0) return;
    await waitAWhile(this.put(trust, testId, report), this.log, "a test's report could not be kept");
  }

  private async put({ tenant, idp }: LoginTrust, testId: string, report: TestReport): Promise<void> {
    const product = findProduct(idp);
    const packed = await packJson({ form: FORM, testId, report, product } satisfies Written);
    if (packed.length > MOST_OCTETS) return;
    const position = { tenantId: tenant.id, testId };
    const sealed = await this.masterKey.seal(packed, testReportPurpose(position));
    await this.reports.put({ ...position, ...sealed });
  }

  /** @throws Problem `unavailable` where this node lacks the key that it is sealed under */
  async find({ id }: TenantRef): Promise<KeptTestReport | null> {
    const found = await this.reports.find(id);
    if (!found) return null;
    const packed = this.masterKey.open(found.sealed, found.masterKeyId, testReportPurpose(found));
    const { form, ...kept } = (await unpackJson(packed)) as Written;
    if (form !== FORM) return null;
    return { ...kept, report: { ...kept.report, testedAt: new Date(kept.report.testedAt) } };
  }

  /** @throws Problem `not_found`, and as `find` does */
  async require(tenant: TenantRef): Promise<KeptTestReport> {
    const found = await this.find(tenant);
    if (found) return found;
    throw new Problem(
      'not_found',
      say`No report of a test is kept: none was run, the last one is too old, or this tenant keeps none (saml.keepRefusedLogins, REFUSED_LOGIN_DAYS). POST to this address makes a link that runs one; the audit events tell how the tests before came out.`,
    );
  }

  /** A tenant that wants none kept any more loses it in the change that says so. */
  async hear(tx: EntityManager, events: readonly AuditedEvent[]): Promise<void> {
    for (const { tenantId } of events) if (tenantId !== null) await this.reports.deleteUnwanted(tx, tenantId);
  }
}
