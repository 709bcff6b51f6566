import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { auditLogFile, createAuditLog, userName } from '../../src/platform/audit-log-node.ts';
import { jsonText } from '../../src/present/document/json-text.ts';
import { tempFolder } from '../support/temp-folder.ts';

const ENTRY = { action: 'run', where: 'db01', target: 'db01:/srv', outcome: 'started' } as const;
let folder: string;
let problems: string[];
beforeEach(() => {
  const { path, remove } = tempFolder('audit');
  folder = path;
  problems = [];
  onTestFinished(remove);
});

function logIn(file: string | null) {
  const clock = { now: () => Date.parse('2026-11-24T19:42:20Z'), after: () => () => {} };
  return createAuditLog({
    file,
    user: 'ops',
    clock,
    encode: jsonText,
    onProblem: (problem) => problems.push(problem),
  });
}
const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('the audit log', () => {
  it('has a line of JSON for each entry, strings exact and harmless, for its owner’s eyes only', async () => {
    const file = join(folder, 'state/duptop/audit.log');
    const log = logIn(file);
    await log.write(ENTRY);
    await log.write({ ...ENTRY, target: 'db01:/srv/\u001b[2J\u202e\n"', outcome: 'exit 0' });
    const lines = readFileSync(file, 'utf8').split('\n');
    expect(lines[0]).toBe(
      '{"at":"2026-11-24T19:42:20.000Z","user":"ops","action":"run","where":"db01","target":"db01:/srv","outcome":"started"}',
    );
    expect(lines[1]).not.toMatch(/[^ -~]/);
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ target: 'db01:/srv/\u001b[2J\u202e\n"' });
    expect([modeOf(file), modeOf(join(folder, 'state/duptop'))]).toEqual([0o600, 0o700]);
  });

  it('never mixes the lines of many writers', async () => {
    const file = join(folder, 'audit.log');
    const logs = Array.from({ length: 20 }, () => logIn(file));
    await Promise.all(logs.map((log, at) => log.write({ ...ENTRY, target: String(at).repeat(500) })));
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).target).toSorted()).toEqual(
      logs.map((_, at) => String(at).repeat(500)).toSorted(),
    );
  });

  it('tells once that it can’t be written, follows no link, and stops nothing', async () => {
    writeFileSync(join(folder, 'target'), '');
    symlinkSync(join(folder, 'target'), join(folder, 'audit.log'));
    const log = logIn(join(folder, 'audit.log'));
    await log.write(ENTRY);
    await log.write(ENTRY);
    expect(problems).toEqual([expect.stringContaining('audit.log can’t be written'.replace('’', "'"))]);
    expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('');
    await logIn(null).write(ENTRY);
    expect(problems).toHaveLength(2);
    expect(existsSync(join(folder, 'null'))).toBe(false);
  });

  it('leaves the mode of a folder that is there as it is, and waits for no reader of a FIFO', async () => {
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere, { mode: 0o755 });
    symlinkSync(elsewhere, join(folder, 'link'));
    await logIn(join(folder, 'link/audit.log')).write(ENTRY);
    expect(modeOf(elsewhere)).toBe(0o755);
    execFileSync('mkfifo', [join(folder, 'fifo')]);
    await logIn(join(folder, 'fifo')).write(ENTRY);
    expect(problems).toEqual([expect.stringContaining("fifo can't be written (ENXIO)")]);
  });

  it('is in the state folder of the XDG specification', () => {
    expect(auditLogFile('/state/', '/home/a')).toBe('/state/duptop/audit.log');
    expect(auditLogFile('relative', '/home/a')).toBe('/home/a/.local/state/duptop/audit.log');
    expect(auditLogFile(undefined, null)).toBe(null);
  });

  it('names the person behind sudo', () => {
    expect(userName({})).not.toBe('');
    if (process.getuid?.() === 0) expect(userName({ SUDO_USER: 'alice' })).toBe('alice');
  });
});
