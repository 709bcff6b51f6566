import type { ScriptRecord } from '../records.ts';

/** A part of a probe's answer: what stands behind `section NAME`, up to the next one. */
export interface Section {
  /** `''` for what comes before the first. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const SECTION = /^section=([a-z-]+)$/;

export function sectionsOf(output: Uint8Array): readonly Section[] {
  const sections: { name: string; lines: string[] }[] = [{ name: '', lines: [] }];
  for (const line of new TextDecoder().decode(output).split('\n')) {
    const name = SECTION.exec(line)?.[1];
    if (name === undefined) sections.at(-1)?.lines.push(line);
    else sections.push({ name, lines: [] });
  }
  const encoder = new TextEncoder();
  return sections.map(({ name, lines }) => ({ name, bytes: encoder.encode(`${lines.join('\n')}\n`) }));
}

/** A record with those behind it that tell more of the same thing. */
export class RecordGroup {
  readonly value: string;
  readonly #more: readonly ScriptRecord[];

  constructor(value: string, more: readonly ScriptRecord[]) {
    this.value = value;
    this.#more = more;
  }

  text(name: string): string | null {
    return this.#more.find((record) => record.name === name)?.value ?? null;
  }

  all(name: string): readonly string[] {
    return this.#more.flatMap((record) => (record.name === name ? [record.value] : []));
  }

  has(name: string): boolean {
    return this.text(name) !== null;
  }

  /** The parts that begin with such a record. */
  groups(name: string): readonly RecordGroup[] {
    return groupsOf(this.#more, name);
  }
}

/** Each record of that name, with all up to the next one of it. */
export function groupsOf(records: readonly ScriptRecord[], name: string): readonly RecordGroup[] {
  const starts = records.flatMap((record, at) => (record.name === name ? [at] : []));
  return starts.map((at, index) => {
    const end = starts[index + 1] ?? records.length;
    return new RecordGroup(records[at]?.value ?? '', records.slice(at + 1, end));
  });
}
