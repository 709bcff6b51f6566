import { createHash } from 'node:crypto';

/** Names, hashes and sizes that are the same for the same job and run. */
export class Chance {
  readonly #seed: string;
  #count = 0;

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** 32 hexadecimal digits. */
  hex(): string {
    return this.#next().toString('hex').slice(0, 32);
  }

  /** As SHA-256 in base64. */
  hash(): string {
    return this.#next().toString('base64');
  }

  /** A whole number from `least` on, below `most`. */
  number(least: number, most: number): number {
    return least + (this.#next().readUInt32BE() % Math.max(1, most - least));
  }

  #next(): Buffer {
    this.#count += 1;
    return createHash('sha256').update(`${this.#seed}/${this.#count}`).digest();
  }
}
