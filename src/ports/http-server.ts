/** A request that came in, whole. */
export interface ServedRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  readonly body: string;
}

export interface ServedAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler = (request: ServedRequest) => ServedAnswer | Promise<ServedAnswer>;

/** Something that listens on loopback, for this machine only. */
export interface HttpServer {
  readonly port: number;
  /** `127.0.0.1:PORT`. */
  readonly address: string;
  /** Ends it with all of its connections; the port is free then. */
  close(): Promise<void>;
}

export interface HttpServers {
  /** On any free port, or on this one. Bodies go compressed to whoever asks for that. @throws Error where the port is taken */
  listen(handler: Handler, port?: number): Promise<HttpServer>;
}
