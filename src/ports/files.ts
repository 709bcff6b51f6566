/** The file system as duptop reads it. */
export interface Files {
  /** Whole text, UTF-8. @throws FileError */
  readText(path: string, maxBytes: number): Promise<string>;
  /** Names in the folder, sorted; `null` where there is no such folder. @throws FileError for any other failure */
  list(path: string): Promise<readonly string[] | null>;
  kind(path: string): Promise<'file' | 'folder' | 'other' | 'missing'>;
}

/** Files as they are, whatever they hold. */
export interface RawFiles {
  /** @throws FileError */
  readBytes(path: string, maxBytes: number): Promise<Uint8Array>;
  /** Permission bits. @throws FileError */
  mode(path: string): Promise<number>;
}

export class FileError extends Error {
  override readonly name = 'FileError';
  readonly kind: 'missing' | 'denied' | 'too-large' | 'not-text' | 'other';
  readonly path: string;
  constructor(kind: FileError['kind'], path: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.path = path;
  }
}
