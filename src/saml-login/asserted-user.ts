import { readPrincipalName, isUserName } from '../principal-names/principal-name';
import { malformed } from '../saml/malformed';
import type { VerifiedLogin } from '../saml/login/verified-login';
import {
  type AssertedAttribute,
  countEncryptedAttributes,
  readAttributes,
} from '../saml/messages/attributes';
import { strip } from '../saml/white-space';
import type { LoginTenant } from '../tenants/tenants.service';
import { LoginRefusal } from './login-refusal';
import { listed, type Sentence, say } from '../sentences/sentence';

/** Whom a login is for, by the tenant's rule. */
export interface AssertedUser {
  /** Where the name stood, for people to read. */
  readonly source: Sentence;
  /** What stood there, stripped of white space around it; empty where there is a fault. */
  readonly value: string;
  /** As asserted; undefined where the name can be no user of this tenant. */
  readonly userName: string | undefined;
  /** Why it names nobody here; undefined where it is in the form that the tenant asks for. */
  readonly fault: LoginRefusal | undefined;
}

/** What an assertion says of its subject, as far as a user can be found by it. */
export interface NamedSubject {
  readonly nameId: string;
  readonly attributes: readonly AssertedAttribute[];
  /** How many there are beside that only the addressee could read. */
  readonly encryptedAttributes: number;
}

/** How a tenant has its users named. */
export interface UserNameRule extends Pick<LoginTenant['saml'], 'userNameAttribute' | 'userNameForm'> {
  /** In lower case. */
  readonly domains: readonly string[];
}

/** UTF-16 units: what is indexed has a bound, and one above the 256 characters of saml-core 8.3.7 and 8.3.8. */
const LONGEST_NAME_ID = 512;
const MOST_NAMES = 20;

const NAME_ID = say`NameID`;

/** @throws SamlRefusal `saml.malformed` where the tenant asks for an attribute, and attributes or NameID can't be read or kept */
export function assertedUserOf(
  { nameId, signedAssertion }: VerifiedLogin,
  tenant: LoginTenant,
): AssertedUser {
  const rule: UserNameRule = { ...tenant.saml, domains: tenant.domains };
  if (rule.userNameAttribute === null)
    return findAssertedUser(rule, { nameId: nameId.value, attributes: [], encryptedAttributes: 0 });
  return findAssertedUser(rule, {
    nameId: nameId.value,
    attributes: readAttributes(signedAssertion),
    encryptedAttributes: countEncryptedAttributes(signedAssertion),
  });
}

/**
 * The exact rule, never a guess: the NameID, or the one value of the one attribute that the tenant names.
 * @throws SamlRefusal `saml.malformed` where a NameID that is not looked at could not be kept for single logout
 */
export function findAssertedUser(rule: UserNameRule, subject: NamedSubject): AssertedUser {
  const { userNameAttribute, userNameForm } = rule;
  if (userNameAttribute === null) return inPrincipalForm(NAME_ID, subject.nameId, rule);
  if (subject.nameId.length > LONGEST_NAME_ID) {
    throw malformed(
      say`a NameID of at most ${LONGEST_NAME_ID} characters`,
      say`${subject.nameId.length} characters`,
    );
  }
  const source = say`attribute ${userNameAttribute}`;
  const found = readOneValue(userNameAttribute, subject);
  if (found instanceof LoginRefusal) return { source, value: '', userName: undefined, fault: found };
  if (userNameForm === 'principalName') return inPrincipalForm(source, found, rule);
  return { source, value: found, userName: isUserName(found) ? found : undefined, fault: undefined };
}

function inPrincipalForm(source: Sentence, value: string, { domains }: UserNameRule): AssertedUser {
  const { userName, domain } = readPrincipalName(value);
  if (domain !== undefined && domains.includes(domain)) return { source, value, userName, fault: undefined };
  const fault = new LoginRefusal('saml.nameid_domain_mismatch', {
    expected: say`${source} <userName>@ one of ${listed(domains)}`,
    actual: say`${source} ${value}`,
    hint: say`Map ${source} to the user's principal name at the IdP, or set its domain as the tenant's domainAlias or auxiliaryDomain.`,
  });
  return { source, value, userName: undefined, fault };
}

/** Of several, which counts must never be a reader's choice. */
function readOneValue(name: string, subject: NamedSubject): string | LoginRefusal {
  const [attribute, ...further] = subject.attributes.filter((one) => one.name === name);
  if (!attribute) return missing(name, attributesThere(subject));
  if (further.length > 0) return missing(name, say`${further.length + 1} attributes of this Name`);
  const [value] = attribute.values;
  const count = attribute.values.length + attribute.otherValues;
  if (count !== 1) return missing(name, say`${count} values`);
  if (value === undefined) return missing(name, say`a value that is XML or nil`);
  return strip(value) || missing(name, say`an empty value`);
}

function missing(name: string, actual: Sentence): LoginRefusal {
  return new LoginRefusal('saml.nameid_missing', {
    expected: say`one attribute ${name} with one value that is text, as saml.userNameAttribute asks`,
    actual,
    hint: say`Have the IdP release the attribute under this Name, with one value, or correct the tenant's saml.userNameAttribute.`,
  });
}

function attributesThere({ attributes, encryptedAttributes }: NamedSubject): Sentence {
  const names = attributes.slice(0, MOST_NAMES).map(({ name }) => name);
  const further = attributes.length - names.length;
  const shown = names.length === 0 ? say`attributes (none)` : say`attributes ${listed(names)}`;
  const all = further > 0 ? say`${shown} and ${further} more` : shown;
  return encryptedAttributes === 0
    ? all
    : say`${all}, and ${encryptedAttributes} encrypted, which are not read`;
}
