import { RECORD } from '../records.ts';
import { CRON_PART } from './cron-part.ts';
import { DATABASE_PART } from './database-part.ts';
import { DISK_PART } from './disk-part.ts';
import { RUN_PART } from './run-part.ts';
import { TEXTFILE_PART } from './textfile-part.ts';
import { WRAPPER_PART } from './wrapper-part.ts';

/**
 * Tells of all that backups on a host need: it reads, and changes nothing. Every list is bounded. Of crontabs, settings, logs of cron and
 * command lines only paths, schedules and names of programs leave the host. Words: three awk programs, then those of the query of a database.
 */
export const PROBE_SCRIPT = `${RECORD}
LC_ALL=C
export LC_ALL
cron_entries_awk=$1 cron_starts_awk=$2 process_awk=$3
shift 3
limited() { # SECONDS COMMAND…
  seconds=$1
  shift
  if command -v timeout >/dev/null 2>&1; then timeout "$seconds" "$@"; else "$@"; fi
}
tell_lines() { # each is NAME VALUE
  while IFS= read -r line; do
    case $line in *' '*) record "\${line%% *}" "\${line#* }" ;; esac
  done
}
record now "$(date +%s)"
record zone "$(date +%z)"
record name "$(hostname 2>/dev/null || uname -n)"
record user "$(id -u)"
record uptime "$(cut -d ' ' -f 1 /proc/uptime 2>/dev/null)"
${CRON_PART}
${WRAPPER_PART}
${RUN_PART}
${TEXTFILE_PART}
${DISK_PART}
${DATABASE_PART}
record probed yes
`;
