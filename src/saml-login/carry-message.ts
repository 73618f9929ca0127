import { encodePost } from '../saml/bindings/post';
import { encodeRedirect } from '../saml/bindings/redirect';
import { writeRedirectQuery } from '../saml/bindings/redirect-query';
import { BINDING, type MessageName } from '../saml/names';
import { signEnveloped, signRedirectQuery } from '../saml/signature/sign';
import type { SpKey } from '../sp-keys/sp-keys.service';

export interface PostForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A message on its way through the browser. */
export type CarriedMessage =
  { readonly kind: 'redirect'; readonly url: string } | { readonly kind: 'form'; readonly form: PostForm };

export interface MessageRoute {
  readonly binding: string;
  readonly location: string;
  /** Opaque, at most 80 bytes (saml-bindings 3.4.3): IdPs cut longer ones. */
  readonly relayState?: string | undefined;
}

/** Packs a message by HTTP-Redirect (saml-bindings 3.4) or HTTP-POST (3.5). @param signer null: unsigned */
export function carryMessage(
  name: MessageName,
  xml: string,
  { binding, location, relayState }: MessageRoute,
  signer: SpKey | null,
): CarriedMessage {
  if (binding === BINDING.redirect) {
    const message = { name, value: encodeRedirect(xml), relayState };
    const query = signer ? signRedirectQuery(message, signer.privateKey) : writeRedirectQuery(message);
    return { kind: 'redirect', url: `${location}${location.includes('?') ? '&' : '?'}${query}` };
  }
  const value = encodePost(signer ? signEnveloped(xml, signer) : xml);
  const fields = { [name]: value, ...(relayState === undefined ? {} : { RelayState: relayState }) };
  return { kind: 'form', form: { action: location, fields } };
}
