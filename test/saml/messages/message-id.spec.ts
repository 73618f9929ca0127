import { readMessageInstant, writeMessageId } from '../../../src/saml/messages/message-id';

const ISSUED = new Date('2026-03-01T10:00:00.123Z');
const RANDOM = Buffer.alloc(16, 0xab);

describe('the ID of a message of ours', () => {
  it('tells when it was issued', () => {
    expect(readMessageInstant(writeMessageId(ISSUED, RANDOM))).toEqual(ISSUED);
    expect(readMessageInstant(writeMessageId(new Date(0), RANDOM))).toEqual(new Date(0));
  });

  it('begins as an xs:ID must, and holds all that is random', () => {
    expect(writeMessageId(ISSUED, RANDOM)).toMatch(/^_[0-9a-f]{12}(?:ab){16}$/);
  });

  it.each([
    ['where it is empty', ''],
    ['without its first character', writeMessageId(ISSUED, RANDOM).slice(1)],
    ['cut short', writeMessageId(ISSUED, RANDOM).slice(0, -1)],
    ['with more behind it', `${writeMessageId(ISSUED, RANDOM)}0`],
    ['of an IdP', '_8e8dc5f69a98cc4c1ff3427e5ce34606fd672f91e6'],
  ])('is none, and tells nothing, %s', (_what, id) => {
    expect(readMessageInstant(id)).toBeUndefined();
  });
});
