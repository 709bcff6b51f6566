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
const OBJECT = '{';
const BYTE_ORDER_MARK: readonly number[] = [0xef, 0xbb, 0xbf];

/** `openings`: the characters that the JSON of the API begins with. @throws HttpError as the body does */
export async function readReply(response: HttpResponse, openings: string = OBJECT): Promise<Reply> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let looksLikeJson: boolean | null = null;
  for await (const chunk of response.body) {
    chunks.push(chunk);
    size += chunk.length;
    looksLikeJson ??= opens(chunk, openings);
    if (looksLikeJson !== true && size >= ENOUGH_BYTES) break;
  }
  return { status: response.status, contentType: response.contentType, text: decode(chunks, size) };
}

/** `null` while there were only blanks. */
function opens(chunk: Uint8Array, openings: string): boolean | null {
  for (const byte of chunk) {
    if (byte > 0x20 && !BYTE_ORDER_MARK.includes(byte)) return openings.includes(String.fromCharCode(byte));
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
