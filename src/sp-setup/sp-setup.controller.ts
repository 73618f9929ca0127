import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '../http/openapi-decorators';
import { InTenant, Requires } from '../http/access';
import { Answers } from '../http/answers';
import { textTag } from '../http/entity-tag';
import { Problem } from '../http/problem';
import type { TenantRef } from '../http/tenant-ref';
import { IDP_PRODUCTS, isIdpProduct, SETUP_FORMS } from './idp-products';
import { SpSetup } from './sp-setup.service';

@ApiTags('Tenants')
@Controller('api/v1/tenants/:alias/sp/setup')
export class SpSetupController {
  constructor(private readonly setup: SpSetup) {}

  @Get(':product')
  @Requires('viewer')
  @ApiOperation({ summary: "Ready-to-run configuration for the IdP's side, with this tenant's values" })
  @ApiParam({ name: 'product', enum: IDP_PRODUCTS, description: "The IdP's product." })
  @ApiOkResponse({
    description:
      'adfs: PowerShell. entra: bash with the calls of Microsoft Graph. okta: Terraform. keycloak: a client, as JSON. simplesamlphp: PHP.',
    headers: {
      ETag: { description: 'Another where the text is.', schema: { type: 'string' } },
      'Content-Disposition': { description: 'A name for the file.', schema: { type: 'string' } },
    },
    content: {
      'text/plain': { schema: { type: 'string', example: 'Add-AdfsRelyingPartyTrust @trust' } },
      'application/json': {
        schema: {
          type: 'object',
          example: { clientId: 'https://sso.example/saml/acme/metadata', protocol: 'saml' },
        },
      },
    },
  })
  @Answers('not_found')
  async get(
    @InTenant() tenant: TenantRef,
    @Param('product') product: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (!isIdpProduct(product)) throw productNotFound();
    const { fileExtension, mediaType, write } = SETUP_FORMS[product];
    const text = write(await this.setup.require(tenant));
    const fileName = `${tenant.alias}-${product}.${fileExtension}`;
    reply.header('etag', textTag(text));
    reply.header('content-disposition', `attachment; filename="${fileName}"`);
    reply.type(`${mediaType}; charset=utf-8`);
    return text;
  }
}

function productNotFound(): Problem {
  return new Problem(
    'not_found',
    `There is no set-up of that name, but of ${IDP_PRODUCTS.join(', ')}. To any other IdP give the tenant's metadata, /saml/{alias}/metadata.`,
  );
}
