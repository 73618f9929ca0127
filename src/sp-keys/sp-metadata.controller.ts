import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiOkResponse, ApiOperation, ApiTags } from '../http/openapi-decorators';
import { Answers } from '../http/answers';
import { Public } from '../http/access';
import { textTag } from '../http/entity-tag';
import { RateLimit } from '../http/route-options';
import { NAMEID_FORMAT } from '../saml/names';
import { type SpMetadata, writeSignedSpMetadata, writeSpMetadata } from '../saml/metadata/write-sp-metadata';
import { Settings } from '../settings/settings';
import { tenantNotFound } from '../tenants/alias';
import { SpKeys } from './sp-keys.service';
import { spIdentity } from '../tenants/sp-identity';
import { type LoginTenant, TenantsService } from '../tenants/tenants.service';

const MEDIA_TYPE = 'application/samlmetadata+xml';

@ApiTags('Browser')
@Controller('saml')
export class SpMetadataController {
  constructor(
    private readonly settings: Settings,
    private readonly tenants: TenantsService,
    private readonly spKeys: SpKeys,
  ) {}

  @Get(':alias/metadata')
  @Public()
  @RateLimit('sp-metadata')
  @ApiOperation({ summary: "The SP's metadata, for the tenant's IdP" })
  @ApiOkResponse({
    description: 'saml-metadata 2.0.',
    content: {
      [MEDIA_TYPE]: { schema: { type: 'string', example: '<md:EntityDescriptor entityID="...">' } },
    },
  })
  @Answers('tenant.not_found', 'request.rate_limited')
  async get(
    @Param('alias') alias: string,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const tenant = await this.tenants.findLoginTenant(alias);
    if (!tenant) throw tenantNotFound(alias);
    const metadata = await this.write(tenant);
    const tag = textTag(metadata);
    // The same for everyone; kept only if asked about each time, so that a change is seen at once.
    reply.header('etag', tag).header('cache-control', 'public, no-cache');
    if (isNamedBy(ifNoneMatch, tag)) {
      reply.status(304);
      return undefined;
    }
    reply.type(`${MEDIA_TYPE}; charset=utf-8`);
    return metadata;
  }

  private async write(tenant: LoginTenant): Promise<string> {
    const sp = await this.describe(tenant);
    if (!tenant.saml.signMetadata) return writeSpMetadata(sp);
    return writeSignedSpMetadata(sp, await this.spKeys.require(tenant.id, 'signing'));
  }

  private async describe(tenant: LoginTenant): Promise<SpMetadata> {
    const { alias, saml } = tenant;
    const { baseUrl, organizationName, organizationUrl, technicalContactEmail } = this.settings;
    const { entityId, acsUrl, sloUrl } = spIdentity(baseUrl, alias);
    const certificates = await this.spKeys.requirePublished(tenant);
    return {
      entityId,
      acsUrl,
      sloUrl,
      signingCertificates: certificates.signing,
      encryptionCertificates: certificates.encryption,
      // saml-metadata 2.4.4, erratum E7: true obliges the IdP to refuse unsigned requests, as `auto` may send; false forbids no signature.
      authnRequestsSigned: saml.signAuthnRequests === 'always',
      // Keycloak's import, SimpleSAMLphp and Shibboleth take the first: of `unspecified` Keycloak makes a login name without a domain.
      nameIdFormats:
        saml.nameIdFormat === null
          ? [NAMEID_FORMAT.emailAddress, NAMEID_FORMAT.unspecified]
          : [saml.nameIdFormat],
      organization:
        organizationName === undefined ? undefined : { name: organizationName, url: organizationUrl },
      technicalContactEmail,
    };
  }
}

/** RFC 9110, 13.1.2: compared weakly. */
function isNamedBy(ifNoneMatch: string | undefined, tag: string): boolean {
  const tags = ifNoneMatch?.split(',').map((one) => one.trim().replace(/^W\//, '')) ?? [];
  return tags.includes('*') || tags.includes(tag);
}
