/** The body of a form with files, as a browser sends it. */
export function uploadForm(fields: Readonly<Record<string, string | Buffer>>): {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
} {
  const boundary = '----ram-sso-test-form';
  const parts = Object.entries(fields).map(([name, value]) => {
    const file = Buffer.isBuffer(value) ? `; filename="${name}.xml"\r\nContent-Type: application/xml` : '';
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`;
    return Buffer.concat([Buffer.from(head), Buffer.from(value), Buffer.from('\r\n')]);
  });
  return {
    body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}
