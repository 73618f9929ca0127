import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsOptional, ValidateBy } from 'class-validator';
import { EachItem } from '../http/each-item';
import { IsOneLine } from '../http/one-line';
import {
  ASSERTION_ENCRYPTION,
  LOGIN_HINTS,
  REQUEST_BINDINGS,
  SIGN_AUTHN_REQUESTS,
  type SamlSettings,
  USER_NAME_FORMS,
} from './saml-settings';

const CLASSES_LIMIT = 20;
const URI_LENGTH = 1024;
const ATTRIBUTE_NAME_LENGTH = 1024;
const PROVIDER_NAME_LENGTH = 128;
const A_URI = `must be an absolute URI of at most ${URI_LENGTH} characters, such as urn:oasis:names:tc:SAML:...`;

/** saml-core 1.3.2: identifiers are absolute URIs. */
const isAbsoluteUri = (value: unknown): boolean =>
  typeof value === 'string' &&
  value.length <= URI_LENGTH &&
  /^[A-Za-z][A-Za-z0-9+.-]*:[\x21-\x7E]+$/.test(value);

const IsAbsoluteUri = (): PropertyDecorator =>
  ValidateBy({ name: 'isAbsoluteUri', validator: { validate: isAbsoluteUri, defaultMessage: () => A_URI } });

const oneOf = (values: readonly string[]) => ({ message: `must be one of ${values.join(', ')}` });

/** What a caller may set of `saml`, all of it optional; null is the default. */
export class SamlSettingsBody {
  @ApiPropertyOptional({ enum: SIGN_AUTHN_REQUESTS, default: 'always', nullable: true })
  @IsOptional()
  @IsIn(SIGN_AUTHN_REQUESTS, oneOf(SIGN_AUTHN_REQUESTS))
  signAuthnRequests?: SamlSettings['signAuthnRequests'] | null;

  @ApiPropertyOptional({ enum: REQUEST_BINDINGS, default: 'auto', nullable: true })
  @IsOptional()
  @IsIn(REQUEST_BINDINGS, oneOf(REQUEST_BINDINGS))
  requestBinding?: SamlSettings['requestBinding'] | null;

  @ApiPropertyOptional({ type: 'boolean', default: false, nullable: true })
  @IsOptional()
  @IsBoolean({ message: 'must be true or false' })
  forceAuthn?: boolean | null;

  @ApiPropertyOptional({
    type: 'boolean',
    default: false,
    nullable: true,
    description:
      'The IdP is to ask the user nothing: who is not signed in there, is refused with saml.status_not_success.',
  })
  @IsOptional()
  @IsBoolean({ message: 'must be true or false' })
  isPassive?: boolean | null;

  @ApiPropertyOptional({
    type: 'string',
    nullable: true,
    default: null,
    maxLength: PROVIDER_NAME_LENGTH,
    example: 'ACME Cloud',
    description: 'Who asks, for people: some IdPs show it. Null: none is sent.',
  })
  @IsOptional()
  @IsOneLine(PROVIDER_NAME_LENGTH)
  providerName?: string | null;

  @ApiPropertyOptional({
    enum: LOGIN_HINTS,
    default: 'auto',
    nullable: true,
    description:
      'Whether the logon name that a user began with goes to the IdP, as a parameter of its address. auto: to Entra ID, Google and Okta.',
  })
  @IsOptional()
  @IsIn(LOGIN_HINTS, oneOf(LOGIN_HINTS))
  loginHint?: SamlSettings['loginHint'] | null;

  @ApiPropertyOptional({ type: 'string', nullable: true, default: null, maxLength: URI_LENGTH })
  @IsOptional()
  @IsAbsoluteUri()
  nameIdFormat?: string | null;

  @ApiPropertyOptional({
    type: 'string',
    isArray: true,
    maxItems: CLASSES_LIMIT,
    default: [],
    nullable: true,
    example: ['urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken'],
  })
  @IsOptional()
  @EachItem(isAbsoluteUri, A_URI)
  @ArrayUnique({ message: 'must name no class twice' })
  @ArrayMaxSize(CLASSES_LIMIT, { message: `must have at most ${CLASSES_LIMIT} entries` })
  @IsArray({ message: 'must be a list of URIs' })
  authnContextClassRefs?: string[] | null;

  @ApiPropertyOptional({ enum: ASSERTION_ENCRYPTION, default: 'off', nullable: true })
  @IsOptional()
  @IsIn(ASSERTION_ENCRYPTION, oneOf(ASSERTION_ENCRYPTION))
  assertionEncryption?: SamlSettings['assertionEncryption'] | null;

  @ApiPropertyOptional({ type: 'boolean', default: false, nullable: true })
  @IsOptional()
  @IsBoolean({ message: 'must be true or false' })
  refuseCbcEncryption?: boolean | null;

  @ApiPropertyOptional({
    type: 'boolean',
    default: false,
    nullable: true,
    description: "Whether the tenant's SP metadata are signed, by its current signing key.",
  })
  @IsOptional()
  @IsBoolean({ message: 'must be true or false' })
  signMetadata?: boolean | null;

  @ApiPropertyOptional({
    type: 'string',
    nullable: true,
    default: null,
    maxLength: ATTRIBUTE_NAME_LENGTH,
    example: 'urn:oid:0.9.2342.19200300.100.1.1',
    description:
      'The Name, not the FriendlyName, of the attribute that the user name is read from. Null: the NameID.',
  })
  @IsOptional()
  @IsOneLine(ATTRIBUTE_NAME_LENGTH)
  userNameAttribute?: string | null;

  @ApiPropertyOptional({
    enum: USER_NAME_FORMS,
    default: 'principalName',
    nullable: true,
    description:
      "principalName: <userName>@ one of the tenant's domains. whole: the user name and nothing else, for an attribute alone.",
  })
  @IsOptional()
  @IsIn(USER_NAME_FORMS, oneOf(USER_NAME_FORMS))
  userNameForm?: SamlSettings['userNameForm'] | null;
}

export class SamlSettingsDto implements SamlSettings {
  @ApiProperty({ enum: SIGN_AUTHN_REQUESTS, example: 'always' })
  signAuthnRequests: SamlSettings['signAuthnRequests'];

  @ApiProperty({ enum: REQUEST_BINDINGS, example: 'auto' })
  requestBinding: SamlSettings['requestBinding'];

  @ApiProperty({ example: false })
  forceAuthn: boolean;

  @ApiProperty({ example: false })
  isPassive: boolean;

  @ApiProperty({ type: 'string', nullable: true, example: null })
  providerName: string | null;

  @ApiProperty({ enum: LOGIN_HINTS, example: 'auto' })
  loginHint: SamlSettings['loginHint'];

  @ApiProperty({ type: 'string', nullable: true, example: null })
  nameIdFormat: string | null;

  @ApiProperty({ type: 'string', isArray: true, example: [] })
  authnContextClassRefs: readonly string[];

  @ApiProperty({ enum: ASSERTION_ENCRYPTION, example: 'off' })
  assertionEncryption: SamlSettings['assertionEncryption'];

  @ApiProperty({ example: false })
  refuseCbcEncryption: boolean;

  @ApiProperty({ example: false })
  signMetadata: boolean;

  @ApiProperty({ type: 'string', nullable: true, example: null })
  userNameAttribute: string | null;

  @ApiProperty({ enum: USER_NAME_FORMS, example: 'principalName' })
  userNameForm: SamlSettings['userNameForm'];
}
