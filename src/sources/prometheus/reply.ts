import type { HttpResponse } from '../../ports/http.ts';

/** A response, read. */
export interface Reply {
  readonly status: number;
  readonly contentType: string | null;
  /** The whole body where it looks like JSON, else only its beginning. */
  readonly text: string;
}

/** How much is read of a body that can't be JSON: enough to say what it is. */
const ENOUGH_BYTES = 4096;
const OPENING_BRACE = 0x7b;
const BYTE_ORDER_MARK: readonly number[] = [0xef, 0xbb, 0xbf];

/** @throws HttpError as the body does */
export async function readReply(response: HttpResponse): Promise<Reply> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let looksLikeJson: boolean | null = null;
  for await (const chunk of response.body) {
    chunks.push(chunk);
    size += chunk.length;
    looksLikeJson ??= opensObject(chunk);
    if (looksLikeJson !== true && size >= ENOUGH_BYTES) break;
  }
  return { status: response.status, contentType: response.contentType, text: decode(chunks, size) };
}

/** `null` while there were only blanks. */
function opensObject(chunk: Uint8Array): boolean | null {
  for (const byte of chunk) {
    if (byte > 0x20 && !BYTE_ORDER_MARK.includes(byte)) return byte === OPENING_BRACE;
  }
  return null;
}

function decode(chunks: readonly Uint8Array[], size: number): string {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return new TextDecoder().decode(whole);
}
