import { type SafeText, visible } from './safe-text.ts';

/** Text as it is where that is safe to show; else as a word for bash that means it exactly: `$'/srv/a\nb'`. */
export function bashText(text: string): SafeText {
  if (visible(text) === text) return text as SafeText;
  const escaped = Array.from(text, (character) => {
    if (character === "'" || character === '\\') return `\\${character}`;
    return visible(character) === character ? character : bytesOf(character);
  });
  return `$'${escaped.join('')}'` as SafeText;
}

/** Octal, which unlike hexadecimal ends after three digits whatever follows. */
function bytesOf(character: string): string {
  if (character === '\n') return '\\n';
  return Array.from(new TextEncoder().encode(character), (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
