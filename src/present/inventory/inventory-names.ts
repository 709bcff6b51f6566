import type { Machine } from './machines.ts';

/** What Ansible takes for a host and never for a pattern, a range, a variable or an option. */
const PLAIN = /^[a-zA-Z0-9_][a-zA-Z0-9_.-]*$/;
/** What means the machine that Ansible runs on, whichever host calls itself so. */
const HERE = /^(?:localhost(?:\..*)?|127[0-9.]*|[0.]+)$/i;
const ODD = /[^a-zA-Z0-9_.-]/g;

/**
 * The name of each machine in the inventory: that of the host, where Ansible can take it and no other machine or group has it; else one
 * made from it, with the address where several machines share a name. Always the same for the same machines.
 */
export function inventoryNames(
  machines: readonly Machine[],
  groups: ReadonlySet<string>,
): ReadonlyMap<Machine, string> {
  const taken = new Set(groups);
  const names = new Map<Machine, string>();
  const give = (machine: Machine, wanted: string): void => {
    let name = wanted;
    for (let count = 2; taken.has(name); count += 1) name = `${wanted}_${count}`;
    taken.add(name);
    names.set(machine, name);
  };
  // What has its own name keeps it, whatever is made from other names.
  const isPlain = ({ host, sharesName }: Machine) => isUsable(host) && !sharesName && !groups.has(host);
  for (const machine of machines) if (isPlain(machine)) give(machine, machine.host);
  for (const machine of machines) if (!isPlain(machine)) give(machine, madeName(machine));
  return names;
}

/** Whether Ansible reaches the machine by its name in the inventory. */
export function keepsName({ host, sharesName }: Machine, name: string): boolean {
  return name === host && !sharesName;
}

function madeName({ host, address, sharesName }: Machine): string {
  const whole = sharesName && address !== null ? `${host}_${address}` : host;
  const name = whole.replace(ODD, '_');
  return isUsable(name) ? name : `_${name}`;
}

function isUsable(name: string): boolean {
  return PLAIN.test(name) && !HERE.test(name);
}
