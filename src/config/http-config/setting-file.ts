import { FileError, type Files } from '../../ports/files.ts';
import { say, visible } from '../../text/safe-text.ts';
import type { PlacedText, Section } from './section.ts';

/** Reads the file that a setting names; `null`, and a problem, where it can't be read. */
export type ReadSetting = (section: Section, setting: PlacedText) => Promise<string | null>;

const MOST_BYTES = 1024 * 1024;

/** Files are named relative to the folder of the file that names them, `where`. */
export function settingFiles(files: Files, where: string): ReadSetting {
  const folder = where.slice(0, where.lastIndexOf('/') + 1);
  return async (section, setting) => {
    const path = setting.text.startsWith('/') ? setting.text : folder + setting.text;
    try {
      return await files.readText(path, MOST_BYTES);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      section.problem(setting, say`${setting.key}: ${path}: ${visible(error.message)}`);
      return null;
    }
  };
}

/**
 * A setting that stands in the file itself (`key`) or in one of its own (`key_file`); both are a problem. Blanks around what stands
 * in a file are no part of it: editors end a file with a newline.
 */
export async function textOrFile(section: Section, key: string, read: ReadSetting): Promise<PlacedText | null> {
  const inline = section.text(key);
  const file = section.text(`${key}_file`);
  if (inline !== null && file !== null) {
    section.problem(file, say`${inline.key} and ${file.key} exclude each other`);
    return null;
  }
  if (file === null) return inline;
  const text = await read(section, file);
  return text === null ? null : { ...file, text: text.trim() };
}
