import type { UploadProgress } from '../../domain/database/database-state.ts';
import type { VolumeCount } from '../../domain/database/remote-operation.ts';
import type { EpochMs } from '../../domain/time.ts';

/** The rate is that of the last while: files arrive whole, so that less time would make it jump. */
const WINDOW_MS = 30_000;
const ARRIVED: ReadonlySet<string> = new Set(['Uploaded', 'Verified']);

/** Measures the uploads of one operation from poll to poll. */
export class UploadMeter {
  readonly #operationId: number;
  readonly #startedAt: EpochMs;
  #samples: readonly { readonly at: EpochMs; readonly bytes: number }[] = [];
  #last = '';

  /** `startedAt`: of the operation, by the same clock as `now` of the measurements. */
  constructor(operationId: number, startedAt: EpochMs) {
    this.#operationId = operationId;
    this.#startedAt = startedAt;
  }

  /** `null` where nothing has moved since the last time. */
  measure(volumes: readonly VolumeCount[], now: EpochMs): UploadProgress | null {
    let uploadedBytes = 0;
    let uploadedFiles = 0;
    let uploadingFiles = 0;
    for (const { state, count, bytes } of volumes) {
      if (state === 'Uploading') uploadingFiles += count;
      if (!ARRIVED.has(state)) continue;
      uploadedBytes += bytes;
      uploadedFiles += count;
    }
    this.#samples = [...this.#samples.filter(({ at }) => now - at <= WINDOW_MS), { at: now, bytes: uploadedBytes }];
    const moved = `${uploadedBytes}/${uploadedFiles}/${uploadingFiles}`;
    if (moved === this.#last || moved === '0/0/0') return null;
    this.#last = moved;
    return {
      operationId: this.#operationId,
      uploadedBytes,
      uploadedFiles,
      uploadingFiles,
      bytesPerSecond: this.#rate(),
      runningSeconds: Math.max(0, now - this.#startedAt) / 1000,
    };
  }

  #rate(): number | null {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    if (!first || !last || last.at === first.at || last.bytes <= first.bytes) return null;
    return ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
  }
}
