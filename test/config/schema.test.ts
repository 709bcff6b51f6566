import { expect, it } from 'vitest';
import * as z from 'zod';
import { fileSchema, KEYS_AT } from '../../src/config/schema.ts';

interface JsonSchema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

const schema = z.toJSONSchema(fileSchema, { io: 'input' }) as JsonSchema;

/** The options by their path without list positions, in the order of the schema. */
function optionsOf(path: string, node: JsonSchema): [string, JsonSchema][] {
  const own = Object.entries(node.properties ?? {}).flatMap(([key, option]): [string, JsonSchema][] => {
    const place = path === '' ? key : `${path}.${key}`;
    return [[place, option], ...optionsOf(place, option)];
  });
  const inner = [...(node.anyOf ?? []).flatMap((branch) => optionsOf(path, branch))];
  return [...own, ...inner, ...(node.items ? optionsOf(`${path}[]`, node.items) : [])];
}

it('says of every option what it is for', () => {
  const options = optionsOf('', schema);
  expect(options.length).toBeGreaterThan(20);
  for (const [path, { description }] of options) expect(description, path).toMatch(/^\S.*\.$/);
});

it('knows the keys of every mapping that it suggests keys for', () => {
  const keys: Record<string, string[]> = {};
  for (const [path] of optionsOf('', schema)) {
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('.')));
    keys[parent] = [...(keys[parent] ?? []), path.slice(parent === '' ? 0 : parent.length + 1)];
  }
  expect(keys).toEqual(KEYS_AT);
});
