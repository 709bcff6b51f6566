/** One key of several texts: different for different texts, whatever they hold. */
export function joinedKey(...texts: readonly string[]): string {
  let key = '';
  for (const text of texts) key += `${text.length}:${text}`;
  return key;
}
