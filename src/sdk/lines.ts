import { RamSsoUnreachable } from './errors';

/** The lines of a stream of text, without their ends and without empty ones. */
export async function* readLines(
  body: ReadableStream<Uint8Array>,
  signal?: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  let rest = '';
  for await (const text of readText(body, signal)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line.trim() !== '');
  }
  if (rest.trim() !== '') yield rest;
}

/** By its reader, since not every platform walks a stream by `for await`. Who stops early cancels it. */
async function* readText(
  body: ReadableStream<Uint8Array>,
  signal?: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      yield decoder.decode(read.value, { stream: true });
    }
    yield decoder.decode();
  } catch (cause) {
    signal?.throwIfAborted();
    throw new RamSsoUnreachable('network', 'The answer broke off before its end.', cause);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
