import { homedir } from 'node:os';

/** `null` where there is none: HOME is not set, and no database of this machine knows the account, as in a container. */
export function homeFolder(): string | null {
  try {
    return homedir() || null;
  } catch {
    return null;
  }
}
