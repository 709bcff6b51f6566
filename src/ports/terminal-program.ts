/**
 * Gives a program the terminal until it ends, and tells its exit code, 128 + N where signal N ended it. In duptop's own process group:
 * keys at the terminal are signals to both. @throws ProcessError where it can't be started
 */
export type RunInTerminal = (program: string, args: readonly string[]) => Promise<number>;
