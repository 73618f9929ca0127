const FORM = /^_([0-9a-f]{12})[0-9a-f]{32}$/;

/**
 * An AuthnRequest's ID: 128 random bits behind the instant of issue, so that an answer's AuthnInstant can be held against it
 * without a look-up. Whether the request exists is the store's to say. An xs:ID must not start with a digit (saml-core 1.3.4).
 * @param random 16 bytes
 */
export function requestId(issuedAt: Date, random: Buffer): string {
  return `_${issuedAt.getTime().toString(16).padStart(12, '0')}${random.toString('hex')}`;
}

/** When the request of this ID was issued; undefined where the ID is not of our form. */
export function requestInstant(id: string): Date | undefined {
  const milliseconds = FORM.exec(id)?.[1];
  return milliseconds === undefined ? undefined : new Date(Number.parseInt(milliseconds, 16));
}
