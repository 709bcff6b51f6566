import { say } from '../../text/safe-text.ts';
import type { TextfileFinding } from './finding.ts';
import { hidesCollector } from './gather/own-names.ts';
import type { FileToLint } from './lint.ts';
import { ofFile, ofSample, type Told } from './make-finding.ts';
import type { ReadFamily } from './read/family.ts';

const READABLE_BY_OTHERS = 0o044;

/** What is odd about a file as a whole that node_exporter takes. */
export function fileWarnings(
  { content, mode }: FileToLint,
  families: readonly ReadFamily[],
): readonly TextfileFinding[] {
  const warnings: TextfileFinding[] = [];
  const warn = (words: Omit<Told, 'kind'>) => warnings.push(ofFile({ kind: 'warning', ...words }));
  if (content === 'folder') {
    warn({ code: 'folder', message: say`a folder: node_exporter finds nothing in it`, fix: say`name it otherwise` });
  } else if (families.length === 0) {
    const fix = say`was the disk full when it was written? df -h; else remove it`;
    warn({ code: 'no-samples', message: say`it holds no samples`, fix });
  }
  if (mode !== null && (mode & READABLE_BY_OTHERS) === 0) {
    warn({
      code: 'not-readable',
      message: say`its mode is ${mode.toString(8).padStart(4, '0')}: only its owner can read it, and Debian's node_exporter runs as user prometheus`,
      fix: say`chmod 644 it, and have its writer do so before the mv`,
    });
  }
  return warnings;
}

/** What names and HELP texts of a file do to what is beyond it. */
export function familyWarnings(families: readonly ReadFamily[]): readonly TextfileFinding[] {
  return families.flatMap(({ name, help, metrics }) => {
    const warnings: TextfileFinding[] = [];
    const sample = metrics[0]?.samples[0];
    if (help !== null && !help.isUtf8) {
      const message = say`the HELP text of ${name} is not UTF-8: Prometheus refuses all that this node_exporter serves`;
      const told = ofFile({ kind: 'warning', code: 'help-not-utf8', message, fix: say`write it as UTF-8` });
      warnings.push({ ...told, line: help.line });
    }
    if (hidesCollector(name) && sample !== undefined) {
      warnings.push(
        ofSample(sample, {
          kind: 'warning',
          code: 'hides-collector',
          message: say`it takes the place of node_exporter's own ${name}, which then tells nothing about any file`,
          fix: say`remove it from the file`,
        }),
      );
    }
    return warnings;
  });
}
