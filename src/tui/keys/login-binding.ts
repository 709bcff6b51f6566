import { type SafeText, say } from '../../text/safe-text.ts';
import { hostLookedAt } from '../looked-at.ts';
import type { Model } from '../model.ts';
import type { Binding } from './binding.ts';

export const LOGIN_BINDING: Binding = {
  id: 'login',
  keys: ['x'],
  description: 'a shell on the host; exit comes back to the same screen',
  footer: { label: 'shell', usefulness: 44 },
  group: 'Act',
  places: ['fleet', 'job', 'hosts', 'run', 'tail'],
  disabled: withoutHost,
  message: (model) => {
    const at = hostLookedAt(model);
    if (at === null) return { type: 'notify', text: NO_HOST };
    return { type: 'login', host: at.host, instance: at.instance };
  },
};

const NO_HOST = say`there is no host to log in to`;

function withoutHost(model: Model): SafeText | null {
  const at = hostLookedAt(model);
  if (at === null) return NO_HOST;
  const login = model.loginTo(at.host, at.instance);
  return login.ok ? null : login.reason;
}
