import { readMessageInstant } from '../saml/messages/message-id';
import type { LoginCookies } from './login-cookie';

/** What the browser posted to the ACS. */
export interface PostedResponse {
  readonly samlResponse: string;
  /** Whether there was an artifact (saml-bindings 3.6), which nobody here resolves. */
  readonly isArtifact: boolean;
  readonly relayState: string | undefined;
  readonly cookies: LoginCookies;
}

/** Only tests carry a request's ID as RelayState: one that has ended, or that the browser forgot, signs nobody in either. */
export function isOfTest({ relayState }: PostedResponse): boolean {
  return relayState !== undefined && readMessageInstant(relayState) !== undefined;
}
