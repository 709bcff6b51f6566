import type { Progress } from '../ports/progress.ts';
import type { SafeText } from '../text/safe-text.ts';

const SILENT_MS = 1000;
const RETURN_AND_CLEAR = '\r\x1b[K';

/** One line at the bottom of a terminal, which goes away again. On anything else it says nothing. `ascii`: the terminal shows no more. */
export function createProgressLine(stream: NodeJS.WriteStream, { ascii }: { readonly ascii: boolean }): Progress {
  let latest: SafeText | null = null;
  let timer: NodeJS.Timeout | null = null;
  let shown = false;
  const draw = (): void => {
    const whole = ascii ? (latest ?? '').replaceAll('…', '...') : (latest ?? '');
    const text = whole.slice(0, Math.max(0, stream.columns - 1));
    stream.write(RETURN_AND_CLEAR + text);
    shown = true;
  };
  return {
    say(text) {
      if (!stream.isTTY) return;
      latest = text;
      if (shown) draw();
      else timer ??= setTimeout(draw, SILENT_MS).unref();
    },
    end() {
      if (timer !== null) clearTimeout(timer);
      if (shown) stream.write(RETURN_AND_CLEAR);
      timer = null;
      latest = null;
      shown = false;
    },
  };
}
