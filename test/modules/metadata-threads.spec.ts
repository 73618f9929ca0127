import { type KeyObject, X509Certificate } from 'node:crypto';
import { MetadataReader } from '../../src/idp-trust/metadata-reader';
import { MetadataThreads } from '../../src/idp-trust/metadata-threads';
import { ReadingLimits } from '../../src/idp-trust/reading-limits';
import { MetadataError } from '../../src/saml/metadata/metadata-error';
import { readIdpMetadata } from '../../src/saml/metadata/read-idp-metadata';
import { TestIdp } from '../support/idp/test-idp';

const OPEN = '<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">';
const CLOSE = '</md:EntitiesDescriptor>';
const TENANT = 'a tenant';

let idp: TestIdp;
let other: TestIdp;
let publicKey: KeyObject;
beforeAll(async () => {
  idp = await TestIdp.create();
  other = await TestIdp.create(idp.keys, 'https://other.example/saml');
  ({ publicKey } = new X509Certificate(idp.keys.certificateDer));
});

const aggregate = (between = '') =>
  Buffer.from(`${OPEN}${idp.metadata({ slo: true })}${between}${other.metadata()}${CLOSE}`);

function threads(change: Partial<ReadingLimits> = {}): MetadataThreads {
  return new MetadataThreads(Object.assign(new ReadingLimits(), change));
}

async function refusalOf(reading: Promise<unknown>): Promise<MetadataError> {
  const refusal: unknown = await reading.catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(MetadataError);
  return refusal as MetadataError;
}

it('reads what would be read without it, and gives the document back as it came', async () => {
  const document = aggregate();
  const kept = Buffer.from(document);
  const options = { entityId: idp.entityId };
  const read = await threads().read(TENANT, document, options);
  expect(read.metadata).toEqual(readIdpMetadata(kept, options));
  expect(read.metadata.signingCertificates[0]?.publicKey?.equals(publicKey)).toBe(true);
  expect(read.document).toEqual(kept);
});

it('takes the memory of the document along, and copies none of it', async () => {
  const document = Buffer.from(aggregate(`<!--${' '.repeat(100_000)}-->`));
  const { document: back } = await threads().read(TENANT, document, { entityId: idp.entityId });
  expect(document).toHaveLength(0);
  expect(back.length).toBeGreaterThan(100_000);
});

it('leaves what else is in the same memory where it is', async () => {
  const around = Buffer.concat([Buffer.from('before'), aggregate(), Buffer.from('behind')]);
  const inside = around.subarray('before'.length, -'behind'.length);
  const { document } = await threads().read(TENANT, inside, { entityId: idp.entityId });
  expect(document).toEqual(aggregate());
  expect(around.toString()).toBe(`before${aggregate().toString()}behind`);
});

it('refuses as would be refused without it: sentence, values and candidates', async () => {
  const expected = await refusalOf(Promise.resolve().then(() => readIdpMetadata(aggregate())));
  const actual = await refusalOf(threads().read(TENANT, aggregate(), {}));
  expect(actual.said).toEqual(expected.said);
  expect(actual.message).toBe(expected.message);
  expect(actual.candidates).toEqual([idp.entityId, other.entityId]);
});

it('holds the document to the key that it must be signed under', async () => {
  const refusal = await refusalOf(
    threads().read(TENANT, aggregate(), { entityId: idp.entityId, signer: publicKey }),
  );
  expect(refusal.said.values).toContainEqual(expect.objectContaining({ text: 'no signature on its root' }));
});

it('ends a thread that takes too long', async () => {
  const reading = threads({ timeoutMs: 0 }).read(TENANT, aggregate(), {});
  await expect(reading).rejects.toMatchObject({ code: 'unavailable' });
});

it('ends a thread that takes too much memory, and goes on', async () => {
  const small = threads({ heap: { old: 24, young: 4 } });
  const dense = aggregate('<a><b/></a>'.repeat(500_000));
  const refusal = await refusalOf(small.read(TENANT, dense, { entityId: idp.entityId }));
  expect(refusal.cause).toMatchObject({ code: 'ERR_WORKER_OUT_OF_MEMORY' });
  const { metadata } = await small.read(TENANT, aggregate(), { entityId: idp.entityId });
  expect(metadata.entityId).toBe(idp.entityId);
});

it('reads one after the other, and lets no more than some wait', async () => {
  const few = threads({ waiting: 1 });
  const read = () => few.read(TENANT, aggregate(), { entityId: idp.entityId });
  const [first, second] = [read(), read()];
  await expect(read()).rejects.toMatchObject({ code: 'unavailable' });
  expect((await first).metadata).toEqual((await second).metadata);
  expect((await read()).metadata.entityId).toBe(idp.entityId);
});

it('lets no tenant wait for all that another one wants to have read', async () => {
  const few = threads({ waiting: 4, waitingEach: 2 });
  const ends: string[] = [];
  const read = async (tenant: string) => {
    await few.read(tenant, aggregate(), { entityId: idp.entityId });
    ends.push(tenant);
  };
  const readings = [read('a'), read('a'), read('a'), read('b')];
  await expect(read('a')).rejects.toMatchObject({ code: 'unavailable' });
  await Promise.all(readings);
  expect(ends).toEqual(['a', 'a', 'b', 'a']);
});

it('ends with the service: neither the running one nor one that waits goes on', async () => {
  const ending = threads();
  const readings = [ending.read(TENANT, aggregate(), {}), ending.read(TENANT, aggregate(), {})];
  const ends = Promise.allSettled(readings);
  await Promise.resolve();
  await ending.onApplicationShutdown();
  expect(await ends).toMatchObject(readings.map(() => ({ reason: { code: 'unavailable' } })));
});

it('is only for what is large', async () => {
  const limits = Object.assign(new ReadingLimits(), { inlineBytes: aggregate().length });
  const asked: number[] = [];
  class Counting extends MetadataThreads {
    override read(tenantId: string, document: Buffer, options: object) {
      asked.push(document.length);
      return super.read(tenantId, document, options);
    }
  }
  const reader = new MetadataReader(limits, new Counting(limits));
  const longer = aggregate(' ');
  await reader.read(TENANT, aggregate(), { entityId: idp.entityId });
  expect(asked).toEqual([]);
  await reader.read(TENANT, aggregate(' '), { entityId: idp.entityId });
  expect(asked).toEqual([longer.length]);
});
