/** A wish where to go after a sign-in. */
export interface LandingAttack {
  readonly name: string;
  /** Public identifiers of where it, or its like, worked: each is listed in docs/security.md. */
  readonly ids?: readonly string[];
  readonly wish: string;
  /** A path of ours that it leads to; the console where nothing is said. */
  readonly path?: string;
}

const to = (wish: string, ids?: readonly string[], path?: string): LandingAttack => ({
  name: JSON.stringify(wish.slice(0, 60)),
  ids,
  wish,
  path,
});

const ELSEWHERE = [
  'CVE-2020-8300',
  'CVE-2022-39183',
  'CVE-2023-20886',
  'CVE-2022-4496',
  'CVE-2025-9072',
  'CVE-2023-1965',
];
const SLASHES = ['CVE-2019-13038', 'CVE-2019-3877', 'CVE-2021-3639'];
const ALIKE = ['CVE-2018-6520', 'SSPSA-201606-01'];
const MARKUP = ['CVE-2022-26155', 'CVE-2022-26156', 'CVE-2020-6850'];

const elsewhere: readonly LandingAttack[] = [
  to('https://evil.example/', ELSEWHERE),
  to('HTTPS://EVIL.EXAMPLE/', ELSEWHERE),
  to('http://evil.example:3000/console', ELSEWHERE),
  to('https://localhost:3000/console'),
  to('http://localhost:3001/console'),
  to('http://localhost/console'),
  to('http://127.0.0.1:3000/console'),
  to('http://[::1]:3000/console'),
  to('ftp://localhost:3000/console'),
  to('ws://localhost:3000/console'),
];

const slashes: readonly LandingAttack[] = [
  to('///evil.example/', SLASHES),
  to('////evil.example/', SLASHES),
  to('/\\evil.example/', SLASHES),
  to('\\/evil.example/', SLASHES),
  to('\\\\evil.example/', SLASHES),
  to('http:evil.example', SLASHES),
  to('http:/evil.example', SLASHES),
  to('https:\\\\evil.example', SLASHES),
  to('/\t/evil.example/', SLASHES),
  to('\t//evil.example/', SLASHES),
  to('/\n/evil.example/', SLASHES),
  to(' //evil.example/', SLASHES),
  to('\u001f//evil.example/', SLASHES),
  to('\u00a0//evil.example/', SLASHES),
  to('\ufeff//evil.example/', SLASHES),
  to('\u2028//evil.example/', SLASHES),
  to('\uff0f\uff0fevil.example/', SLASHES),
  to('\u2215\u2215evil.example/', SLASHES),
  to('evil.example', SLASHES),
  to('.evil.example', SLASHES),
  to('@evil.example', SLASHES),
  to(':80@evil.example/', SLASHES),
  to('?//evil.example'),
  to('#//evil.example'),
];

const alike: readonly LandingAttack[] = [
  to('http://localhost:3000@evil.example/', ALIKE),
  to('http://evil.example\\@localhost:3000/', ALIKE),
  to('http://evil.example@localhost:3000/console', ALIKE),
  to('http://a:b@localhost:3000/console', ALIKE),
  to('//localhost:3000@evil.example/', ALIKE),
  to('http://localhost:3000.evil.example/', ALIKE),
  to('http://localhost.evil.example:3000/', ALIKE),
  to('http://evillocalhost:3000/', ALIKE),
  to('http://localhost\u3002evil\u3002example:3000/', ALIKE),
  to('http://localhost%2eevil.example:3000/', ALIKE),
  to('http://localhost:3000%40evil.example/', ALIKE),
  to('http://localhost:3000#@evil.example/', ALIKE, '/#@evil.example/'),
  to('http://localhost:3000?@evil.example/', ALIKE, '/?@evil.example/'),
  to('http://evil.example#http://localhost:3000/', ALIKE),
  to('http://evil.example/http://localhost:3000/', ALIKE),
  to('http://evil.example?http://localhost:3000/console', ALIKE),
];

const scripts: readonly LandingAttack[] = [
  to('javascript:alert(1)'),
  to('JaVaScRiPt:alert(1)'),
  to('java\nscript:alert(1)'),
  to('\u0001javascript:alert(1)'),
  to('javascript://localhost:3000/%0aalert(1)'),
  to('vbscript:x'),
  to('data:text/html,<script>alert(1)</script>'),
  to('blob:http://localhost:3000/x'),
  to('view-source:http://localhost:3000/'),
  to('file:///etc/passwd'),
];

const headers: readonly LandingAttack[] = [
  to('/console\r\nSet-Cookie: a=b', ['CVE-2020-6181']),
  to('/console\nLocation: https://evil.example/', ['CVE-2020-6181']),
  to('/console\r\n\r\n<script>alert(1)</script>', ['CVE-2020-6181']),
  to('/console\u0085Set-Cookie: a=b', ['CVE-2020-6181']),
  to('/console\u560a\u560dSet-Cookie:a=b', ['CVE-2020-6181'], '/console%E5%98%8A%E5%98%8DSet-Cookie:a=b'),
  to('/console%0d%0aSet-Cookie:%20a=b', ['CVE-2020-6181'], '/console%0d%0aSet-Cookie:%20a=b'),
];

const texts: readonly LandingAttack[] = [
  to('"><script>alert(1)</script>', MARKUP),
  to('"><form action=//evil.example>', MARKUP),
  to('/"><script>alert(1)</script>', MARKUP, '/%22%3E%3Cscript%3Ealert(1)%3C/script%3E'),
  to('{"action":"join","team":"x"}', ['CVE-2025-58075']),
  to('eyJ0ZWFtIjoieCJ9', ['CVE-2025-58075']),
  to('__proto__'),
  to('null'),
  to(`/${'x'.repeat(2048)}`),
  to('/\ufffd', undefined, '/%EF%BF%BD'),
];

const paths: readonly LandingAttack[] = [
  to('/.//evil.example/', SLASHES, '//evil.example/'),
  to('/..//evil.example/', SLASHES, '//evil.example/'),
  to('/%2f/evil.example/', SLASHES, '/%2f/evil.example/'),
  to('/%5cevil.example/', SLASHES, '/%5cevil.example/'),
  to('/%09/evil.example/', SLASHES, '/%09/evil.example/'),
  to('/console/../../x', undefined, '/x'),
];

export const landings = {
  name: 'where a sign-in lands',
  why: 'Somebody who has just signed in believes the page that he is shown: where RelayState says which, a link to a real sign-in ends at a page that asks for the password once more. What a check reads as one of our own, a browser may read as another host’s. Here the wish is parsed as browsers do, must be of our own origin, and what is sent is what was parsed, as an absolute address.',
  attacks: [...elsewhere, ...slashes, ...alike, ...scripts, ...headers, ...texts, ...paths],
};
