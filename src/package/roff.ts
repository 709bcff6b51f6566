/** What a terminal would show as another character, which no shell takes for this one. */
const AS_TYPED: Readonly<Record<string, string>> = {
  '\\': '\\e',
  '-': '\\-',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
};

/** Text as it stands in a manual page: nothing of it is taken for a request, and each character is shown as it is typed. */
export function roff(text: string): string {
  return text.replace(/[-\\'`^~]/g, (character) => AS_TYPED[character] ?? character).replace(/^\./gm, '\\&.');
}

/** One argument of a request, such as the title of a section. */
export function roffWord(text: string): string {
  return `"${roff(text).replace(/"/g, '""')}"`;
}
