import { shortDuration } from '../../../text/duration.ts';
import { moment } from '../../../text/moment.ts';
import { type SafeText, say } from '../../../text/safe-text.ts';
import { type ChainFacts, judged } from '../chain-facts.ts';
import { broken, type Fault, fault, intact, judgedFault, type Link, unchecked } from '../link.ts';
import { commandThere } from '../show-command.ts';

/** A difference that no one who keeps time has. */
const CLOCK_TOLERANCE_MS = 60_000;

/** Whether the host can be looked at, and has the right time. */
export function hostLink(facts: ChainFacts): Link {
  const { look, host, hostState } = facts;
  if (look.kind === 'seen') {
    const { isRoot, bootedAt } = look.job.host;
    const show = commandThere(facts, 'uptime');
    const skew = clockFault(facts);
    if (skew !== null) return broken('host', [skew], { show });
    return intact(
      'host',
      say`it answers${bootedAt === null ? '' : say`, and has been up for ${shortDuration((facts.now - bootedAt) / 1000)}`}`,
      {
        evidence: [
          nameText(facts, look.job.host.name),
          isRoot ? null : say`not seen as root: root's crontab, and databases, may be hidden`,
        ],
        show,
      },
    );
  }
  const [judgedCause] = judged(facts, 'host-unreachable');
  const evidence = [look.why, look.hint];
  if (look.kind !== 'refused' && judgedCause !== undefined)
    return broken('host', [judgedFault(judgedCause, look.kind === 'not-asked' ? [] : evidence)]);
  if (
    look.kind === 'unreachable' &&
    hostState !== null &&
    hostState.exporter.up === false &&
    hostState.cause?.code !== 'exporter-down'
  ) {
    const message = say`${host} can't be reached, by ssh or at its exporter: it is down, or the way to it is`;
    return broken('host', [
      fault(
        'host-unreachable',
        message,
        [...evidence, hostState.exporter.error],
        say`look at its console, the network, the firewall`,
      ),
    ]);
  }
  return unchecked('host', look.why, {
    evidence: [look.hint],
    show: look.kind === 'not-asked' ? null : commandThere(facts, 'uptime'),
  });
}

/** Another name may be that of another machine. */
function nameText({ host }: ChainFacts, own: string): SafeText | null {
  const short = (name: string) => name.toLowerCase().split('.')[0];
  return own === '' || short(own) === short(host) ? null : say`it calls itself ${own}: is this the right machine?`;
}

function clockFault({ look, host }: ChainFacts): Fault | null {
  if (look.kind !== 'seen') return null;
  const { at } = look.job.host;
  const ahead =
    at > look.to + CLOCK_TOLERANCE_MS ? at - look.to : at < look.from - CLOCK_TOLERANCE_MS ? at - look.from : 0;
  if (ahead === 0) return null;
  const by: SafeText = shortDuration(Math.abs(ahead) / 1000);
  return fault(
    'clock-skew',
    say`the clock of ${host} is ${by} ${ahead > 0 ? 'ahead of' : 'behind'} the one here`,
    [say`there it was ${moment(at)} when here it was ${moment(look.to)}`],
    say`look which of the two is right (timedatectl), and mend time synchronisation there`,
  );
}
