import type { LoginTo } from '../live/login.ts';
import type { Hosts } from '../remote/host-shell.ts';
import { RemoteError } from '../remote/remote-error.ts';
import { type SafeText, say, visible } from '../text/safe-text.ts';

/** How a person gets a shell on a host; nothing is asked for that. */
export function loginBy(hosts: Hosts): LoginTo {
  return (host, instance) => {
    try {
      const { way, login } = hosts.shellOf(host, instance);
      const { command, args, prepare } = login;
      return { ok: true, way, command, args, ...(prepare && { prepare: () => refusalOf(prepare) }) };
    } catch (error) {
      return { ok: false, reason: reasonIn(error) };
    }
  };
}

async function refusalOf(prepare: () => Promise<void>): Promise<SafeText | null> {
  try {
    await prepare();
    return null;
  } catch (error) {
    return reasonIn(error);
  }
}

function reasonIn(error: unknown): SafeText {
  if (!(error instanceof RemoteError)) throw error;
  const { message, hint } = error;
  return hint === null ? visible(message) : say`${message}; ${hint}`;
}
