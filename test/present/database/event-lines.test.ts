import { describe, expect, it } from 'vitest';
import type { DatabaseEvent } from '../../../src/domain/database/database-event.ts';
import type { DatabaseState, UnreadPart } from '../../../src/domain/database/database-state.ts';
import { decodeResult } from '../../../src/domain/database/decode-result.ts';
import type { DatabaseOperation } from '../../../src/domain/database/operation.ts';
import { outcomeOfResult } from '../../../src/domain/database/result-outcome.ts';
import { paint } from '../../../src/present/ansi.ts';
import { encodeEvent } from '../../../src/present/database/encode.ts';
import { eventLines } from '../../../src/present/database/event-lines.ts';
import { rowsTable } from '../../../src/present/database/rows-table.ts';
import { jsonText } from '../../../src/present/document/json-text.ts';
import { visible } from '../../../src/text/safe-text.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const HOSTILE = '\x1b]0;x\x07\u202eevil\n';
const SECRET = 'pl4nted-s3cret';

function ended(members: Readonly<Record<string, unknown>>): DatabaseOperation {
  const result = decodeResult(JSON.stringify({ MainOperation: 'Backup', ...members }));
  if (result === null) throw new Error('no result');
  return {
    id: 7,
    description: 'Backup',
    startedAt: NOW - 60_000,
    state: { kind: 'ended', outcome: outcomeOfResult(result), result },
  };
}

function state(more: Partial<DatabaseState> = {}): DatabaseState {
  return {
    file: '/var/duplicati_A\nB.sqlite',
    size: 2048,
    modifiedAt: NOW - 60_000,
    readAs: 'live',
    engine: 'sqlite3 3.40.1',
    schema: 10,
    schemaIsNew: false,
    now: NOW,
    operations: [],
    remote: [],
    volumes: [],
    leftovers: [],
    versions: { count: 0, incomplete: 0, oldestAt: null, newest: [] },
    unread: [],
    ...more,
  };
}

function textOf(event: DatabaseEvent, width: number | null = null): string {
  return eventLines(event, false, { now: NOW, ascii: true, width })
    .map((line) => paint(line, { color: false }))
    .join('\n');
}

