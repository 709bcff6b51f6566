/** The file system as duptop writes to it. */
export interface FileWriter {
  /**
   * Puts a file in place, whole or not at all, and makes the folders that it lies in. A link of that name is replaced, not followed.
   * @throws FileError
   */
  write(path: string, text: string, mode: number): Promise<void>;
  /** Gives a file that is there these permissions. @throws FileError */
  setMode(path: string, mode: number): Promise<void>;
}
