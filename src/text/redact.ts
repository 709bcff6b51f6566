const MASK = '***';
/** What the names of options, settings and parts of addresses hold whose value is a secret. */
const SECRET_WORD =
  '(?:auth(?!or(?!ization))|passphrase|passw(?:or)?d|pwd|secret|token|api-?key|access-?key|credential|signature|session)';
const NAME = `[\\w.-]{0,40}${SECRET_WORD}[\\w.-]{0,40}`;
/** As a shell reads one, quoted in part or not at all; quotes that are never closed go on to the end of the line. */
const WORD = `(?:"(?:[^"\\\\\\n]|\\\\.)*(?:"|$)|'[^'\\n]*(?:'|$)|[^\\s"'])+`;

/** Each of the patterns needs one of these; most text has none, and is quick to pass. */
const MAY_HOLD = new RegExp(`${SECRET_WORD}|://|bearer|basic`, 'i');

/** `scheme://user:secret@`; an `@` may stand in the secret too. */
const CREDENTIALS = /\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/"'@?#]*(?:@[^\s/"'@?#]*)*@/gi;
/** `Authorization: Bearer …`. */
const BEARER = /\b((?:bearer|basic)\s+)[\w+/=.~-]{6,}/gi;
/** `'--passphrase=…'`: to the end of the quotes. */
const QUOTED_OPTION = new RegExp(`((["'])--?${NAME}[= ])(?:(?!\\2)[^\\n])+`, 'gi');
/** `?authid=…&`. */
const PART_OF_ADDRESS = new RegExp(`([?&]${NAME}(?:=|%3d))[^\\s&"']+`, 'gi');
/** `--passphrase …`. */
const OPTION = new RegExp(`((?:^|\\s)--?${NAME}[ \\t]+)(?!--?[a-z])${WORD}`, 'gim');
/** `--passphrase=…`, `PASSPHRASE=…`, but no part of an address. */
const NAMED = new RegExp(`((?<![?&][\\w.-]{0,80})${NAME}\\s*=\\s*)${WORD}`, 'gim');
/** `"password": "…"`, `auth-id: …`, but not `UnauthorizedAccessException: …`. */
const TOLD = new RegExp(
  `([\\w.-]{0,40}${SECRET_WORD}(?:[-_.]?(?:id|key|user(?:name)?))?["']?\\s*:(?!//)\\s*)${WORD}`,
  'gim',
);

/**
 * Text of others without what is named like a secret: auth ids, passphrases, passwords, tokens, and credentials in addresses. Rather too
 * much is taken than too little; what has no such name before it can't be told from other text.
 */
export function redact(text: string): string {
  if (!MAY_HOLD.test(text)) return text;
  return text
    .replace(CREDENTIALS, `$1${MASK}@`)
    .replace(BEARER, `$1${MASK}`)
    .replace(QUOTED_OPTION, `$1${MASK}`)
    .replace(PART_OF_ADDRESS, `$1${MASK}`)
    .replace(OPTION, `$1${MASK}`)
    .replace(NAMED, `$1${MASK}`)
    .replace(TOLD, `$1${MASK}`);
}
