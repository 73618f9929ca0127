/** A header that says another name of ours than the setting does. */
export interface HostAttack {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
}

const said = (headers: HostAttack['headers']): HostAttack => ({
  name: Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', '),
  headers,
});

const EVIL = 'evil.example';

const hosts: readonly HostAttack[] = [
  said({ host: EVIL }),
  said({ host: `${EVIL}:3000` }),
  said({ host: `localhost:3000.${EVIL}` }),
  said({ host: `localhost:@${EVIL}` }),
  said({ host: `localhost:3000, ${EVIL}` }),
  said({ host: `${EVIL}/saml/acme/acs?` }),
  said({ host: `${EVIL}#` }),
  said({ host: `"><script>alert(1)</script>.${EVIL}` }),
  said({ host: '169.254.169.254' }),
];

const forwarded: readonly HostAttack[] = [
  said({ 'x-forwarded-host': EVIL }),
  said({ 'x-forwarded-host': `localhost:3000, ${EVIL}` }),
  said({ 'x-forwarded-host': `${EVIL}"><script>` }),
  said({ 'x-forwarded-proto': 'https' }),
  said({ 'x-forwarded-proto': 'javascript' }),
  said({ 'x-forwarded-port': '666' }),
  said({ 'x-forwarded-prefix': `//${EVIL}` }),
  said({ 'x-forwarded-path': `/${EVIL}` }),
  said({ 'x-forwarded-server': EVIL }),
  said({ 'x-forwarded-scheme': 'https', 'x-forwarded-ssl': 'on', 'front-end-https': 'on' }),
  said({ forwarded: `for=192.0.2.1;host=${EVIL};proto=https` }),
  said({ 'x-host': EVIL }),
  said({ 'x-original-host': EVIL }),
  said({ 'x-http-host-override': EVIL }),
  said({ 'x-original-url': `https://${EVIL}/api/v1/tenants`, 'x-rewrite-url': '/api/v1/tenants' }),
  said({ host: EVIL, 'x-forwarded-host': EVIL, 'x-forwarded-proto': 'https' }),
  said({ origin: 'http://localhost:3000', referer: `https://${EVIL}/` }),
  said({ via: `1.1 ${EVIL}`, 'x-forwarded-for': EVIL }),
  said({ 'accept-language': `"><a href=//${EVIL}>` }),
  said({ 'user-agent': `<script src=//${EVIL}></script>` }),
];

export const hostAttacks = {
  name: 'the name of the host',
  why: 'Who asks says by what name: where the addresses in answers are made of it, the IdP is told to send its assertions to a stranger, a cache gives everybody a page that leads to him, and a cookie loses its protection. Here every address comes of one setting, also behind a proxy that another setting names.',
  attacks: [...hosts, ...forwarded],
};
