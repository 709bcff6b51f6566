/** How a sample's number becomes a value: `null` is a number that can't be true. */
export interface Reader<Value> {
  readonly read: (number: number) => Value | null;
  /** Why a number was refused. */
  readonly refusal: string;
}

const YEAR_2200 = Date.UTC(2200, 0) / 1000;
const MOST_ATTEMPTS = 1_000_000;

/** Unix seconds to EpochMs. */
export const moment: Reader<number> = {
  read: (number) => (number > 0 && number < YEAR_2200 ? Math.round(number * 1000) : null),
  refusal: 'not a time between 1970 and 2200',
};

export const seconds: Reader<number> = {
  read: (number) => (number >= 0 && number < Number.POSITIVE_INFINITY ? Math.abs(number) : null),
  refusal: 'not a number of seconds',
};

export const exitCode: Reader<number> = {
  read: (number) => (Number.isInteger(number) && number >= 0 && number <= 255 ? Math.abs(number) : null),
  refusal: 'not an exit code (0 to 255)',
};

export const attempts: Reader<number> = {
  read: (number) => (Number.isInteger(number) && number >= 0 && number <= MOST_ATTEMPTS ? Math.abs(number) : null),
  refusal: 'not a number of attempts',
};

export const flag: Reader<boolean> = {
  read: (number) => (number === 0 || number === 1 ? number === 1 : null),
  refusal: 'neither 0 nor 1',
};

export const count: Reader<number> = {
  read: (number) => (number >= 0 && number < Number.POSITIVE_INFINITY ? Math.abs(number) : null),
  refusal: 'not a count',
};
