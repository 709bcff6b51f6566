import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { commandThere } from '../../../src/domain/chain/show-command.ts';
import { say } from '../../../src/text/safe-text.ts';
import { someFacts } from './support/facts.ts';

const facts = someFacts(null);

it.each([
  [say`ssh influx01`, 'ssh influx01 systemctl status cron'],
  [say`ssh influx01 sudo -u root`, 'ssh influx01 sudo -u root systemctl status cron'],
  [say``, 'systemctl status cron'],
  [null, 'ssh -- influx01 systemctl status cron'],
])('a command goes over the way %j', (way, shown) => {
  expect(commandThere({ ...facts, way }, 'systemctl', 'status', 'cron')).toBe(shown);
});

it.each([say`ssh influx01`, say`ssh influx01 sudo -u root`])('a script of a shell arrives whole over %s', (way) => {
  const command = commandThere({ ...facts, way }, { script: "printf '%s|' \"it's\" | tr '|' '!'" });
  // ssh hands its words to a shell there, joined by blanks; sudo runs the rest.
  const there = 'ssh() { shift; sh -c "$*"; }; export PATH; ';
  const sudo = 'sudo() { shift 2; "$@"; }; ';
  const { stdout } = spawnSync('bash', ['-c', `${there.replace('sh -c "$*"', `bash -c '${sudo}'"$*"`)}${command}`], {
    encoding: 'utf8',
  });
  expect(stdout).toBe("it's!");
});

it('a hostile name is one word', () => {
  expect(commandThere({ ...facts, host: '-oProxyCommand=x;y', way: null }, 'uptime')).toBe(
    "ssh -- '-oProxyCommand=x;y' uptime",
  );
});
