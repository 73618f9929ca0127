import { Readable } from 'node:stream';
import { readMultipartForm, UploadedFile } from '../../src/http/multipart-form';

const TYPE = 'multipart/form-data; boundary=xyz';

interface Part {
  readonly name: string;
  readonly filename?: string;
  readonly content: string | Buffer;
}

function bodyOf(parts: readonly Part[]): Buffer {
  const written = parts.flatMap(({ name, filename, content }) => [
    `--xyz\r\nContent-Disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"\r\nContent-Type: text/csv`}\r\n\r\n`,
    content,
    '\r\n',
  ]);
  return Buffer.concat([...written, '--xyz--\r\n'].map((part) => Buffer.from(part)));
}

/** In pieces, as the network brings it. */
function read(body: Buffer, { bytes = 1_000_000, type = TYPE } = {}) {
  const pieces = Array.from({ length: Math.ceil(body.length / 1000) }, (_, index) =>
    body.subarray(index * 1000, (index + 1) * 1000),
  );
  return readMultipartForm({ headers: { 'content-type': type } }, Readable.from(pieces), bytes);
}

describe('a form with files', () => {
  it('is read field by field, its files byte for byte', async () => {
    const content = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256));
    const form = await read(
      bodyOf([
        { name: 'text', content: 'Grüße\r\n--xy' },
        { name: 'file', filename: 'a.csv', content },
        { name: 'empty', content: '' },
      ]),
    );
    expect(form).toEqual({
      text: 'Grüße\r\n--xy',
      file: new UploadedFile('a.csv', content),
      empty: '',
    });
  });

  it('has what a browser sends where no file is chosen', async () => {
    const form = await read(bodyOf([{ name: 'file', filename: '', content: '' }]));
    expect(form.file instanceof UploadedFile && form.file.content.length).toBe(0);
  });

  it('touches no prototype', async () => {
    const form = await read(bodyOf([{ name: '__proto__', content: 'x' }]));
    expect(Object.keys(form)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'larger than it may be',
      () => read(bodyOf([{ name: 'a', content: 'x'.repeat(2000) }]), { bytes: 1999 }),
      'request.too_large',
    ],
    [
      'with a file larger than it may be',
      () => read(bodyOf([{ name: 'a', filename: 'f', content: 'x'.repeat(2000) }]), { bytes: 1999 }),
      'request.too_large',
    ],
    [
      'with a field twice',
      () =>
        read(
          bodyOf([
            { name: 'a', content: '1' },
            { name: 'a', content: '2' },
          ]),
        ),
      'request.invalid',
    ],
    [
      'with too many fields',
      () => read(bodyOf(Array.from({ length: 51 }, (_, i) => ({ name: `f${i}`, content: '' })))),
      'request.invalid',
    ],
    [
      'with too many files',
      () =>
        read(bodyOf(Array.from({ length: 5 }, (_, i) => ({ name: `f${i}`, filename: 'f', content: 'x' })))),
      'request.invalid',
    ],
    ['without a boundary', () => read(bodyOf([]), { type: 'multipart/form-data' }), 'request.invalid'],
  ])('%s is refused', async (_, work, code) => {
    await expect(work()).rejects.toMatchObject({ code });
  });

  it('that was cut is refused', async () => {
    const body = bodyOf([{ name: 'a', filename: 'f', content: 'x'.repeat(5000) }]);
    await expect(read(body.subarray(0, 3000))).rejects.toMatchObject({ code: 'request.invalid' });
  });
});
