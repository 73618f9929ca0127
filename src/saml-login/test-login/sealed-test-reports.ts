import { SealedColumn } from '../../database/sealed-column';
import { type TestReportEntity, testReportPurpose } from './test-report.entity';

/** The reports of tests. */
export const sealedTestReports = new SealedColumn<Pick<TestReportEntity, 'tenantId' | 'testId'>>({
  table: 'test_reports',
  column: 'sealed',
  key: { tenantId: { column: 'tenant_id', type: 'uuid' } },
  others: { testId: 'test_id' },
  purposeOf: testReportPurpose,
  describe: ({ tenantId }) => ({
    what: `The report of the last test of the tenant ${tenantId}`,
    remedy: 'Delete that row of test_reports: nothing but the look at it is lost.',
  }),
});
