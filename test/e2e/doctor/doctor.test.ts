import { afterAll, beforeAll, expect, it } from 'vitest';
import { CAUSE_CODES } from '../../../src/domain/cause.ts';
import { type DiagnosesObject, diagnosesSchema } from '../../../src/present/doctor/schema.ts';
import { failureAlert } from '../../lab/field-rules.ts';
import { lackOfSshHosts } from '../../lab/ssh-host.ts';
import { describeUnless } from '../../support/describe-with.ts';
import { type DoctorLab, startDoctorLab } from './doctor-lab.ts';
import { SITUATIONS } from './situations.ts';

const SECRETS = ['planted-authid-0815', 'planted passphrase 4711', 'planted-secret'];
const PARTS = [
  'prometheus',
  'promtool',
  'prometheus-node-exporter',
  'prometheus-alertmanager',
  'cron',
  'flock',
  'python3',
  'sqlite3',
  'fish',
] as const;

it('every cause has a situation', () => {
  const shown = new Set(SITUATIONS.map(({ cause }) => cause));
  expect(CAUSE_CODES.filter((code) => !shown.has(code))).toEqual([]);
});

describeUnless(lackOfSshHosts(...PARTS), 'the doctor, over hosts with a real sshd', () => {
  let lab: DoctorLab;
  let whole: DiagnosesObject;

  beforeAll(async () => {
    lab = await startDoctorLab();
    const { exitCode, stdout, stderr } = await lab.doctor('--json');
    expect(exitCode, stderr).toBe(4);
    whole = diagnosesSchema.parse(JSON.parse(stdout));
  }, 120_000);
  afterAll(() => lab?.stop());

  const named = (name: string) => whole.diagnoses.filter(({ id, host }) => id === name || host === name);

  it.each(SITUATIONS)('names $cause for $title', ({ name, cause, evidence, next, others = [] }) => {
    const [found] = named(name);
    expect(found?.cause, JSON.stringify(found?.links, null, 1)).toMatchObject({ code: cause });
    expect([found?.cause?.message, ...(found?.cause?.evidence ?? [])].join('\n')).toMatch(evidence);
    expect(found?.cause?.next).toMatch(next);
    expect(found?.otherCauses.map(({ code }) => code)).toEqual(others);
  });

  it('finds nothing on a host where nothing is wrong', async () => {
    const { exitCode, stdout } = await lab.doctor('app01:/srv/good');
    expect(stdout).toContain('nothing is wrong');
    expect(stdout).not.toMatch(/^[✖?]/m);
    expect(exitCode).toBe(0);
  });

  it('goes from the name of an alert to the cause', async () => {
    const { exitCode, stdout } = await lab.doctor('--alert', failureAlert('app01__srv_destination'));
    expect(exitCode).toBe(4);
    expect(stdout.split('\n').slice(0, 2).join('\n')).toMatch(/^app01:\/srv\/destination\n✖ destination-unreachable: /);
  });

  it('examines a job that no source knows on its host', async () => {
    const { exitCode, stdout } = await lab.doctor('full01:/srv/unknown', '--json');
    expect(exitCode).toBe(4);
    const [found] = diagnosesSchema.parse(JSON.parse(stdout)).diagnoses;
    expect(found).toMatchObject({
      id: 'full01:/srv/unknown',
      status: null,
      hostSeen: true,
      cause: { code: 'not-scheduled' },
    });
  });

  it('judges from here alone where that is wanted', async () => {
    const { stdout } = await lab.doctor('app01:/srv/commented', '--no-hosts', '--json');
    const [found] = diagnosesSchema.parse(JSON.parse(stdout)).diagnoses;
    expect(found).toMatchObject({ hostSeen: false, cause: { code: 'late' } });
    expect(found?.links.find(({ name }) => name === 'schedule')?.state).toBe('unchecked');
  });

  it('never tells what a crontab, a setting or a command line keeps secret', async () => {
    const { stdout, stderr } = await lab.doctor();
    const everything = JSON.stringify(whole) + stdout + stderr + JSON.stringify(lab.ssh.activity.entries());
    for (const secret of SECRETS) expect(everything).not.toContain(secret);
  });

  it('shows a hostile path of a crontab exactly, harmless, and does nothing that it says', async () => {
    const { stdout } = await lab.doctor('app01');
    expect(stdout).toContain('app01:/srv/$(touch /tmp/planted) `touch /tmp/planted` \\x1b[2J; touch /tmp/planted');
    expect(stdout).not.toContain('\u001b');
    expect(await lab.wasPlanted()).toBe(false);
  });
});
