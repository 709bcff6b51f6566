import { FileError, type Files } from '../../../ports/files.ts';
import { type SafeText, say } from '../../../text/safe-text.ts';

const MAX_BYTES = 1024 * 1024;

/** The text of a file, or why it can't be had. */
export async function readBounded(
  file: string,
  files: Files,
): Promise<{ readonly text: string } | { readonly warning: SafeText }> {
  try {
    return { text: await files.readText(file, MAX_BYTES) };
  } catch (error) {
    if (error instanceof FileError) return { warning: say`${file}: ${error.message}; left out` };
    throw error;
  }
}
