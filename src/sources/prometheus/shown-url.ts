/** Everything before the last `@`, but the scheme: more than the credentials rather than less, where the address is mistyped. */
const UP_TO_LAST_AT = /^([a-z][a-z0-9+.-]*:\/\/)?.*@/is;

/** An http(s) address in one spelling (no default port) and without credentials; any other text without what may be credentials. */
export function withoutCredentials(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return withoutAllBeforeAt(text);
  url.username = '';
  url.password = '';
  return url.href;
}

/** For an address that may be mistyped. */
export function withoutAllBeforeAt(text: string): string {
  return text.replace(UP_TO_LAST_AT, '$1');
}
