import { expect, it } from 'vitest';
import { type Diagnosis, diagnose } from '../../../src/domain/chain/diagnose.ts';
import { chainLines } from '../../../src/present/doctor/chain-lines.ts';
import { encodeDiagnoses } from '../../../src/present/doctor/encode.ts';
import { roundLines } from '../../../src/present/doctor/round-lines.ts';
import { diagnosesSchema } from '../../../src/present/doctor/schema.ts';
import { say } from '../../../src/text/safe-text.ts';
import { displayWidth } from '../../../src/text/width.ts';
import { aHost, anEntry, someFacts } from '../../domain/chain/support/facts.ts';
import { textsOf } from '../../tui/support/line-text.ts';
import { aCause, aHost as aHostState, aJob, NOW } from '../support/snapshot.ts';

const context = { now: NOW, ascii: false, width: 100 };
const healthy = diagnose(someFacts(aHost()));
const unseen = diagnose(someFacts(null));
const bare = diagnose({ ...someFacts(null, { job: null, hostState: aHostState() }), path: null });
const off = { ...aHost().cron, entries: [anEntry({ state: 'off' })] };
const broken = diagnose(
  someFacts(aHost({ cron: off }), {
    job: aJob({ status: 'late', cause: aCause('late'), otherCauses: [aCause('rule-missing')] }),
  }),
);

it('the cause stands on top with its next step, what else is wrong below, then every link with its mark', () => {
  const texts = textsOf(chainLines(broken, context));
  expect(texts.slice(0, 4)).toEqual([
    'influx01:/var/lib/influxdb',
    '✖ not-scheduled: its line in crontab of root is commented out: cron does not start it',
    '  • crontab of root line 2: 0 2 * * * /opt/duplicati_wrapper.sh /var/lib/influxdb',
    '  next: find out who did that and why, and take the # away (crontab -e)',
  ]);
  expect(texts).toContain('ALSO, AND NOT FOR THE SAME REASON');
  expect(texts.find((line) => line.includes('outcome'))).toBe('✖ outcome       late (follows from not-scheduled)');
  expect(texts.filter((line) => /^[✔✖?] \S/.test(line)).length).toBeGreaterThanOrEqual(16);
});

it('with nothing wrong it says so, and how much could not be seen', () => {
  expect(textsOf(chainLines(healthy, context))[1]).toMatch(
    /^✔ nothing is wrong; \d+ of 16 links could not be checked$/,
  );
});

it('with most of it unseen it claims no more than what was seen, and says once what needs the host', () => {
  const texts = textsOf(chainLines(unseen, { ...context, width: null }));
  expect(texts[1]).toMatch(/^\? nothing wrong in what could be checked; \d+ of 16 links could not be checked$/);
  expect(texts).toContain(
    '? 8 links need the host: schedule, wrapper, running, database, destination, disk, metrics file, exporter',
  );
  expect(texts.filter((text) => text.includes('permission denied'))).toEqual([
    '? host          ssh influx01: permission denied',
  ]);
});

it('what nobody knows is not called well', () => {
  const nobody = diagnose(someFacts(null, { job: null }));
  expect(textsOf(chainLines(nobody, context))[1]).toMatch(
    /^\? no source knows this job, and influx01 itself was not seen; \d+ of 16/,
  );
  const noTrace = aHost({ isRoot: false, cron: { ...aHost().cron, entries: [] }, textfiles: [] });
  expect(textsOf(chainLines(diagnose(someFacts(noTrace, { job: null })), context))[1]).toMatch(
    /^\? neither a source nor anything on influx01 knows this job; /,
  );
});

it('in ASCII there is nothing else, and no line is wider than the window', () => {
  for (const width of [40, 100]) {
    const texts = textsOf(chainLines(broken, { ...context, ascii: true, width }));
    expect(texts.join('')).toMatch(/^[\x20-\x7e]*$/);
    expect(Math.max(...texts.map((text) => displayWidth(say`${text}`)))).toBeLessThanOrEqual(width);
  }
});

it('a round tells what is wrong, and of the others how many', () => {
  const texts = textsOf(roundLines([healthy, broken, healthy], context));
  expect(texts.filter((text) => text === 'influx01:/var/lib/influxdb')).toHaveLength(1);
  expect(texts.at(-1)).toBe('1 of 3 with something wrong; 2 fine');
});

it('a round without anything wrong claims no more than what was seen', () => {
  const total = (...diagnoses: readonly Diagnosis[]) => textsOf(roundLines(diagnoses, context)).at(-1);
  expect(total(healthy)).toBe('nothing is wrong with the one job');
  expect(total(healthy, healthy, unseen)).toBe(
    'nothing is wrong with 2 jobs; nothing wrong in what could be checked of 1 job',
  );
  expect(total(bare)).toBe('no backup job is known: 1 host without any job that is known');
  expect(total(healthy, bare, bare)).toBe('nothing is wrong with the one job; 2 hosts without any job that is known');
  expect(total()).toBe('no backup job is known, and no host');
});

it('hosts that could not be looked at are told once', () => {
  expect(textsOf(roundLines([unseen, unseen], context)).join('\n')).toContain('a host could not be looked at');
});

it('the document has the form that is published, worst first', () => {
  const document = diagnosesSchema.parse(encodeDiagnoses([healthy, broken], { generatedAt: NOW, sources: [] }));
  expect(document.diagnoses.map(({ cause }) => cause?.code ?? null)).toEqual(['not-scheduled', null]);
  expect(document.summary).toEqual({ examined: 2, broken: 1, hostsNotSeen: 0 });
});
