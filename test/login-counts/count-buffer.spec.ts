import { CountBuffer, type DayCount } from '../../src/login-counts/count-buffer';

const at = (time: string) => new Date(`2026-03-01T${time}Z`);
const one = (change: Partial<DayCount> = {}): DayCount => ({
  tenantId: 'a',
  day: '2026-03-01',
  kind: 'outcome',
  value: 'success',
  count: 1,
  lastAt: at('10:00:00'),
  ...change,
});

it('adds up what is the same, and knows when it was last so', () => {
  const buffer = new CountBuffer(10);
  buffer.add(one({ lastAt: at('10:00:05') }));
  buffer.add(one());
  buffer.add(one({ count: 3, lastAt: at('10:00:02') }));
  expect(buffer.take()).toEqual({ counts: [one({ count: 5, lastAt: at('10:00:05') })], dropped: 0 });
  expect(buffer.take()).toEqual({ counts: [], dropped: 0 });
});

it.each<Partial<DayCount>>([
  { tenantId: 'b' },
  { day: '2026-03-02' },
  { kind: 'binding' },
  { value: 'saml.expired' },
])('keeps apart what differs by %p', (change) => {
  const buffer = new CountBuffer(10);
  buffer.add(one());
  buffer.add(one(change));
  expect(buffer.take().counts).toEqual([one(), one(change)]);
});

it('keeps so many and no more, goes on to count those, and says what it dropped', () => {
  const buffer = new CountBuffer(2);
  for (const tenantId of ['a', 'b', 'c', 'c', 'd', 'a']) buffer.add(one({ tenantId }));
  expect(buffer.take()).toEqual({
    counts: [one({ tenantId: 'a', count: 2 }), one({ tenantId: 'b' })],
    dropped: 3,
  });
  buffer.add(one({ tenantId: 'e' }));
  expect(buffer.take()).toEqual({ counts: [one({ tenantId: 'e' })], dropped: 0 });
});
