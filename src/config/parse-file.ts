import { readYaml } from '../text/yaml/read.ts';
import { plainData, type YamlProblem } from '../text/yaml/tree.ts';
import { ConfigError, ConfigErrors } from './config-error.ts';
import { type FileSettings, fileSchema } from './schema.ts';
import { nodeAt, schemaProblems } from './schema-problem.ts';

/** A configuration file as it was written. */
export interface ConfigFile {
  readonly path: string;
  readonly settings: FileSettings;
  /** The line that a setting stands in, from 1. */
  lineOf(path: readonly PropertyKey[]): number | null;
}

/** Parses the text of a configuration file; an empty one says nothing. @throws ConfigErrors */
export function parseConfigFile(path: string, text: string): ConfigFile {
  const { root, problems } = readYaml(text, '1.2');
  if (problems.length > 0) throw errorsOf(path, problems);
  if (root === null || (root.kind === 'scalar' && root.value === null))
    return { path, settings: {}, lineOf: () => null };
  const parsed = fileSchema.safeParse(plainData(root));
  if (!parsed.success) throw errorsOf(path, schemaProblems(parsed.error.issues, root));
  return { path, settings: parsed.data, lineOf: (place) => nodeAt(root, place).at.line };
}

function errorsOf(path: string, problems: readonly YamlProblem[]): ConfigErrors {
  return new ConfigErrors(
    problems.map(({ line, column, message }) => new ConfigError({ where: path, line, column }, message)),
  );
}
