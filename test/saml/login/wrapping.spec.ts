import { assertionXml } from '../../support/idp/response-xml';
import { refusalOf } from '../../support/refusal-of';
import { type LoginBench, makeLoginBench } from './login-bench';

/** Signature wrapping (XSW, Somorovsky et al. 2012): a signed assertion is kept somewhere, another one put where a reader looks. */
describe('a forged assertion is never read', () => {
  let bench: LoginBench;
  beforeAll(async () => {
    bench = await makeLoginBench();
  });

  const parts = () => {
    const plan = bench.plan();
    const xml = bench.idp.xml(plan);
    const signed = /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(xml)?.[0] ?? '';
    const signature = /<Signature[\s\S]*<\/Signature>/.exec(signed)?.[0] ?? '';
    const evil = assertionXml({ ...plan, assertionId: '_evil', nameId: 'admin@acme.example' });
    const [before = '', behind = ''] = xml.split(signed);
    return { plan, xml, signed, unsigned: signed.replace(signature, ''), signature, evil, before, behind };
  };
  type Parts = ReturnType<typeof parts>;
  const inside = (assertion: string, extra: string) =>
    assertion.replace('<saml:Subject>', `${extra}<saml:Subject>`);

  it.each<[string, (p: Parts) => string]>([
    ['beside the signed one', (p) => p.before + p.evil + p.signed + p.behind],
    ['behind the signed one', (p) => p.before + p.signed + p.evil + p.behind],
    [
      'around the signed one',
      (p) => p.before + p.evil.replace('</saml:Assertion>', `${p.signed}</saml:Assertion>`) + p.behind,
    ],
    [
      'with the signature of the signed one, which it holds',
      (p) =>
        p.before +
        inside(p.evil, p.signature.replace('</Signature>', `<Object>${p.unsigned}</Object></Signature>`)) +
        p.behind,
    ],
    [
      'with the signature, the signed one behind',
      (p) => p.before + inside(p.evil, p.signature) + p.unsigned + p.behind,
    ],
    [
      'with the signature, the signed one in Extensions',
      (p) =>
        p.before.replace(
          '<samlp:Status>',
          `<samlp:Extensions>${p.unsigned}</samlp:Extensions><samlp:Status>`,
        ) +
        inside(p.evil, p.signature) +
        p.behind,
    ],
    [
      'with the signed one in Extensions',
      (p) =>
        p.before.replace('<samlp:Status>', `<samlp:Extensions>${p.signed}</samlp:Extensions><samlp:Status>`) +
        p.evil +
        p.behind,
    ],
    [
      'of the same ID as the signed one',
      (p) =>
        p.before +
        inside(p.evil.replace('_evil', p.plan.assertionId), p.signature) +
        p.behind.replace('</samlp:Response>', `<x>${p.unsigned}</x></samlp:Response>`),
    ],
    [
      'whose ID is in another attribute',
      (p) =>
        p.before +
        inside(p.evil.replace(' ID="_evil"', ` ID="_evil" xml:id="${p.plan.assertionId}"`), p.signature) +
        p.behind,
    ],
    [
      'in place of the signed one, which is the root’s sibling',
      (p) => `<a>${p.signed}${p.before}${p.evil}${p.behind}</a>`,
    ],
  ])('%s', (_, forge) => {
    const p = parts();
    expect(bench.checkXml(p.xml).nameId.value).toBe('alice@acme.example');
    const { code } = refusalOf(() => bench.checkXml(forge(p)));
    expect(['saml.malformed', 'saml.signature_missing', 'saml.signature_invalid']).toContain(code);
  });
});
