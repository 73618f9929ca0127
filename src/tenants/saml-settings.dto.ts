import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsOptional, ValidateBy } from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '../http/openapi-decorators';
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
import { listed, say } from '../sentences/sentence';
import { rule } from '../http/rule';

const CLASSES_LIMIT = 20;
const URI_LENGTH = 1024;
const ATTRIBUTE_NAME_LENGTH = 1024;
const PROVIDER_NAME_LENGTH = 128;
const A_URI = say`must be an absolute URI of at most ${URI_LENGTH} characters, such as urn:oasis:names:tc:SAML:...`;

/** saml-core 1.3.2: identifiers are absolute URIs. */
const isAbsoluteUri = (value: unknown): boolean =>
  typeof value === 'string' &&
  value.length <= URI_LENGTH &&
  /^[A-Za-z][A-Za-z0-9+.-]*:[\x21-\x7E]+$/.test(value);

const IsAbsoluteUri = (): PropertyDecorator =>
  ValidateBy({ name: 'isAbsoluteUri', validator: { validate: isAbsoluteUri } }, rule(A_URI));

const oneOf = (values: readonly string[]) => rule(say`must be one of ${listed(values)}`);

const ABOUT: Readonly<Record<keyof SamlSettings, string>> = {
  signAuthnRequests: "Whether AuthnRequests are signed. auto: where the IdP's metadata ask for it.",
  requestBinding:
    'How AuthnRequests go to the IdP. auto and redirect: by HTTP-Redirect where the IdP takes it; post: by HTTP-POST where it does.',
  forceAuthn:
    'The user must sign in at the IdP anew; an older sign-in, and any response without a request, is refused.',
  isPassive:
    'The IdP is to ask the user nothing: who is not signed in there, is refused with saml.status_not_success.',
  providerName: 'Who asks, for people: some IdPs show it. Null: none is sent.',
  loginHint:
    'Whether the logon name that a user began with goes to the IdP, as a parameter of its address. auto: to Entra ID, Google and Okta.',
  nameIdFormat: 'The NameID format that the IdP is asked for. Null: none, which AD FS and Entra ID want.',
  authnContextClassRefs:
    'Ways of signing in of which the IdP is asked for one; its answer must name one of them. Empty: any will do.',
  assertionEncryption:
    'off: an encrypted assertion is refused. optional: either will do. required: one that is not encrypted is refused. But for off, the SP metadata have an encryption key.',
  refuseCbcEncryption:
    'Whether assertions that are encrypted by AES-CBC are refused, so that only AES-GCM is left.',
  signMetadata: "Whether the tenant's SP metadata are signed, by its current signing key.",
  userNameAttribute:
    'The Name, not the FriendlyName, of the attribute that the user name is read from. Null: the NameID.',
  userNameForm:
    "principalName: <userName>@ one of the tenant's domains. whole: the user name and nothing else, for an attribute alone.",
  keepRefusedLogins:
    'Whether the responses of refused logins are kept for a while, sealed, so that they can be looked into. Setting it to false deletes those there are.',
};

/** What a caller may set of `saml`, all of it optional; null is the default. */
export class SamlSettingsBody {
  @ApiPropertyOptional({
    enum: SIGN_AUTHN_REQUESTS,
    default: 'always',
    nullable: true,
    description: ABOUT.signAuthnRequests,
  })
  @IsOptional()
  @IsIn(SIGN_AUTHN_REQUESTS, oneOf(SIGN_AUTHN_REQUESTS))
  signAuthnRequests?: SamlSettings['signAuthnRequests'] | null;

  @ApiPropertyOptional({
    enum: REQUEST_BINDINGS,
    default: 'auto',
    nullable: true,
    description: ABOUT.requestBinding,
  })
  @IsOptional()
  @IsIn(REQUEST_BINDINGS, oneOf(REQUEST_BINDINGS))
  requestBinding?: SamlSettings['requestBinding'] | null;

  @ApiPropertyOptional({ type: 'boolean', default: false, nullable: true, description: ABOUT.forceAuthn })
  @IsOptional()
  @IsBoolean(rule(say`must be true or false`))
  forceAuthn?: boolean | null;

  @ApiPropertyOptional({
    type: 'boolean',
    default: false,
    nullable: true,
    description: ABOUT.isPassive,
  })
  @IsOptional()
  @IsBoolean(rule(say`must be true or false`))
  isPassive?: boolean | null;

  @ApiPropertyOptional({
    type: 'string',
    nullable: true,
    default: null,
    maxLength: PROVIDER_NAME_LENGTH,
    example: 'ACME Cloud',
    description: ABOUT.providerName,
  })
  @IsOptional()
  @IsOneLine(PROVIDER_NAME_LENGTH)
  providerName?: string | null;

