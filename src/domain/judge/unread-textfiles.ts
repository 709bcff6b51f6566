import { type SafeText, say } from '../../text/safe-text.ts';
import type { Status } from '../status.ts';
import type { InstanceFacts } from './facts.ts';
import { type Finding, finding } from './finding.ts';

/** Whether an exporter says that it could not read something, and shows nothing that it did read. */
export function readsNothing({ textfileError, servesTextfiles }: InstanceFacts): boolean {
  return textfileError === true && !servesTextfiles;
}

/** Then it can't be told which file is missing: the folder is more likely than the one file in it. `known` is evidence of the job. */
export function unreadTextfiles({ host, instance }: InstanceFacts, status: Status, known: SafeText | null): Finding {
  return finding(
    status,
    'textfile-rejected',
    say`node_exporter on ${host} read no textfile at all: its folder is missing or can't be read, or the only file in it is broken`,
    [
      say`node_textfile_scrape_error is 1 on ${instance}, and no node_textfile_mtime_seconds names a file that it read`,
      known,
    ],
    say`on ${host}: systemctl status prometheus-node-exporter shows --collector.textfile.directory; ls -ld that folder. If it is there, journalctl -u prometheus-node-exporter -g textfile -n 5 names the file and the line`,
  );
}
