import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { rulesTemplate } from './support/rules-template.ts';

const FILE = fileURLToPath(new URL('../../../src/hostkit/ansible/templates/rules.yml.j2', import.meta.url));

/** WRITE_ROLE=1 writes it. */
it('the role has the alert rules that duptop makes', () => {
  if (process.env.WRITE_ROLE === '1') writeFileSync(FILE, rulesTemplate());
  expect(readFileSync(FILE, 'utf8')).toBe(rulesTemplate());
});
