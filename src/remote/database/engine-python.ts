/**
 * Asks with the `sqlite3` module of Python 3.5 and later: `python3 -I -c THIS LIVE STILL BUSY-MS GUARDED SELECT…`. Prints as the sqlite3
 * command line does with `-json`, so that one parser reads both. Ends with 97 where Python has no such module.
 */
export const PYTHON_ENGINE = String.raw`
import sys
try:
    import sqlite3
except ImportError:
    sys.exit(97)
import base64, json, math, os, resource
live, still, busy, guarded = sys.argv[1:5]
if guarded == 'yes':  # the host's memory is for its backups
    most, hard = 512 * 1024 * 1024, resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
selects = [os.fsencode(word).decode('utf-8', 'replace') for word in sys.argv[5:]]

def record(name, text):
    print(name + ':' + base64.b64encode(text.encode('utf-8', 'replace')).decode('ascii'))

def allow(action, first, second, database, trigger):
    if action == 20:  # SQLITE_READ
        return 1 if (first or '').lower() in ('configuration', 'sqlite_dbpage') else 0
    return 0 if action in (21, 31, 33) else 1  # SQLITE_SELECT, SQLITE_FUNCTION, SQLITE_RECURSIVE

def connect(uri):
    connection = sqlite3.connect(os.fsencode(uri).decode('utf-8'), uri=True, timeout=int(busy) / 1000, isolation_level=None)
    connection.text_factory = lambda raw: raw.decode('utf-8', 'replace')
    if guarded == 'yes':
        connection.set_authorizer(allow)
    return connection

def shown(value):
    if isinstance(value, bytes):
        return {'blob': base64.b16encode(value).decode('ascii').lower()}
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value

def ask(connection, select):
    cursor = connection.execute(select)
    names = [column[0] for column in cursor.description]
    rows = cursor.fetchall()  # nothing is held while the answer goes out
    cursor.close()
    return [json.dumps(dict(zip(names, map(shown, row)))) for row in rows]

record('engine', 'python3 ' + sqlite3.sqlite_version)
connection = None
way = live
for number, select in enumerate(selects, 1):
    print('[{"@":%d}]' % number)
    while True:
        try:
            connection = connection or connect(way)
            lines = ask(connection, select)
            if lines:
                print('[' + ',\n'.join(lines) + ']')
            break
        except (sqlite3.Error, sqlite3.Warning) as error:
            text = str(error)
            if way == live and ('readonly database' in text or 'unable to open' in text):
                way, connection = still, None
                record('reading', 'still')
                continue
            if ' is locked' in text:
                busy, connection = '0', None
            record('error', text)
            break
        except MemoryError:
            record('error', 'it needs more memory than it may have')
            break
`;