  @ApiPropertyOptional({
    enum: LOGIN_HINTS,
    default: 'auto',
    nullable: true,
    description: ABOUT.loginHint,
  })
  @IsOptional()
  @IsIn(LOGIN_HINTS, oneOf(LOGIN_HINTS))
  loginHint?: SamlSettings['loginHint'] | null;

  @ApiPropertyOptional({
    type: 'string',
    nullable: true,
    default: null,
    maxLength: URI_LENGTH,
    description: ABOUT.nameIdFormat,
  })
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
    description: ABOUT.authnContextClassRefs,
  })
  @IsOptional()
  @EachItem(isAbsoluteUri, A_URI)
  @ArrayUnique(rule(say`must name no class twice`))
  @ArrayMaxSize(CLASSES_LIMIT, rule(say`must have at most ${CLASSES_LIMIT} entries`))
  @IsArray(rule(say`must be a list of URIs`))
  authnContextClassRefs?: string[] | null;

  @ApiPropertyOptional({
    enum: ASSERTION_ENCRYPTION,
    default: 'off',
    nullable: true,
    description: ABOUT.assertionEncryption,
  })
  @IsOptional()
  @IsIn(ASSERTION_ENCRYPTION, oneOf(ASSERTION_ENCRYPTION))
  assertionEncryption?: SamlSettings['assertionEncryption'] | null;

  @ApiPropertyOptional({
    type: 'boolean',
    default: false,
    nullable: true,
    description: ABOUT.refuseCbcEncryption,
  })
  @IsOptional()
  @IsBoolean(rule(say`must be true or false`))
  refuseCbcEncryption?: boolean | null;

  @ApiPropertyOptional({
    type: 'boolean',
    default: false,
    nullable: true,
    description: ABOUT.signMetadata,
  })
  @IsOptional()
  @IsBoolean(rule(say`must be true or false`))
  signMetadata?: boolean | null;

  @ApiPropertyOptional({
    type: 'string',
    nullable: true,
    default: null,
    maxLength: ATTRIBUTE_NAME_LENGTH,
    example: 'urn:oid:0.9.2342.19200300.100.1.1',
    description: ABOUT.userNameAttribute,
  })
  @IsOptional()
  @IsOneLine(ATTRIBUTE_NAME_LENGTH)
  userNameAttribute?: string | null;

  @ApiPropertyOptional({
    enum: USER_NAME_FORMS,
    default: 'principalName',
    nullable: true,
    description: ABOUT.userNameForm,
  })
  @IsOptional()
  @IsIn(USER_NAME_FORMS, oneOf(USER_NAME_FORMS))
  userNameForm?: SamlSettings['userNameForm'] | null;

  @ApiPropertyOptional({
    type: 'boolean',
    default: true,
    nullable: true,
    description: ABOUT.keepRefusedLogins,
  })
  @IsOptional()
  @IsBoolean(rule(say`must be true or false`))
  keepRefusedLogins?: boolean | null;
}

export class SamlSettingsDto implements SamlSettings {
  @ApiProperty({ enum: SIGN_AUTHN_REQUESTS, example: 'always', description: ABOUT.signAuthnRequests })
  signAuthnRequests: SamlSettings['signAuthnRequests'];

  @ApiProperty({ enum: REQUEST_BINDINGS, example: 'auto', description: ABOUT.requestBinding })
  requestBinding: SamlSettings['requestBinding'];

  @ApiProperty({ example: false, description: ABOUT.forceAuthn })
  forceAuthn: boolean;

  @ApiProperty({ example: false, description: ABOUT.isPassive })
  isPassive: boolean;

  @ApiProperty({ type: 'string', nullable: true, example: null, description: ABOUT.providerName })
  providerName: string | null;

  @ApiProperty({ enum: LOGIN_HINTS, example: 'auto', description: ABOUT.loginHint })
  loginHint: SamlSettings['loginHint'];

  @ApiProperty({ type: 'string', nullable: true, example: null, description: ABOUT.nameIdFormat })
  nameIdFormat: string | null;

  @ApiProperty({ type: 'string', isArray: true, example: [], description: ABOUT.authnContextClassRefs })
  authnContextClassRefs: readonly string[];

  @ApiProperty({ enum: ASSERTION_ENCRYPTION, example: 'off', description: ABOUT.assertionEncryption })
  assertionEncryption: SamlSettings['assertionEncryption'];

  @ApiProperty({ example: false, description: ABOUT.refuseCbcEncryption })
  refuseCbcEncryption: boolean;

  @ApiProperty({ example: false, description: ABOUT.signMetadata })
  signMetadata: boolean;

  @ApiProperty({ type: 'string', nullable: true, example: null, description: ABOUT.userNameAttribute })
  userNameAttribute: string | null;

  @ApiProperty({ enum: USER_NAME_FORMS, example: 'principalName', description: ABOUT.userNameForm })
  userNameForm: SamlSettings['userNameForm'];

  @ApiProperty({ example: true, description: ABOUT.keepRefusedLogins })
  keepRefusedLogins: boolean;
}
