/**
 * For scripts that tell several things: `record NAME VALUE` prints one, whatever the value holds. Values of plain characters go as they
 * are, others as base64, which costs the host three processes.
 */
export const RECORD = `record() {
  case $2 in
    *[!a-zA-Z0-9_/.,:@%+=\\ -]*) printf '%s:' "$1"; printf '%s' "$2" | base64 | tr -d '\\n'; echo ;;
    *) printf '%s=%s\\n' "$1" "$2" ;;
  esac
}
`;

/** One thing that a script told. */
export interface ScriptRecord {
  readonly name: string;
  readonly value: string;
}

const LINE = /^([a-z][a-z0-9-]*)([=:])(.*)$/;

/** In the order in which they were told; lines that are no records are left out. A value that is no UTF-8 has U+FFFD in it. */
export function readRecords(output: Uint8Array): readonly ScriptRecord[] {
  const records: ScriptRecord[] = [];
  for (const line of new TextDecoder().decode(output).split('\n')) {
    const [, name, kind, text] = LINE.exec(line) ?? [];
    if (name === undefined || text === undefined) continue;
    records.push({ name, value: kind === '=' ? text : decoded(text) });
  }
  return records;
}

function decoded(base64: string): string {
  const bytes = Uint8Array.from(atobOrEmpty(base64), (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}

/** What was cut in the middle is told as nothing. */
function atobOrEmpty(base64: string): string {
  try {
    return atob(base64);
  } catch {
    return '';
  }
}
