import { Buffer } from 'node:buffer';

/** OSC 52: the terminal, not the host that duptop runs on, puts the text into its clipboard. tmux passes it on where `set-clipboard` is not off. */
export function clipboardSequence(text: string): string {
  return `\x1b]52;c;${Buffer.from(text, 'utf8').toString('base64')}\x07`;
}
