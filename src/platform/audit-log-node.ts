import { constants } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import { type SafeText, say } from '../text/safe-text.ts';

interface AuditLogOptions {
  /** `null`: there is no place for it. */
  readonly file: string | null;
  readonly user: string;
  readonly clock: Clock;
  /** Makes one line of JSON, with nothing in it that a terminal acts on. */
  readonly encode: (value: unknown) => string;
  readonly onProblem: (problem: SafeText) => void;
}

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** Appends each entry in one write, so that lines of several duptops never mix. A link in the file's place is not followed. */
export function createAuditLog({ file, user, clock, encode, onProblem }: AuditLogOptions): AuditLog {
  let told = false;
  const tell = (problem: SafeText): void => {
    if (!told) onProblem(problem);
    told = true;
  };
  return {
    write: async (entry) => {
      if (file === null) {
        tell(say`there is no place for the audit log: neither XDG_STATE_HOME nor a home folder is known`);
        return;
      }
      const { action, where, target, outcome } = entry;
      const at = new Date(clock.now()).toISOString();
      try {
        await append(file, `${encode({ at, user, action, where, target, outcome })}\n`);
      } catch (error) {
        const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
        tell(say`the audit log ${file} can't be written (${reason})`);
      }
    },
  };
}

/** The folder of the log as the XDG specification has it: relative paths are ignored there. */
export function auditLogFile(stateHome: string | undefined, homeFolder: string | null): string | null {
  if (stateHome?.startsWith('/')) return `${stateHome.replace(/\/+$/, '')}/duptop/audit.log`;
  return homeFolder === null ? null : `${homeFolder}/.local/state/duptop/audit.log`;
}

/** Who sits at this machine: whoever became root with sudo is that person still. */
export function userName(environment: Readonly<Record<string, string | undefined>>): string {
  if (process.getuid?.() === 0 && environment.SUDO_USER) return environment.SUDO_USER;
  try {
    return userInfo().username;
  } catch {
    // An account that no database of this machine knows, as in a container.
    return String(process.getuid?.() ?? 'unknown');
  }
}

async function append(file: string, line: string): Promise<void> {
  // One that is there is left as it is: it may be a link to a folder of somebody else.
  await mkdir(dirname(file), { recursive: true, mode: FOLDER_MODE });
  const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  // Without O_NONBLOCK the open of a FIFO would wait for a reader.
  const handle = await open(file, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW | O_NONBLOCK, FILE_MODE);
  try {
    await handle.chmod(FILE_MODE);
    await handle.write(line);
  } finally {
    await handle.close();
  }
}
