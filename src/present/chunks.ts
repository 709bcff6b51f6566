/** Few writes, and no string of the size of the whole output. */
const CHUNK_LENGTH = 64 * 1024;

/** Small pieces of text put together to pieces of about 64 Ki characters. */
export function* inChunks(pieces: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length >= CHUNK_LENGTH) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}
