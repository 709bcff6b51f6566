import { COMMAND_AWK } from '../run/command-awk.ts';
import { RUN_FOLDER } from '../run/run-folder-script.ts';

/** Of a process only what it backs up: its command line holds secrets. Its arguments come one a line, a newline in one as \\001. */
export const PROCESS_AWK = String.raw`
${COMMAND_AWK}
NR <= 2 && is_wrapper($0) { called = 1 }
called && $0 != "--settings-on-stdin" { take_word($0, 1, 1) }
# The shell that cron starts for a whole line, which may have something to do before the wrapper: sleep 600; /opt/duplicati_wrapper.sh …
NR == 1 && /^(.*\/)?(ba|da|a|k|z)?sh$/ { shells = 1 }
NR == 2 && !/^-[a-z]*c$/ { shells = 0 }
NR == 3 && shells { gsub(/\001/, "\n"); find_wrappers($0, 1) }
/^--dbpath=/ { database = substr($0, 10) }
END {
  if (database != "") {
    gsub(/\001/, "\n", database)
    print database
  } else for (i = 1; i <= hits; i++) print "path " hit_path[i]
}
`;

/** Processes of backups, locks of the better wrapper, what it wrote down, and what duptop itself started there. */
export const RUN_PART = `
${RUN_FOLDER}
booted=$(sed -n 's/^btime //p' /proc/stat 2>/dev/null)
ticks=$(getconf CLK_TCK 2>/dev/null || echo 100)
tell_process() { # NAME PID: its name as \`record\` takes it, and when it began
  stat=$(cat "/proc/$2/stat" 2>/dev/null) || return 1
  name=$1 pid=$2
  set -- \${stat##*) }
  case $1 in Z | X | '') return 1 ;; esac
  record "$name" "$pid"
  record "$name-started" "$((booted + \${20} / ticks))"
}
tell_processes() {
  grep -alF -e "$mark" /proc/[0-9]*/cmdline 2>/dev/null | head -n 100 | while IFS= read -r entry; do
    pid=\${entry#/proc/}
    pid=\${pid%/cmdline}
    [ "$pid" != $$ ] || continue
    found=$( (tr '\\n\\000' '\\001\\n' <"/proc/$pid/cmdline") 2>/dev/null | awk "$process_awk")
    [ -n "$found" ] || continue
    tell_process process "$pid" || continue
    case $found in
      'path '*) printf '%s\\n' "$found" | while IFS= read -r line; do record process-path "\${line#path }"; done ;;
      *) record process-database "$found" ;;
    esac
  done
}
tell_holders() { # NAME FILE: processes with a lock on it
  inode=$(stat -L -c %i -- "$2" 2>/dev/null) || return 0
  sed -n "s/^[^ ]* *[A-Z]* *[A-Z]* *[A-Z]* *\\\\([0-9]*\\\\) [^ ]*:$inode .*/\\\\1/p" /proc/locks 2>/dev/null | sort -u | head -n 5 |
    while IFS= read -r pid; do
      tell_process "$1" "$pid" && record "$1-command" "$(head -c 100 "/proc/$pid/comm" 2>/dev/null)"
    done
}
tell_locks() {
  folders_of run_dir "$root/run/duplicati-wrapper" | while IFS= read -r folder; do
    for file in "$folder"/*.lock; do
      [ -f "$file" ] || continue
      name=\${file##*/}
      record lock "\${name%.lock}"
      tell_holders lock-holder "$file"
    done
  done | head -n 1000
}
tell_log() { # KEY
  record log "$2"
  [ ! -f "$1/$2.reason" ] || record log-reason "$(head -c 4096 "$1/$2.reason" 2>/dev/null)"
  [ -f "$1/$2.log" ] || return 0
  record log-file "$1/$2.log"
  tail -c 65536 "$1/$2.log" 2>/dev/null | grep -a '^=== ' | tail -n 8 | while IFS= read -r line; do record log-line "$line"; done
}
tell_logs() {
  folders_of log_dir "$root/var/log/duplicati" | while IFS= read -r folder; do
    for file in "$folder"/*.log "$folder"/*.reason; do
      name=\${file##*/}
      [ ! -f "$file" ] || echo "\${name%.*}"
    done | sort -u | head -n 200 | while IFS= read -r key; do tell_log "$folder" "$key"; done
  done
}
# What duptop started here last, the latest first; of a few what it said too, without the secrets of its line in the crontab.
tell_own_runs() {
  is_own_base || return 0
  count=0
  # shellcheck disable=SC2012
  ls -t "$base" 2>/dev/null | head -n 200 | while IFS= read -r key; do
    read_run || continue
    record own-run "$run_folder"
    record own-key "$key"
    record own-start "$run_start"
    record own-code "$run_code"
    record own-end "$run_end"
    count=$((count + 1))
    [ "$count" -le 10 ] && [ -n "$run_code" ] || continue
    path=$(printf '%s' "$key" | tr _ = | base32 -d 2>/dev/null) && [ -n "$path" ] || continue
    size=$(stat -c %s -- "$run_folder/output" 2>/dev/null) || continue
    from=$((size > 4096 ? size - 4096 : 0))
    # A first line that is cut may begin in the middle of a secret.
    record own-output "$(redact_part "$path" "$run_folder/output" "$from" 4096 yes 2>/dev/null | tail -n "+$((from > 0 ? 3 : 2))")"
  done
}
tell_processes
tell_locks
tell_logs
tell_own_runs
`;
