import { ApiProperty } from '../../http/openapi-decorators';

export class TestLinkDto {
  @ApiProperty({
    format: 'uri',
    example:
      'https://sso.example.com/saml/acme/test-login?token=Zm9yIG9uZSB0ZXN0LCBvbmNlLCBpbiBvbmUgYnJvd3Nlcg',
    description: 'To be opened in a browser, once.',
  })
  url: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:40:00.000Z' })
  expiresAt: string;
}
