/** What a request needs beyond its address: credentials, TLS, extra headers. Made by `config/http-config` from a file or from settings. */
export interface HttpIdentity {
  readonly headers: Readonly<Record<string, string>>;
  readonly basicAuth: { readonly username: string; readonly password: string } | null;
  /** Whole value of the Authorization header, such as `Bearer …`. */
  readonly authorization: string | null;
  readonly tls: {
    readonly ca: string | null;
    readonly cert: string | null;
    readonly key: string | null;
    readonly serverName: string | null;
    readonly insecureSkipVerify: boolean;
    readonly minVersion: TlsVersion | null;
    readonly maxVersion: TlsVersion | null;
  };
  readonly followRedirects: boolean;
  /** `null`: no proxy, or as the environment says where `proxyFromEnvironment`. */
  readonly proxyUrl: string | null;
  readonly noProxy: string | null;
  readonly proxyFromEnvironment: boolean;
}
export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

export type HttpMethod = 'GET' | 'POST' | 'DELETE';

export interface HttpRequest {
  readonly url: string;
  /** A form: the request becomes a POST. */
  readonly form?: readonly (readonly [string, string])[];
  /** A JSON text, in place of a form: the request becomes a POST. */
  readonly json?: string;
  /** Asks to take away what is there; such a request has no body. */
  readonly method?: 'DELETE';
  readonly accept: string;
  readonly identity: HttpIdentity;
  /** For the whole exchange, body included. */
  readonly deadlineMs: number;
  /** Of the body after decompression. */
  readonly maxBodyBytes: number;
  readonly signal?: AbortSignal;
}

/** What a request does. */
export function methodOf({ method, form, json }: Pick<HttpRequest, 'method' | 'form' | 'json'>): HttpMethod {
  return method ?? (form === undefined && json === undefined ? 'GET' : 'POST');
}

/** Any status is a response; only a failure to get one is an error. */
export interface HttpResponse {
  readonly status: number;
  readonly contentType: string | null;
  /** Decompressed. Throws `HttpError` when the deadline passes, the cap is hit or the connection breaks. Must be read or cancelled with `discard`. */
  readonly body: AsyncIterable<Uint8Array>;
  discard(): void;
}

export interface Http {
  /** @throws HttpError */
  request(request: HttpRequest): Promise<HttpResponse>;
}

/** Why there was no (whole) answer; each has its own meaning for an operator. */
export type HttpErrorKind =
  | 'name-not-found'
  | 'refused'
  | 'unreachable'
  | 'timeout'
  | 'tls'
  /** TLS was tried with a server that speaks none. */
  | 'not-tls'
  /** Plain HTTP was tried with what does not speak it. */
  | 'not-http'
  | 'cut-off'
  | 'too-large'
  | 'bad-encoding'
  | 'redirect-refused'
  | 'aborted'
  | 'other';

export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly kind: HttpErrorKind;
  readonly url: string;
  constructor(kind: HttpErrorKind, url: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.url = url;
  }
}
