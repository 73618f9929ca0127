const FORM = /^_([0-9a-f]{12})[0-9a-f]{32}$/;

/**
 * The ID of a message of ours: 128 random bits behind the instant of issue, so that an answer's AuthnInstant can be held against
 * an AuthnRequest's without a look-up. Whether the request exists is the store's to say. An xs:ID must not start with a digit
 * (saml-core 1.3.4).
 * @param random 16 bytes
 */
export function writeMessageId(issuedAt: Date, random: Buffer): string {
  return `_${issuedAt.getTime().toString(16).padStart(12, '0')}${random.toString('hex')}`;
}

/** When the message of this ID was issued; undefined where the ID is not of our form. */
export function readMessageInstant(id: string): Date | undefined {
  const milliseconds = FORM.exec(id)?.[1];
  return milliseconds === undefined ? undefined : new Date(Number.parseInt(milliseconds, 16));
}
