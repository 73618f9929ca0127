import { ApiProperty } from '../http/openapi-decorators';
import { CertificateDto, EndpointDto, IdpTrustDto, SloEndpointDto, WarningDto } from './idp-trust.dto';

export class TextChangeDto {
  @ApiProperty({
    type: 'string',
    nullable: true,
    example: 'https://idp.acme.example/old',
    description: 'Null where there is no trust yet.',
  })
  from: string | null;

  @ApiProperty({ example: 'https://idp.acme.example/saml' })
  to: string;
}

export class SwitchChangeDto {
  @ApiProperty({ type: 'boolean', nullable: true, example: false })
  from: boolean | null;

  @ApiProperty({ example: true })
  to: boolean;
}

export class EndpointsChangeDto {
  @ApiProperty({ type: EndpointDto, isArray: true })
  added: readonly EndpointDto[];

  @ApiProperty({ type: EndpointDto, isArray: true })
  removed: readonly EndpointDto[];
}

export class SloEndpointsChangeDto {
  @ApiProperty({ type: SloEndpointDto, isArray: true })
  added: readonly SloEndpointDto[];

  @ApiProperty({ type: SloEndpointDto, isArray: true })
  removed: readonly SloEndpointDto[];
}

export class CertificatesChangeDto {
  @ApiProperty({ type: CertificateDto, isArray: true })
  added: readonly CertificateDto[];

  @ApiProperty({
    type: CertificateDto,
    isArray: true,
    description: 'No login that they signed is believed any more.',
  })
  removed: readonly CertificateDto[];

  @ApiProperty({ type: CertificateDto, isArray: true })
  kept: readonly CertificateDto[];
}

export class TextsChangeDto {
  @ApiProperty({ type: 'string', isArray: true, example: [] })
  added: readonly string[];

  @ApiProperty({ type: 'string', isArray: true, example: [] })
  removed: readonly string[];
}

/** The answer to a dry run. */
export class TrustPreviewDto {
  @ApiProperty({ enum: [true], example: true })
  dryRun: true;

  @ApiProperty()
  entityId: TextChangeDto;

  @ApiProperty()
  ssoServices: EndpointsChangeDto;

  @ApiProperty()
  sloServices: SloEndpointsChangeDto;

  @ApiProperty()
  signingCertificates: CertificatesChangeDto;

  @ApiProperty()
  wantAuthnRequestsSigned: SwitchChangeDto;

  @ApiProperty()
  nameIdFormats: TextsChangeDto;

  @ApiProperty({ type: WarningDto, isArray: true, description: 'Of the trust as it would be.' })
  warnings: readonly WarningDto[];

  @ApiProperty({ description: 'As it would be.' })
  trust: IdpTrustDto;
}
