import type { TestResponse } from '../../support/app';
import { type ConsoleBrowser, formTokenIn } from './console-browser';
import { uploadForm } from './upload-form';

/** Gives metadata in step 3 as a browser does, and answers the page of what was read, or that of what is wrong. */
export async function giveMetadata(
  browser: ConsoleBrowser,
  alias: string,
  fields: Readonly<Record<string, string | Buffer>>,
): Promise<TestResponse> {
  const page = `/admin/tenants/${alias}/setup/idp`;
  const _token = formTokenIn(await browser.get(page));
  const answer = await browser.upload(page, uploadForm({ _token, ...fields }));
  return answer.status === 303 ? browser.get(String(answer.headers.location)) : answer;
}
