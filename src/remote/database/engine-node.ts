/**
 * Asks with `node:sqlite` of Node 22.13 and later, for a machine that has nothing else: `node -e THIS LIVE STILL BUSY-MS GUARDED SELECT…`,
 * LIVE being a path, since not every version takes a URI. Prints as the sqlite3 command line does with `-json`. Ends with 97 where Node has no such module.
 */
export const NODE_ENGINE = String.raw`
let sqlite;
try { sqlite = require('node:sqlite'); } catch { process.exit(97); }
const [live, still, patience, guarded, ...selects] = process.argv.slice(1);
let busy = patience;
const lines = [];
const record = (name, text) => lines.push(name + ':' + Buffer.from(text).toString('base64'));
const allow = (action, first) => {
  if (action === 20) return ['configuration', 'sqlite_dbpage'].includes(String(first).toLowerCase()) ? 1 : 0;
  return [21, 31, 33].includes(action) ? 0 : 1;
};
const connect = (file) => {
  const connection = new sqlite.DatabaseSync(file, { readOnly: true });
  connection.exec('PRAGMA busy_timeout = ' + Number(busy));
  if (guarded === 'yes' && connection.setAuthorizer) connection.setAuthorizer(allow);
  return connection;
};
const shown = (value) => {
  if (typeof value === 'bigint') return JSON.rawJSON(String(value));
  return value instanceof Uint8Array ? { blob: Buffer.from(value).toString('hex') } : value;
};
const ask = (connection, select) => {
  const statement = connection.prepare(select);
  statement.setReadBigInts(true);
  const rows = statement.all();
  return rows.map((row) => JSON.stringify(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, shown(value)]))));
};
record('engine', 'node ' + (process.versions.sqlite ?? process.versions.node));
let connection = null;
let way = live;
for (const [at, select] of selects.entries()) {
  lines.push('[{"@":' + (at + 1) + '}]');
  for (;;) {
    try {
      connection ??= connect(way);
      const rows = ask(connection, select);
      if (rows.length > 0) lines.push('[' + rows.join(',\n') + ']');
      break;
    } catch (error) {
      const text = String(error.message);
      if (way === live && /readonly database|unable to open/.test(text)) {
        way = still;
        connection = null;
        record('reading', 'still');
        continue;
      }
      if (text.includes(' is locked')) {
        busy = 0;
        connection = null;
      }
      record('error', text);
      break;
    }
  }
}
process.stdout.write(lines.join('\n') + '\n');
`;
