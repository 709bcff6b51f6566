/** What cron makes of a crontab's line, told once more: regular expressions where the awk goes through characters. */
export type CronLine =
  | { readonly kind: 'nothing' | 'broken' }
  | { readonly kind: 'assignment'; readonly name: string; readonly value: string }
  | {
      readonly kind: 'entry';
      readonly commented: boolean;
      readonly schedule: string;
      readonly owner: string;
      readonly command: string;
      readonly input: string;
    };

const B = '[ \\t\\r\\f\\v]';
const ASSIGNMENT = new RegExp(
  `^(?:"([^"=]*)"|'([^'=]*)'|((?:[^ \\t\\r\\f\\v="'][^ \\t\\r\\f\\v=]*)?))${B}*=${B}*(?:"([^"]*)"${B}*|'([^']*)'${B}*|([^ \\t\\r\\f\\v"'].*))$`,
  's',
);
const NICKNAME = /^(@(?:reboot|yearly|annually|monthly|weekly|daily|midnight|hourly))[ \t]+(.*)$/s;
const FIELDS = /^([^ \t]+)[ \t]+([^ \t]+)[ \t]+([^ \t]+)[ \t]+([^ \t]+)[ \t]+([^ \t]+)[ \t]+(.*)$/s;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAYS = 'sun mon tue wed thu fri sat'.split(' ');
const RANGES: readonly (readonly [number, number, readonly string[], number])[] = [
  [0, 59, [], 0],
  [0, 23, [], 0],
  [1, 31, [], 0],
  [1, 12, MONTHS, 1],
  [0, 7, DAYS, 0],
];
const LONGEST = 998;

export function cronLine(line: string, hasOwner: boolean): CronLine {
  const text = line.replace(/^[ \t]+/, '');
  if (text === '') return { kind: 'nothing' };
  if (text.startsWith('#')) {
    const entry = entryIn(text.replace(/^[# \t]+/, ''), hasOwner, true);
    return entry ?? { kind: 'nothing' };
  }
  const assigned = ASSIGNMENT.exec(text);
  if (assigned) {
    const [, ...groups] = assigned;
    const [quotedName, otherName, name, ...values] = groups;
    const value = values.find((each) => each !== undefined) ?? '';
    return {
      kind: 'assignment',
      name: quotedName ?? otherName ?? name ?? '',
      value: value.replace(/[ \t\r\f\v]+$/, ''),
    };
  }
  return entryIn(text, hasOwner, false) ?? { kind: 'broken' };
}

function entryIn(text: string, hasOwner: boolean, commented: boolean): CronLine | null {
  const [, nickname, afterNickname] = NICKNAME.exec(text) ?? [];
  const fields = nickname === undefined ? FIELDS.exec(text) : null;
  if (nickname === undefined && (!fields || !RANGES.every((_, at) => isField(fields[at + 1] ?? '', at)))) return null;
  const schedule = nickname ?? (fields ?? []).slice(1, 6).join(' ');
  const rest = afterNickname ?? fields?.[6] ?? '';
  const [, owner, owned] = hasOwner ? (/^([^ \t]*)[ \t](.*)$/s.exec(rest) ?? []) : [null, 'me', rest];
  if (owner === undefined || owned === undefined || (!hasOwner && owned === '')) return null;
  if (owned.length > LONGEST) return null;
  return { kind: 'entry', commented, schedule, owner, ...split(owned) };
}

function isField(field: string, at: number): boolean {
  const [low, high, names, first] = RANGES[at] ?? [0, 0, [], 0];
  const number = (text: string): number => {
    if (/^\d+$/.test(text)) return Number(text);
    const found = names.indexOf(text.toLowerCase());
    return found < 0 ? -1 : found + first;
  };
  const inRange = (text: string): boolean => number(text) >= low && number(text) <= high;
  return field.split(',').every((part) => {
    if (/^\*(?:$|[^/])/s.test(part)) return true;
    const [, range = '', step] = /^(.*?)(?:\/(.*))?$/s.exec(part) ?? [];
    if (step !== undefined && !(/^\d+$/.test(step) && Number(step) > 0)) return false;
    if (range === '*') return true;
    const [, from = '', to] = /^([^-]*)(?:-(.*))?$/s.exec(range) ?? [];
    return inRange(from) && (to === undefined ? step === undefined : inRange(to));
  });
}

function split(text: string): { readonly command: string; readonly input: string } {
  const [, command = '', input] = /^((?:\\.|[^%\\]|\\$)*)(?:%(.*))?$/s.exec(text) ?? [];
  return { command: command.replace(/\\([%\\])/g, '$1'), input: input === undefined ? '' : inputOf(input) };
}

function inputOf(text: string): string {
  const all = text.replace(/(\\?)%/g, (_, backslash: string) => (backslash === '' ? '\n' : '%'));
  return all === '' || all.endsWith('\n') ? all : `${all}\n`;
}
