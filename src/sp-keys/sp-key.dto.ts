import { IsIn, ValidateIf } from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '../http/openapi-decorators';
import { SP_KEY_ALGORITHMS, type SpKeyAlgorithm } from './sp-key-algorithm';
import { SP_KEY_STATUSES, SP_KEY_USES, type SpKeyStatus, type SpKeyUse } from './sp-key.entity';
import { listed, say } from '../sentences/sentence';
import { rule } from '../http/rule';

export class CreateSpKeyBody {
  @ApiProperty({ enum: SP_KEY_USES, example: 'signing', description: 'What the key is for.' })
  @IsIn(SP_KEY_USES, rule(say`must be one of ${listed(SP_KEY_USES)}`))
  purpose: SpKeyUse;

  @ApiPropertyOptional({
    enum: SP_KEY_ALGORITHMS,
    example: 'ec-p256',
    description:
      'Without it that of the current key, which is rsa-2048 until another is chosen. ec-p256 signs by ECDSA-SHA256, in a tenth of the time, which many IdPs refuse (AD FS, Entra ID, Keycloak and SimpleSAMLphp among them): only for signing, and where the IdP is known to take it.',
  })
  @ValidateIf((_, value) => value !== undefined)
  @IsIn(SP_KEY_ALGORITHMS, rule(say`must be one of ${listed(SP_KEY_ALGORITHMS)}`))
  algorithm?: SpKeyAlgorithm;
}

export class SpKeyDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' })
  id: string;

  @ApiProperty({
    enum: SP_KEY_USES,
    example: 'signing',
    description: 'signing: of AuthnRequests, logout messages and metadata. encryption: decrypts assertions.',
  })
  purpose: SpKeyUse;

  @ApiProperty({
    enum: SP_KEY_STATUSES,
    example: 'next',
    description:
      'current: published, and signs. next: published beside it. previous: was current, is no longer published. Of encryption keys all three decrypt.',
  })
  status: SpKeyStatus;

  @ApiProperty({
    enum: SP_KEY_ALGORITHMS,
    example: 'rsa-2048',
    description: 'The kind of key: rsa-2048 signs by RSA-SHA256, ec-p256 by ECDSA-SHA256.',
  })
  algorithm: SpKeyAlgorithm;

  @ApiProperty({ example: 'CN=acme', description: 'Of the certificate.' })
  subject: string;

  @ApiProperty({
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    description: 'Of the certificate: lower-case hex without colons.',
  })
  sha256Fingerprint: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  notBefore: string;

  @ApiProperty({ format: 'date-time', example: '2036-01-31T09:30:00.000Z' })
  notAfter: string;

  @ApiProperty({
    description: 'For IdPs that want it as a file.',
    example: '-----BEGIN CERTIFICATE-----\nMIIC...\n-----END CERTIFICATE-----\n',
  })
  certificatePem: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  createdAt: string;

  @ApiProperty({
    format: 'date-time',
    example: '2026-01-31T09:30:00.000Z',
    description: 'Since when it has its status.',
  })
  updatedAt: string;
}
