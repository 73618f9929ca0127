import { ApiProperty } from '../http/openapi-decorators';

export class SsoTrialDto {
  @ApiProperty({
    format: 'date-time',
    example: '2026-01-31T09:40:00.000Z',
    description: 'Unless somebody has signed in through SSO by then, it is off again.',
  })
  endsAt: string;

  @ApiProperty({
    format: 'uri',
    example: 'https://sso.example/saml/acme/login',
    description: 'Where somebody signs in, and confirms it.',
  })
  loginUrl: string;
}
