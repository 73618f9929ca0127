import type { ArrivedEvent } from '../../src/audit/audit-stream.service';
import { writeLine } from '../../src/audit-export/write-line';

const EVENT: ArrivedEvent = {
  tenantId: '01890a5d-ac96-774b-bcce-b302099a8050',
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  arrival: 1,
  time: '2026-11-27T09:30:00.000000Z',
  month: '2026-11-01',
  type: 'login',
  actor: 'anonymous',
  userName: null,
  userNameKey: null,
  outcome: 'refused',
  code: 'saml.expired',
  ip: '203.0.113.7',
  requestId: 'r',
  details: '{}',
};

/** Whoever reads lines as Unicode has them, or shows them on a terminal; all of it comes from people who could not sign in. */
it.each([0x00, 0x0a, 0x0d, 0x1b, 0x7f, 0x85, 0x9b, 0x2028, 0x2029, 0x202e, 0x2066, 0xd800])(
  'U+%i in what a stranger sends neither ends a line nor steers a terminal, and comes back as it was',
  (code) => {
    const text = `alice${String.fromCharCode(code)}{"id":"forged"}`;
    const line = writeLine(
      { ...EVENT, userName: text, details: JSON.stringify({ actual: text }) },
      new Map(),
    );
    expect(line.slice(0, -1)).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]*$/u);
    expect(line.at(-1)).toBe('\n');
    expect(JSON.parse(line)).toMatchObject({ userName: text, details: { actual: text } });
  },
);
