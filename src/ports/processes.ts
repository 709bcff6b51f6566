/** A program to start on this machine. Nothing of it goes through a shell. */
export interface ProcessRequest {
  /** A path, or a name that is looked for in PATH. */
  readonly program: string;
  readonly args: readonly string[];
  /** Set beside what duptop's own environment has. */
  readonly environment?: Readonly<Record<string, string>>;
  /** All that its standard input gives; `held`: nothing, but it stays open until `closeInput` or the end of duptop. */
  readonly input: { readonly text: string } | 'held';
}

export interface RunningProcess {
  /** To be read, or the program waits for whoever reads it. Ends quietly, however the program ends. */
  readonly stdout: AsyncIterable<Uint8Array>;
  readonly stderr: AsyncIterable<Uint8Array>;
  /**
   * The exit code, 128 + N where signal N ended it. Its output may still be on the way then: what it started itself may hold it open.
   * Never rejects.
   */
  readonly ended: Promise<number>;
  closeInput(): void;
  /** Ends it at once, with all of its process group. */
  kill(): void;
}

export interface Processes {
  /** In a process group and session of its own: a key at the terminal is no signal to it. @throws ProcessError where it can't be started */
  start(request: ProcessRequest): Promise<RunningProcess>;
}

/** A program that could not be started. */
export class ProcessError extends Error {
  override readonly name = 'ProcessError';
  readonly kind: 'missing' | 'denied' | 'other';
  readonly program: string;
  constructor(kind: ProcessError['kind'], program: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.program = program;
  }
}
