import { say } from '../../text/safe-text.ts';
import { statusTone } from '../status-word.ts';
import { type Line, type Segment, segment } from '../tone.ts';
import type { HostRow } from './host-row.ts';

/** `120 hosts: 3 with a fault, 2 exporters down`. */
export function hostsLine(rows: readonly HostRow[]): Line {
  const faulty = rows.filter(({ host }) => host.cause !== null).length;
  const down = rows.filter(({ host }) => host.exporter.up === false).length;
  const line: Segment[] = [segment(say`${rows.length} ${rows.length === 1 ? 'host' : 'hosts'}`)];
  if (faulty > 0) line.push(segment(say`: `), segment(say`${faulty} with a fault`, statusTone('host')));
  if (down > 0) {
    line.push(
      segment(faulty > 0 ? say`, ` : say`: `),
      segment(say`${down} ${down === 1 ? 'exporter' : 'exporters'} down`, 'failed'),
    );
  }
  return line;
}