describe('eventLines', () => {
  it('tells what a run did, why it was not good, and how often', () => {
    const operation = ended({
      ParsedResult: 'Warning',
      Duration: '00:01:05',
      AddedFiles: 3,
      ExaminedFiles: 10,
      SizeOfExaminedFiles: 2048,
      WarningsActualLength: 25,
      Warnings: Array.from(
        { length: 20 },
        () => '2026-11-24 03:00:00 +00 - [Warning-A.B-C]: Failed to process path: /x\nIOException: gone',
      ),
      BackendStatistics: { BytesUploaded: 1024, FilesUploaded: 1, RetryAttempts: 2 },
    });
    expect(textOf({ type: 'ended', operation })).toBe(
      `^ 2026-11-24 11:59:00Z  Backup    success with warnings after 1m 5s: 3 added of 10 files (2.0 KB); uploaded 1.0 KB in 1 file; 2 retries
    warning: Failed to process path: /x: IOException: gone (20 times)
    5 more warnings`,
    );
  });

  it('tells of a run without a result what it left, and of one that failed early that it had no row', () => {
    const unfinished: DatabaseOperation = {
      id: 2,
      description: 'Backup',
      startedAt: NOW,
      state: { kind: 'unfinished' },
    };
    const early = { ...ended({ ParsedResult: 'Fatal', Errors: ['no space'] }), id: null };
    const leftovers = [{ operationId: 2, state: 'Uploading', count: 3, bytes: 1024 }];
    const text = textOf({ type: 'state', state: state({ operations: [unfinished, early], leftovers }), log: null });
    expect(text).toContain('no result: it failed, or was cut off; of its files it left 3 uploading (1.0 KB)');
    expect(text).toContain("why is only in what it printed: in the mail of cron, or in the system's log");
    expect(text).toContain('failed before it had a row of its own');
    expect(text).toContain('error: no space');
  });

  it('says how it was read where that was not as usual', () => {
    const text = (more: Partial<DatabaseState>) => textOf({ type: 'state', state: state(more), log: null });
    expect(text({ readAs: 'torn' })).toContain('may be torn');
    expect(text({ readAs: 'checkpoint' })).toContain('write-ahead log (-wal) holds is missing here');
    expect(text({ schema: 23, schemaIsNew: true })).toContain('23 (newer than any that duptop knows');
  });

  it('says of what could not be read that it is not known, and why, each reason once', () => {
    const part = (what: string, more: Partial<UnreadPart> = {}): UnreadPart => ({
      what: visible(what),
      partly: false,
      why: visible('/var/x.sqlite is damaged: malformed'),
      hint: visible('repair it'),
      isDamage: true,
      ...more,
    });
    const unread = [
      part('operations'),
      part('results', { partly: true }),
      part('schema version', { why: visible('no such table: Version'), hint: null, isDamage: false }),
      part('number of versions'),
    ];
    const whole = state({
      schema: null,
      operations: null,
      remote: null,
      volumes: null,
      leftovers: null,
      versions: { count: null, incomplete: null, oldestAt: null, newest: null },
      unread,
    });
    const text = textOf({ type: 'state', state: whole, log: null });
    expect(text).toMatch(/^ {2}state +damaged$/m);
    expect(text.slice(text.indexOf('VERSIONS'))).toBe(`VERSIONS
  kept          not known

AT THE DESTINATION
  not known

LAST REMOTE OPERATIONS
  not known

LAST OPERATIONS
  not known

NOT READ
  parts         operations, results (not all), number of versions
  why           /var/x.sqlite is damaged: malformed
  next          repair it
  parts         schema version
  why           no such table: Version`);
    expect(JSON.parse(jsonText(encodeEvent({ type: 'state', state: whole, log: null })))).toMatchObject({
      damaged: true,
      operations: null,
      remote: null,
      volumes: null,
      leftovers: null,
      versions: { count: null, incomplete: null, oldestAt: null, newest: null },
      unread: expect.arrayContaining(['results (not all): /var/x.sqlite is damaged: malformed']),
    });
    const torn = { ...whole, readAs: 'torn' } as const;
    expect(textOf({ type: 'state', state: torn, log: null })).toMatch(/^ {2}state +may be torn$/m);
  });

  it('says of a run that goes on for how long it does, and of one whose result is hidden no more than that', () => {
    const operation = { id: 2, description: 'Backup', startedAt: NOW - 11_000 };
    const text = (operations: DatabaseState['operations']) =>
      textOf({ type: 'state', state: state({ operations }), log: null });
    expect(text([{ ...operation, state: { kind: 'running', evidence: 'process' } }])).toContain('running for 11s');
    expect(text([{ ...operation, state: { kind: 'unread' } }])).toContain("its result can't be read");
  });

  it('shows nothing that a terminal would act on, and no secret, in text and in JSON', () => {
    const operation = {
      ...ended({
        ParsedResult: 'Error',
        Errors: [`${HOSTILE} --passphrase=${SECRET}`],
        Warnings: [`dropbox:///x?authid=${SECRET}`],
        TestResults: {
          Verifications: [{ Key: HOSTILE, Value: [{ Key: 'Error', Value: `ftp://u:${SECRET}@h ${HOSTILE}` }] }],
        },
      }),
      description: HOSTILE,
    };
    const remote = { id: 1, operationId: 7, at: NOW, what: HOSTILE, name: HOSTILE, size: 1 };
    const events: readonly DatabaseEvent[] = [
      {
        type: 'state',
        state: state({ operations: [operation], remote: [remote], file: HOSTILE, engine: HOSTILE }),
        log: null,
      },
      { type: 'ended', operation },
      { type: 'begun', operation },
      { type: 'remote', remote },
    ];
    for (const event of events) {
      for (const text of [textOf(event), textOf(event, 60), jsonText(encodeEvent(event))]) {
        expect(text.replace(/\n/g, '')).not.toMatch(/[\p{Cc}\u202e]/u);
        expect(text).not.toContain(SECRET);
      }
    }
    expect(JSON.parse(jsonText(encodeEvent({ type: 'remote', remote })))).toMatchObject({ remote: { name: HOSTILE } });
  });

  it('tells uploads with their rate', () => {
    const progress = {
      operationId: 7,
      uploadedBytes: 3 * 1024 * 1024,
      uploadedFiles: 2,
      uploadingFiles: 1,
      bytesPerSecond: 1024,
      runningSeconds: 65,
    };
    expect(textOf({ type: 'progress', progress })).toContain(
      'uploaded 3.00 MB in 2 files, 1 on its way, 1.0 KB/s, running for 1m 5s',
    );
  });
});

describe('rowsTable', () => {
  it('lines numbers up at the right, and shows what a cell is', () => {
    const lines = rowsTable([
      { name: 'a\tb', n: 5, data: { blob: '00ff' } },
      { name: null, n: 500, data: null },
    ]);
    expect(lines.map((line) => paint(line, { color: false }))).toEqual([
      'name    n  data',
      "a\\tb    5  x'00ff'",
      'NULL  500  NULL',
    ]);
  });
});
