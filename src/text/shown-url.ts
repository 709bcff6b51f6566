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

const SECRET_NAME = '[^=&\\s"\'?]*(?:auth|token|secret|passw|pwd|api[-_]?key|signature|credential|session)[^=&\\s"\']*';
const SECRET_PART = new RegExp(`([?&]${SECRET_NAME}=)[^&\\s"'#]+`, 'gi');
const CREDENTIALS_IN_TEXT = /(\bhttps?:\/\/)[^\s/"'@]*(?:@[^\s/"'@]*)*@/gi;
const MASK = '$1***';

/** An address as people may see it: without credentials, and without the values of query parts that are named like secrets. */
export function shownUrl(text: string): string {
  return withoutCredentials(text).replace(SECRET_PART, MASK);
}

/** Text of others that may hold addresses, such as the error of a scrape. */
export function withoutSecrets(text: string): string {
  return text.replace(CREDENTIALS_IN_TEXT, '$1').replace(SECRET_PART, MASK);
}
