import { type SafeText, visible } from '../text/safe-text.ts';

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar for a value from 0 to `greatest`, at most `width` columns long; whatever is more than nothing can be seen. */
export function bar(value: number, greatest: number, width: number, ascii: boolean): SafeText {
  if (!(value > 0 && greatest > 0 && width > 0)) return visible('');
  const share = Math.min(1, value / greatest);
  if (ascii) return visible('#'.repeat(Math.max(1, Math.round(share * width))));
  const eighths = Math.max(1, Math.round(share * width * 8));
  return visible('█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? ''));
}
