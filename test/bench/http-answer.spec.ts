import { AnswerReader } from '../../bench/load/http-answer';

const PLAIN = 'HTTP/1.1 303 See Other\r\nSet-Cookie: a=b\r\nContent-Length: 5\r\n\r\nhello';
const EMPTY = 'HTTP/1.1 204 No Content\r\nDate: now\r\n\r\n';
const CHUNKED =
  'HTTP/1.1 401 Unauthorized\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA\r\n0123456789\r\n0\r\n\r\n';

describe('an answer of a connection', () => {
  it.each([
    ['with a length', PLAIN, 303],
    ['without a body', EMPTY, 204],
    ['in chunks', CHUNKED, 401],
  ])('%s is read whole, however its bytes come', (_, text, status) => {
    for (let size = 1; size <= text.length; size += 1) {
      const reader = new AnswerReader();
      const answers = [];
      for (let at = 0; at < text.length; at += size)
        answers.push(reader.push(Buffer.from(text.slice(at, at + size))));
      expect(answers.at(-1)?.status).toBe(status);
      expect(answers.slice(0, -1).every((answer) => answer === undefined)).toBe(true);
    }
  });

  it('leaves the next one to be read', () => {
    const reader = new AnswerReader();
    expect([CHUNKED, PLAIN, EMPTY].map((text) => reader.push(Buffer.from(text))?.status)).toEqual([
      401, 303, 204,
    ]);
  });

  it('has its headers', () => {
    expect(new AnswerReader().push(Buffer.from(PLAIN))?.headers).toBe('Set-Cookie: a=b\r\nContent-Length: 5');
  });
});
