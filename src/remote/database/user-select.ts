import { type SafeText, say } from '../../text/safe-text.ts';

/** More rows than anybody reads are not kept in a lock for. */
export const MOST_ROWS = 1000;

/** A SELECT that may be asked, or why not. */
export type UserSelect =
  | { readonly ok: true; readonly select: string }
  | { readonly ok: false; readonly problem: SafeText };

const FIRST_WORD = /^(select|with|values)\b/i;
/** The table with the hash of the passphrase; pages of the file itself. */
const KEPT_BACK = /configuration|sqlite_dbpage/i;
/** A quoted text or name, a comment, or any other character. SQLite closes a comment or quote that is left open at the end. */
const PIECE = /'(?:[^']|'')*'?|"(?:[^"]|"")*"?|`(?:[^`]|``)*`?|\[[^\]]*\]?|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[\s\S]/g;

/**
 * One SELECT of somebody's own, made harmless: it stands in another one, where nothing but a SELECT can stand, and which ends it after
 * `MOST_ROWS` and one more. What can't be refused by its text is refused by the engine, which lets nothing but tables be read.
 */
export function userSelect(sql: string): UserSelect {
  const refuse = (problem: SafeText): UserSelect => ({ ok: false, problem });
  const pieces = sql.match(PIECE) ?? [];
  const isText = (piece: string) => piece.length > 1 && !piece.startsWith('--') && !piece.startsWith('/*');
  let code = '';
  let depth = 0;
  for (const piece of pieces) {
    if (piece.startsWith('--') || piece.startsWith('/*')) code += ' ';
    else code += piece;
    if (isText(piece)) continue;
    if (piece === '(') depth += 1;
    if (piece === ')') depth -= 1;
    if (depth < 0) return refuse(say`a ")" closes nothing`);
  }
  const statement = code.replace(/[\s;]+$/, '').trimStart();
  if (statement === '') return refuse(say`there is no SELECT`);
  if (!FIRST_WORD.test(statement))
    return refuse(say`only SELECT, WITH … SELECT and VALUES are asked: nothing is ever changed`);
  if (KEPT_BACK.test(sql))
    return refuse(say`Configuration is never shown: it holds a hash of the passphrase. The word itself is refused too`);
  if (hasMore(statement)) return refuse(say`one SELECT at a time: there is something behind the ";"`);
  return { ok: true, select: `SELECT * FROM (\n${statement}\n) LIMIT ${MOST_ROWS + 1}` };
}

function hasMore(statement: string): boolean {
  return Array.from(statement.matchAll(PIECE), ([piece]) => piece).includes(';');
}

/** Views that hide the table that is kept back, and tables that are programs. */
export const TRAPS =
  "SELECT count(*) AS Traps FROM sqlite_master WHERE (type='view' AND lower(sql) LIKE '%configuration%') OR (type='table' AND lower(sql) LIKE 'create virtual%')";
