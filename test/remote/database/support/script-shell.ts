import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { HostShell } from '../../../../src/remote/host-shell.ts';
import { RemoteError } from '../../../../src/remote/remote-error.ts';
import { say, visible } from '../../../../src/text/safe-text.ts';
import { findBinary } from '../../../support/real-parts.ts';

export type Engine = 'sqlite3' | 'python3' | 'node';

const TOOLS =
  'sh stat date dd od tr grep head tail base64 timeout sort sed wc cat id cut env ls sleep rm mkdir printf awk find'.split(
    ' ',
  );
const NOBODY = 65_534;

export interface ScriptShellOptions {
  /** The PATH that scripts see; else that of the tests. */
  readonly path?: string;
  /** As one who owns nothing; only root can choose that. */
  readonly asNobody?: boolean;
  readonly shell?: string;
}

/** Runs scripts on this machine with a POSIX shell. Counts them. */
export function scriptShell({ path, asNobody = false, shell = '/bin/sh' }: ScriptShellOptions = {}): HostShell & {
  readonly runs: () => number;
} {
  let runs = 0;
  return {
    host: 'here',
    way: say`this machine`,
    login: { command: shell, args: [] },
    runs: () => runs,
    run: ({ body, words }, { signal, maxBytes, deadlineMs }) => {
      runs += 1;
      return new Promise((resolve, reject) => {
        const child = spawn(shell, ['-c', body, 'sh', ...words], {
          env: { PATH: path ?? process.env.PATH, HOME: '/dev/null/nobody' },
          stdio: ['ignore', 'pipe', 'pipe'],
          timeout: deadlineMs,
          ...(asNobody ? { uid: NOBODY, gid: NOBODY, cwd: '/' } : {}),
          ...(signal ? { signal } : {}),
        });
        const output: Buffer[] = [];
        let complaint = '';
        child.stdout.on('data', (bytes: Buffer) => output.push(bytes));
        child.stderr.setEncoding('utf8').on('data', (text: string) => {
          complaint += text;
        });
        child.on('error', () => reject(new RemoteError('aborted', 'here', say`given up`)));
        child.on('close', (exitCode) => {
          const bytes = Buffer.concat(output);
          if (bytes.length > maxBytes) reject(new RemoteError('too-large', 'here', say`too large`));
          else resolve({ exitCode: exitCode ?? -1, output: bytes, complaint: visible(complaint) });
        });
      });
    },
  };
}

/** A folder with the usual tools and only these engines, to be a PATH. */
export function pathWith(folder: string, engines: readonly Engine[]): string {
  const bin = join(folder, `bin-${engines.join('-')}`);
  mkdirSync(bin, { recursive: true, mode: 0o755 });
  for (const tool of TOOLS) {
    const found = findBinary(tool);
    if (found !== null) symlinkSync(found, join(bin, tool));
  }
  for (const engine of engines) {
    const found = engine === 'node' ? process.execPath : systemBinary(engine);
    if (found !== null) symlinkSync(found, join(bin, engine));
  }
  return bin;
}

/** Debian's own before one in somebody's home. */
function systemBinary(name: string): string | null {
  return findBinary(`../../usr/bin/${name}`) ?? findBinary(name);
}
