import type { RamSso } from '../../sdk/sdk';

/** An IdP's metadata, byte for byte as they came: those in force, or those of an old version. */
export async function readMetadata(api: RamSso, alias: string, version?: string): Promise<Buffer> {
  const { data } =
    version === undefined
      ? await api.raw.GET('/api/v1/tenants/{alias}/idp/metadata', {
          params: { path: { alias } },
          parseAs: 'arrayBuffer',
        })
      : await api.raw.GET('/api/v1/tenants/{alias}/idp/versions/{number}/metadata', {
          params: { path: { alias, number: version } },
          parseAs: 'arrayBuffer',
        });
  return Buffer.from(data as unknown as ArrayBuffer);
}
