/** A folder that only this user can enter, with a short path: a socket's path has at most 104 bytes. It goes when duptop ends. */
export interface PrivateFolder {
  readonly path: string;
  /** Removes it with all it holds. */
  remove(): void;
}
