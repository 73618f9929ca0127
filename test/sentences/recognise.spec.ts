import { recogniserOf } from '../../src/sentences/recognise';
import { inWords } from '../../src/sentences/sentence';

const chinese = new Map([
  ['The certificate {0} ({1}…)', '证书 {0}（{1}…）'],
  ['{0} expires on {1}, {2}; sign-ins go on with it.', '{0}将于 {1} 到期（{2}）。'],
  ['in {0} days', '还有 {0} 天'],
  ['{0} or {1}', '{0} 或 {1}'],
  ['Expected a signing key, got {0}.', '应有签名密钥，实际为 {0}。'],
  ['Expected a signing key, got none at all of {0}.', '应有签名密钥，但{0}中没有。'],
]);
const recognise = recogniserOf(chinese.keys());

function inChinese(english: string): string | undefined {
  const sentence = recognise(english);
  return sentence && inWords(sentence, (text) => chinese.get(text));
}

describe('a sentence that is there as text', () => {
  it('is found with its values, and the sentences within them', () => {
    expect(
      inChinese('The certificate CN=IdP (ab12…) expires on 2026-12-01, in 4 days; sign-ins go on with it.'),
    ).toBe('证书 CN=IdP（ab12…）将于 2026-12-01 到期（还有 4 天）。');
  });

  it('is the one that says most itself', () => {
    expect(inChinese('Expected a signing key, got none at all of the roles.')).toBe(
      '应有签名密钥，但the roles中没有。',
    );
  });

  it('leaves a value as it is, though it reads like a sentence with a value before its words', () => {
    expect(inChinese('Expected a signing key, got this or that.')).toBe(
      '应有签名密钥，实际为 this or that。',
    );
  });

  it.each(['this or that', 'Expected a signing key, got none', 'got none.', '', 'x'.repeat(100_000)])(
    'is not found in %p',
    (text) => {
      expect(recognise(text)).toBeUndefined();
    },
  );

  it('is found in no text that it overlaps itself in', () => {
    expect(recogniserOf(['a long beginning aba{0}aba a long end'])('a long beginning aba a long end')).toBe(
      undefined,
    );
  });

  it('is what was said, whatever its values are', () => {
    const english = 'Expected a signing key, got Expected a signing key, got {0}..';
    const found = recognise(english);
    expect(found && inWords(found)).toBe(english);
  });
});
