import type { FileLint, TextfileFinding } from '../../../../src/domain/textfile/finding.ts';
import { lintTextfiles } from '../../../../src/domain/textfile/lint.ts';
import type { Directory } from './exporter-judge.ts';

/** When the tests' runs have ended. */
export const NOW = Date.UTC(2026, 10, 25);

export function lintDirectory(directory: Directory): readonly FileLint[] {
  const files = Object.entries(directory).map(([name, content]) => ({ name, content: bytesOf(content), mode: null }));
  return lintTextfiles(files, NOW);
}

/** `cut-off:1`, or the code alone for what is about a file as a whole. */
export function codesOf({ findings }: { readonly findings: readonly TextfileFinding[] }): readonly string[] {
  return findings.map(({ code, line }) => (line === null ? code : `${code}:${line}`));
}

function bytesOf(content: Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
