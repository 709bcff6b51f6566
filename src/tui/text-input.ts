/** A line of text that is being typed. */
export interface TextInput {
  readonly text: string;
  /** The cursor, in UTF-16 units from the beginning; always between two characters. */
  readonly at: number;
}

export type Edit =
  | 'backspace'
  | 'delete'
  | 'left'
  | 'right'
  | 'home'
  | 'end'
  | 'delete-word'
  | 'delete-before'
  | 'delete-after';

const GRAPHEMES = new Intl.Segmenter();
/** A line has no line breaks; what else is unprintable is shown by `visible`. */
const BREAKS = /[\r\n\t]+/g;
const LONGEST = 1000;

export function inputOf(text: string): TextInput {
  return { text, at: text.length };
}

/** Typed or pasted: line breaks become blanks, and what would be too long is not taken. */
export function typed({ text, at }: TextInput, more: string): TextInput {
  const flat = more.replace(BREAKS, ' ').slice(0, Math.max(0, LONGEST - text.length));
  return { text: text.slice(0, at) + flat + text.slice(at), at: at + flat.length };
}

export function edited(input: TextInput, edit: Edit): TextInput {
  const { text, at } = input;
  switch (edit) {
    case 'left':
      return { text, at: before(text, at) };
    case 'right':
      return { text, at: after(text, at) };
    case 'home':
      return { text, at: 0 };
    case 'end':
      return { text, at: text.length };
    case 'backspace':
      return cut(input, before(text, at), at);
    case 'delete':
      return cut(input, at, after(text, at));
    case 'delete-word':
      return cut(input, wordBefore(text, at), at);
    case 'delete-before':
      return cut(input, 0, at);
    case 'delete-after':
      return cut(input, at, text.length);
  }
}

function cut({ text, at }: TextInput, from: number, to: number): TextInput {
  return from === to ? { text, at } : { text: text.slice(0, from) + text.slice(to), at: from };
}

function before(text: string, at: number): number {
  return [...GRAPHEMES.segment(text.slice(0, at))].at(-1)?.index ?? 0;
}

function after(text: string, at: number): number {
  const [first] = GRAPHEMES.segment(text.slice(at));
  return at + (first?.segment.length ?? 0);
}

function wordBefore(text: string, at: number): number {
  return /(?:\S+\s*|\s+)$/.exec(text.slice(0, at))?.index ?? 0;
}
