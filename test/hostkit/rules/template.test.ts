import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { literal, showCommand } from '../../../src/hostkit/rules/template.ts';
import { visible } from '../../../src/text/safe-text.ts';
import { HOSTILE_PATHS } from './support/watched.ts';

/** What Prometheus makes of a template without any other action. */
function expanded(template: string): string {
  return template.replaceAll('{{"{"}}', '{');
}

describe('literal text in a template', () => {
  it('holds no action but those that write a brace', () => {
    for (const path of HOSTILE_PATHS) {
      const template = literal(visible(path));
      expect(template.replaceAll('{{"{"}}', '')).not.toContain('{');
      expect(expanded(template)).toBe(visible(path));
    }
  });
});

describe('the command that shows a job', () => {
  it('is as plain as the job', () => {
    expect(showCommand('influx01:/var/lib/influxdb/')).toBe('duptop show influx01:/var/lib/influxdb/');
    expect(showCommand('-x:/srv')).toBe('duptop show -- -x:/srv');
  });

  it('gives duptop the job’s exact name, read by a shell', () => {
    for (const path of HOSTILE_PATHS) {
      const command = expanded(showCommand(`h:${path}`));
      expect(visible(command)).toBe(command);
      const script = `duptop() { printf '%s' "$2"; }; ${command}`;
      expect(execFileSync('bash', ['-c', script], { encoding: 'utf8' })).toBe(`h:${path.toWellFormed()}`);
    }
  });
});
