import { addressRules, fieldRules, listRules } from './field-rules';
import { idpScreens } from './idp-screens';
import { loginChecks } from './login-checks';
import { metadata } from './metadata';
import { messages } from './messages';
import { conflicts, refusedCallers, refusedRequests, unreachable } from './refused-requests';
import { signatures } from './signatures';
import { signInChecks } from './sign-in-checks';
import { deliveries, warnings } from './warnings';
import { xml } from './xml';

/**
 * The sentences that the rooms below say in English, by their English text. A test holds it to them: none is missing, none is left
 * over, and each has the same places for values.
 */
export const sentences: ReadonlyMap<string, string> = new Map(
  [
    conflicts,
    metadata,
    refusedCallers,
    refusedRequests,
    unreachable,
    addressRules,
    fieldRules,
    listRules,
    idpScreens,
    loginChecks,
    messages,
    signInChecks,
    signatures,
    warnings,
    deliveries,
    xml,
  ].flatMap((part) => Object.entries(part)),
);
