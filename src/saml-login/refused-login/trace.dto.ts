import { ApiProperty, ApiPropertyOptional } from '../../http/openapi-decorators';
import { LOGIN_CHECKS } from '../../saml/explain/expected-by-check';
import { tellCheck } from '../../saml/explain/tell-check';
import type { ReceivedLogin } from '../../saml/explain/received-login';
import { inWords } from '../../sentences/sentence';
import { SIGN_IN_CHECKS } from '../test-login/explain-sign-in';
import type { CheckedLogin } from './check-refused-login';
import { IDP_NAMES } from './idp-product';
import { findScreen, type IdpScreen } from './idp-screens';
import type { JudgedCheck, Judgement } from './judge-response';
import { RefusedLoginDto, toRefusedLoginDto } from './refused-login.dto';
import type { OpenedLogin } from './refused-logins.service';

const RESULTS = ['passed', 'failed', 'not_reached'] as const;

class ScreenDto {
  @ApiProperty({ example: 'Okta', description: 'What the identity provider seems to be.' })
  product: string;

  @ApiProperty({
    example: 'Applications → this one → General → SAML Settings → Edit → Configure SAML → Audience URI',
  })
  screen: string;

  @ApiProperty({ example: 'docs/guides/okta.md#set-it-up', description: "In this project's documentation." })
  guide: string;
}

export class StepDto {
  @ApiProperty({ enum: ['trust', ...LOGIN_CHECKS, ...SIGN_IN_CHECKS], example: 'audience' })
  check: string;

  @ApiProperty({ enum: RESULTS, example: 'failed' })
  result: (typeof RESULTS)[number];

  @ApiProperty({
    example: 'Audience https://sso.example.com/saml/acme/metadata in every AudienceRestriction',
  })
  expected: string;

  @ApiPropertyOptional({
    example: 'saml.audience_mismatch',
    description: 'Of a step that failed, as those below.',
  })
  code?: string;

  @ApiPropertyOptional({ example: 'Audience https://sso.example.com/' })
  actual?: string;

  @ApiPropertyOptional({ example: "Set the IdP's audience for this application to the expected value." })
  hint?: string;

  @ApiPropertyOptional({
    type: ScreenDto,
    description: 'Where at the identity provider it is changed, by what that seems to be.',
  })
  where?: ScreenDto;
}

class SignedByDto {
  @ApiProperty({ enum: ['assertion', 'response', 'both'], example: 'assertion' })
  place: string;

  @ApiProperty({ example: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256' })
  algorithm: string;

  @ApiProperty({ type: 'string', nullable: true, example: null })
  sha256Fingerprint: string | null;
}

class NamedUserDto {
  @ApiProperty({ example: 'NameID', description: 'Where the name stood.' })
  source: string;

  @ApiProperty({ example: 'alice@acme.example' })
  value: string;

  @ApiProperty({ type: 'string', nullable: true, example: 'alice' })
  userName: string | null;

  @ApiProperty({ enum: ['active', 'disabled', 'missing'], example: 'missing' })
  status: string;
}

export class TraceDto extends RefusedLoginDto {
  @ApiProperty({
    type: 'string',
    nullable: true,
    example: 'okta',
    description: 'The product that the identity provider seems to be, of those that have a guide.',
  })
  product: string | null;

  @ApiProperty({ type: 'string', nullable: true, example: 'Okta', description: 'As its makers call it.' })
  productName: string | null;

  @ApiProperty({
    type: StepDto,
    isArray: true,
    description: 'All checks, in their order, as they came out when it was refused.',
  })
  steps: StepDto[];

  @ApiProperty({ type: SignedByDto, nullable: true, description: 'The trusted key, and what it signed.' })
  signedBy: SignedByDto | null;

  @ApiProperty({
    type: 'string',
    isArray: true,
    example: [],
    description: 'Of the keys that were trusted then.',
  })
  trustedFingerprints: readonly string[];

  @ApiProperty({
    type: NamedUserDto,
    nullable: true,
    description: 'Whom the response names, and his status.',
  })
  user: NamedUserDto | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { binding: 'HTTP-POST', message: '<samlp:Response ...', encryption: 'none' },
    description:
      'What came, as it was written: `message` is its XML, indented, with signatures, certificates and cipher texts masked. What was encrypted is shown only where it answered a request of that very browser.',
  })
  received: ReceivedLogin & { readonly binding: 'HTTP-POST' };
}

export class CheckedLoginDto {
  @ApiProperty({ example: '01890a5d-ac96-774b-bcce-b302099a8057' })
  requestId: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T10:00:00.000Z' })
  checkedAt: string;

  @ApiProperty({
    format: 'date-time',
    example: '2026-01-31T09:30:00.000Z',
    description:
      'When it came: times, its request and its use before are judged as of then, all else (trust, domains, settings, users) as it is now.',
  })
  judgedAsOf: string;

  @ApiProperty({ example: true, description: 'Nobody is signed in by asking, and nothing is used up.' })
  wouldPass: boolean;

  @ApiProperty({
    type: 'string',
    nullable: true,
    example: null,
    description: 'What it would be refused with; null where it would pass.',
  })
  code: string | null;

  @ApiProperty({ type: StepDto, isArray: true })
  steps: StepDto[];
}

export function toTraceDto({ login, judgement }: OpenedLogin): TraceDto {
  return Object.assign(toRefusedLoginDto(login), toExplanation(judgement));
}

/** What a trace tells beside the refusal itself. */
export function toExplanation(judgement: Omit<Judgement, 'code'>): Omit<TraceDto, keyof RefusedLoginDto> {
  const { product, signedBy, trustedFingerprints, user, received } = judgement;
  return {
    product: product ?? null,
    productName: product ? IDP_NAMES[product] : null,
    steps: toSteps(judgement),
    signedBy: signedBy ? { ...signedBy, sha256Fingerprint: signedBy.sha256Fingerprint ?? null } : null,
    trustedFingerprints,
    user: user ? { ...user, source: inWords(user.source), userName: user.userName ?? null } : null,
    received: { binding: 'HTTP-POST' as const, ...received },
  };
}

export function toCheckedDto({ opened, checkedAt, judgement }: CheckedLogin): CheckedLoginDto {
  return {
    requestId: opened.login.requestId,
    checkedAt: checkedAt.toISOString(),
    judgedAsOf: opened.arrival.arrivedAt.toISOString(),
    wouldPass: judgement.code === undefined,
    code: judgement.code ?? null,
    steps: toSteps(judgement),
  };
}

function toSteps({ checks, product }: Pick<Judgement, 'checks' | 'product'>): StepDto[] {
  return checks.map((check) => toStep(check, product));
}

function toStep(check: JudgedCheck, product: Judgement['product']): StepDto {
  const { fault, ...rest } = tellCheck(check);
  if (!fault) return rest;
  const where = findScreen(rest.check, product);
  return { ...rest, ...fault, ...(where ? { where: toScreenDto(where) } : {}) };
}

function toScreenDto({ product, screen, guide }: IdpScreen): ScreenDto {
  return { product: inWords(product), screen: inWords(screen), guide };
}
