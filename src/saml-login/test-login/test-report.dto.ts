import { ApiProperty, PickType } from '../../http/openapi-decorators';
import { toExplanation, TraceDto } from '../refused-login/trace.dto';
import type { KeptTestReport } from './kept-test-reports';

const OUTCOMES = ['success', 'refused'] as const;

export class TestReportDto extends PickType(TraceDto, [
  'product',
  'productName',
  'steps',
  'signedBy',
  'trustedFingerprints',
  'user',
  'received',
]) {
  @ApiProperty({
    format: 'uuid',
    example: '01890a5d-ac96-774b-bcce-b302099a8057',
    description: 'Of the test, as the audit events name it.',
  })
  testId: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:31:00.000Z' })
  testedAt: string;

  @ApiProperty({ enum: OUTCOMES, example: 'refused' })
  outcome: (typeof OUTCOMES)[number];

  @ApiProperty({
    type: 'string',
    nullable: true,
    example: 'saml.audience_mismatch',
    description: 'What such a sign-in would be refused with.',
  })
  code: string | null;
}

export function toTestReportDto({ testId, report, product }: KeptTestReport): TestReportDto {
  const { testedAt, outcome, code } = report;
  return {
    testId,
    testedAt: testedAt.toISOString(),
    outcome,
    code: code ?? null,
    ...toExplanation({ ...report, product }),
  };
}
