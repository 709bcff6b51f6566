/** Milliseconds since the Unix epoch, UTC: what `Date.now()` gives. */
export type EpochMs = number;

/** A length of time in seconds. */
export type Seconds = number;
