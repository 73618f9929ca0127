import { userNameKey } from '../../src/audit/user-name-key';

describe('userNameKey', () => {
  it.each([
    ['Alice', 'alice'],
    ['ALICE.O-NEIL_9', 'alice.o-neil_9'],
    ['\u212Aelvin', '\u212Aelvin'],
    ['ÄRA', 'Ära'],
  ])('folds %s to %s', (text, key) => {
    expect(userNameKey(text)).toBe(key);
  });
});
