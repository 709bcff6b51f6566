import type { EpochMs } from '../domain/time.ts';

/** Something that duptop changed out there, or was asked to change. Strings are exact; none of them is a secret. */
export interface AuditEntry {
  readonly at: EpochMs;
  /** Who sat at this machine. */
  readonly user: string;
  readonly action: 'run' | 'stop' | 'silence' | 'extend' | 'expire';
  /** A host, or the address of an Alertmanager. */
  readonly where: string;
  /** A job's id, or that of a silence. */
  readonly target: string;
  /** Such as `started`, `exit 0`, `refused: another run is going on`. */
  readonly outcome: string;
}

/** The local record of what was changed: one line of JSON each, in the user's state folder. */
export interface AuditLog {
  /** A log that can't be written is told to the person, once, and is no reason to stop. */
  write(entry: Omit<AuditEntry, 'at' | 'user'>): Promise<void>;
}
