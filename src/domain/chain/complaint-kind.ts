/** What duplicati-cli complains of, as far as it tells a cause of its own. */
export type ComplaintKind =
  | 'disk'
  | 'database-locked'
  | 'database-damaged'
  | 'passphrase'
  /** Files at the destination that should be there are not, or the other way round: for repair to mend. */
  | 'remote-files'
  | 'source'
  | 'destination';

/** Words of .NET, of Duplicati's backends (2.0 to 2.3) and of SQLite; the first that fits counts: a full disk of our own comes first. */
const WORDS: readonly (readonly [RegExp, ComplaintKind])[] = [
  [/no space left on device|disk full|not enough space on the disk|database or disk is full/i, 'disk'],
  [/database (?:table )?is locked|database is busy/i, 'database-locked'],
  [
    /disk image is malformed|not a database|DatabaseNeedsRepair|database was attempted repaired|disk i\/o error/i,
    'database-damaged',
  ],
  [/passphrase|failed to decrypt|invalid header marker/i, 'passphrase'],
  [
    /missing from the (?:remote|backend)|MissingRemoteFiles|ExtraRemoteFiles|unknown remote files|not recorded in local/i,
    'remote-files',
  ],
  [
    /^(?:Failed to process (?:path|metadata)|Error reported while accessing file)|source .*(?:missing|not (?:exist|found))/i,
    'source',
  ],
  [
    /connection (?:refused|reset|timed? ?out)|connect(?:ion)? failed|unable to connect|no route to host|network is unreachable|name or service not known|name resolution|no such host|could not resolve/i,
    'destination',
  ],
  [
    /\btimed? ?out\b|unauthorized|forbidden|invalid_grant|access[_ ]token|authid|oauth|too many requests|quota|insufficient[_ ]space/i,
    'destination',
  ],
  [
    /\((?:401|403|404|409|429|5\d\d)\)|\b(?:ssl|tls)\b|certificate|remote server|\bbackend\b|(?:web|socket|httprequest)exception|dropbox/i,
    'destination',
  ],
  [
    /FolderMissing|FolderHasBeenCreated|folder .*(?:not (?:exist|found)|missing)|could not find (?:a part of )?the path|access to the path .* is denied/i,
    'destination',
  ],
];

export function complaintKind(line: string): ComplaintKind | null {
  return WORDS.find(([words]) => words.test(line))?.[1] ?? null;
}

/** What kind of trouble with the destination the words tell, for people. */
export function destinationTrouble(line: string): string {
  return TROUBLES.find(([words]) => words.test(line))?.[1] ?? 'it could not be used';
}

const TROUBLES: readonly (readonly [RegExp, string])[] = [
  [
    /refused|reset|unable to connect|connect(?:ion)? failed|no route|unreachable|timed? ?out/i,
    'it could not be reached',
  ],
  [/name or service|resolution|no such host|could not resolve/i, 'its name could not be resolved'],
  [/unauthorized|forbidden|invalid_grant|token|authid|oauth|\(40[13]\)/i, 'it refused the credentials'],
  [/quota|insufficient/i, 'it is full'],
  [/ssl|tls|certificate/i, 'its certificate was not accepted'],
  [/\(429\)|too many/i, 'it refused for too many requests'],
  [/foldermissing|not exist|not found|missing|\(404\)|could not find/i, 'the folder, or files in it, are missing'],
  [/denied/i, 'it may not be written to'],
  [/\(5\d\d\)/, 'it failed on its side'],
];
