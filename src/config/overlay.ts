import type { Seconds } from '../domain/time.ts';
import type { ConfigError } from './config-error.ts';
import type { HttpAddress } from './http-address.ts';
import type { HttpHeader } from './http-header.ts';
import type { Setting } from './origin.ts';

/** What flags or environment say over the file; `null` or an empty list: nothing. */
export interface Overlay {
  /** Each a URL, or the name of an entry of the file. In place of the file's list. */
  readonly prometheus: readonly Setting<string>[];
  /** In place of the file's list. */
  readonly exporterUrls: readonly Setting<HttpAddress>[];
  /** `false`: no exporter is asked. */
  readonly exporters: Setting<false> | null;
  readonly headers: readonly Setting<HttpHeader>[];
  readonly httpConfig: Setting<string> | null;
  readonly timeout: Setting<Seconds> | null;
  readonly color: Setting<'never'> | null;
  readonly ascii: Setting<true | 'on-terminal'> | null;
  readonly readOnly: Setting<true> | null;
}

/** An overlay and everything that is wrong with what it was read from. */
export interface ReadOverlay {
  readonly overlay: Overlay;
  readonly errors: readonly ConfigError[];
}
