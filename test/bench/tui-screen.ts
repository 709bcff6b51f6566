import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { Painted } from './tui-measures.ts';

const COLUMNS = 120;
const ROWS = 40;
/** What is drawn is drawn when nothing more has come in so many looks, which is longer than a frame at 60 a second. */
const QUIET_LOOKS = 8;
const LOOK_MS = 5;
const DEADLINE_MS = 60_000;

/** A terminal that throws away what it is shown, and knows when that came. */
export class MeasuredScreen {
  readonly stdin = new Keys();
  readonly stdout = new Sink();

  /** How long it takes until what `cause` changes is on the screen. @throws Error where it changes nothing */
  async paint(cause: () => void): Promise<Painted> {
    const { stdout } = this;
    const before = stdout.bytes;
    const startedAt = performance.now();
    cause();
    // Counted rather than timed: on a busy machine this process may stand still for longer than a frame.
    for (let quiet = 0, seen = before; quiet < QUIET_LOOKS; ) {
      if (performance.now() - startedAt > DEADLINE_MS) throw new Error('nothing was drawn');
      await wait(LOOK_MS);
      quiet = stdout.bytes > before && stdout.bytes === seen ? quiet + 1 : 0;
      seen = stdout.bytes;
    }
    return { ms: stdout.lastAt - startedAt, bytes: stdout.bytes - before };
  }

  press(key: string): Promise<Painted> {
    return this.paint(() => void this.stdin.write(key));
  }
}

/** The part of a `tty.WriteStream` that is used. */
class Sink extends EventEmitter {
  readonly isTTY = true;
  readonly columns = COLUMNS;
  readonly rows = ROWS;
  bytes = 0;
  lastAt = 0;

  write(text: string, callback?: () => void): boolean {
    this.bytes += Buffer.byteLength(text);
    this.lastAt = performance.now();
    if (callback) queueMicrotask(callback);
    return true;
  }

  asStream(): NodeJS.WriteStream {
    return this as unknown as NodeJS.WriteStream;
  }
}

/** The part of a `tty.ReadStream` that is used. */
class Keys extends PassThrough {
  readonly isTTY = true;

  setRawMode(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  asStream(): NodeJS.ReadStream {
    return this as unknown as NodeJS.ReadStream;
  }
}
