import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { ApiHideProperty, ApiProperty, ApiPropertyOptional } from '../http/openapi-decorators';
import { EachItem } from '../http/each-item';
import { ListQuery } from '../http/list-page.dto';
import { IsOneLine } from '../http/one-line';
import { ALIAS } from './alias';
import { readDomainName } from './domain-name';
import { readNetworkMask } from './network-masks';
import { SamlSettingsBody, SamlSettingsDto } from './saml-settings.dto';
import type { IdpInitiatedLogin } from './tenant.entity';
import { say } from '../sentences/sentence';
import { rule } from '../http/rule';

const TTL = rule(say`must be a whole number of seconds from 3600 to 86400`);
const MASKS_LIMIT = 40;
const DOMAIN = "A DNS name that user names are accepted with, beside the default domain; no other tenant's.";

const IsDomainName = (): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isDomainName',
      validator: {
        validate: (value) => typeof value === 'string' && readDomainName(value) !== undefined,
      },
    },
    rule(say`must be a DNS name: letters, digits, hyphens and dots, at most 253 (Punycode for others)`),
  );

const isNetworkMask = (item: unknown): boolean =>
  typeof item === 'string' && readNetworkMask(item) !== undefined;

/** What a caller may set, all of it optional; null is the default. */
class TenantSettingsBody {
  @ApiPropertyOptional({
    type: 'string',
    nullable: true,
    maxLength: 128,
    example: 'ACME Inc.',
    description: 'For people.',
  })
  @IsOptional()
  @IsOneLine(128)
  displayName?: string | null;

  @ApiPropertyOptional({
    type: 'boolean',
    default: true,
    nullable: true,
    description:
      'False: nobody signs in by the IdP. Test links go all the same. Alone in a PATCH it ends a trial; sent back beside other settings, as it was read, it leaves one.',
  })
  @IsOptional()
  @IsBoolean(rule(say`must be true or false`))
  ssoEnabled?: boolean | null;

  @ApiPropertyOptional({
    type: 'string',
    nullable: true,
    maxLength: 253,
    example: 'acme.example',
    description: DOMAIN,
  })
  @IsOptional()
  @IsDomainName()
  domainAlias?: string | null;

  @ApiPropertyOptional({
    type: 'string',
    nullable: true,
    maxLength: 253,
    example: 'corp.acme.example',
    description: DOMAIN,
  })
  @IsOptional()
  @IsDomainName()
  auxiliaryDomain?: string | null;

  @ApiPropertyOptional({
    enum: ['allowed', 'refused'],
    default: 'allowed',
    nullable: true,
    description: 'Whether a sign-in may begin at the IdP, in its portal say.',
  })
  @IsOptional()
  @IsIn(['allowed', 'refused'], rule(say`must be allowed or refused`))
  idpInitiatedLogin?: IdpInitiatedLogin | null;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 3600,
    maximum: 86400,
    nullable: true,
    description: "Null: the service's own setting.",
    example: 21600,
  })
  @IsOptional()
  @Max(86400, TTL)
  @Min(3600, TTL)
  @IsInt(TTL)
  sessionTtlSeconds?: number | null;

  @ApiPropertyOptional({
    type: 'string',
    isArray: true,
    maxItems: MASKS_LIMIT,
    nullable: true,
    default: [],
    description: 'CIDRs, IPv4 and IPv6, from which logins and sessions are accepted; none means anywhere.',
    example: ['203.0.113.0/24', '2001:db8::/32'],
  })
  @IsOptional()
  @EachItem(isNetworkMask, say`must be a CIDR, 203.0.113.0/24 or 2001:db8::/32`)
  @ArrayMaxSize(MASKS_LIMIT, rule(say`must have at most ${MASKS_LIMIT} entries`))
  @IsArray(rule(say`must be a list of CIDRs`))
  loginNetworkMasks?: string[] | null;

  @ApiPropertyOptional({
    type: () => SamlSettingsBody,
    nullable: true,
    description: 'How the tenant speaks SAML with its IdP.',
  })
  @IsOptional()
  @ValidateNested()
  @IsObject(rule(say`must be an object`))
  @Type(() => SamlSettingsBody)
  saml?: SamlSettingsBody | null;
}

export class CreateTenantBody extends TenantSettingsBody {
  @ApiProperty({ pattern: ALIAS.source, example: 'acme', description: 'Immutable.' })
  @Matches(ALIAS, rule(say`must be 3 to 50 of a-z, 0-9 and -`))
  alias: string;
}

/** A JSON Merge Patch. */
export class UpdateTenantBody extends TenantSettingsBody {
  @ApiHideProperty()
  @ValidateIf((_, value) => value !== undefined)
  @ValidateBy(
    {
      name: 'isAbsent',
      validator: {
        validate: () => false,
      },
    },
    rule(say`is immutable: leave it out, or create another tenant`),
  )
  alias?: undefined;
}

export class TenantsQuery extends ListQuery {
  @ApiPropertyOptional({
    maxLength: 128,
    example: 'acme',
    description: 'Tenants whose alias, displayName or a domain begins with it, without regard to case.',
  })
  @IsOptional()
  @Matches(
    /^[^\p{Cc}]{0,128}$/u,
    rule(say`must be a text of at most 128 characters without control characters`),
  )
  @IsString(rule(say`must appear once`))
  query?: string;
}

export class SpDto {
  @ApiProperty({ example: 'https://sso.example/saml/acme/metadata' })
  entityId: string;

  @ApiProperty({
    example: 'https://sso.example/saml/acme/acs',
    description: 'Where the IdP sends responses, by HTTP-POST.',
  })
  acsUrl: string;

  @ApiProperty({ example: 'https://sso.example/saml/acme/metadata' })
  metadataUrl: string;

  @ApiProperty({
    example: 'https://sso.example/saml/acme/login',
    description: 'Where a sign-in begins here.',
  })
  loginUrl: string;

  @ApiProperty({
    example: 'https://sso.example/saml/acme/slo',
    description: 'For single logout, by HTTP-Redirect and HTTP-POST.',
  })
  sloUrl: string;
}

export class TenantDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' })
  id: string;

  @ApiProperty({ example: 'acme' })
  alias: string;

  @ApiProperty({ type: 'string', nullable: true, example: 'ACME Inc.' })
  displayName: string | null;

  @ApiProperty({ example: true })
  ssoEnabled: boolean;

  @ApiProperty({
    type: 'string',
    format: 'date-time',
    nullable: true,
    example: null,
    description:
      'Until then single sign-on is on for a trial, although ssoEnabled is false; null without one.',
  })
  ssoTrialEndsAt: string | null;

  @ApiProperty({
    example: 'acme.ram.localhost',
    description: 'Made of the alias; user names are always accepted with it.',
  })
  defaultDomain: string;

  @ApiProperty({ type: 'string', nullable: true, example: 'acme.example' })
  domainAlias: string | null;

  @ApiProperty({ type: 'string', nullable: true, example: null })
  auxiliaryDomain: string | null;

  @ApiProperty({ enum: ['allowed', 'refused'], example: 'allowed' })
  idpInitiatedLogin: IdpInitiatedLogin;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: null,
    description: "Null: the service's own setting.",
  })
  sessionTtlSeconds: number | null;

  @ApiProperty({ type: 'string', isArray: true, example: ['203.0.113.0/24'] })
  loginNetworkMasks: readonly string[];

  @ApiProperty({ type: SamlSettingsDto })
  saml: SamlSettingsDto;

  @ApiProperty({ type: SpDto, description: 'What the IdP is set up with.' })
  sp: SpDto;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  createdAt: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  updatedAt: string;
}
