const DNS_NAME =
  /^(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/;

/** A DNS name in the form in which it is stored and compared; undefined where it is none. Unicode names come as Punycode. */
export function readDomainName(text: string): string | undefined {
  // Matched before it is folded: U+212A folds to k, and is none.
  return DNS_NAME.test(text) ? text.toLowerCase() : undefined;
}

/** Both in stored form. */
export function isAtOrBelow(domain: string, suffix: string): boolean {
  return domain === suffix || domain.endsWith(`.${suffix}`);
}
