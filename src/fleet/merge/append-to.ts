/** Puts an item into the list under a key. */
export function appendTo<Key, Item>(index: Map<Key, Item[]>, key: Key, item: Item): void {
  const known = index.get(key);
  if (known) known.push(item);
  else index.set(key, [item]);
}
