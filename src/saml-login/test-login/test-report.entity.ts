import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** The report of a tenant's last test, sealed; gone after some days, or by the next one. */
@Entity('test_reports')
@ForeignKey('TenantEntity', ['tenantId'], ['id'], { name: 'fk_test_reports_tenant', onDelete: 'CASCADE' })
@Index('ix_test_reports_time', ['time'])
@Index('ix_test_reports_master_key', ['masterKeyId'])
export class TestReportEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_test_reports' })
  tenantId: string;

  /** The one that the audit events name. */
  @Column('uuid')
  testId: string;

  /** By the database's clock. */
  @Column('timestamptz')
  time: Date;

  @Column('bytea')
  sealed: Buffer;

  @Column('text')
  @ForeignKey('master_keys', { name: 'fk_test_reports_master_key' })
  masterKeyId: string;
}

/** What a report is sealed for: one that is put into another row does not open there. */
export function testReportPurpose({
  tenantId,
  testId,
}: Pick<TestReportEntity, 'tenantId' | 'testId'>): string {
  return `test-report:${tenantId}:${testId}`;
}
