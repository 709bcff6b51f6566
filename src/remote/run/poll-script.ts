import { RECORD } from '../records.ts';
import { CRONTABS } from './crontabs-script.ts';
import { PROCESSES } from './processes-script.ts';

/**
 * Tells how a run is. Words: PATH, FOLDER of the run (empty: duptop did not start it), PID, TICKS, file with classic metrics, then for the output
 * and for the wrapper's log each: file (may be empty), offset, most bytes. Tells `state`: `running`, `ended` (with `code` and `end`), `gone`.
 *
 * The state is asked before the output: what a run says last is there when its end is told.
 */
export const POLL_SCRIPT = `${RECORD}${CRONTABS}${PROCESSES}
path=$1 folder=$2 pid=$3 ticks=$4 metrics=$5
# In this order: a run writes its end down before its process goes.
if is_process "$pid" "$ticks"; then state=running; else state=gone; fi
code='' end=''
if [ -n "$folder" ] && [ -r "$folder/ended" ] && [ "$(cut -d ' ' -f 1-2 <"$folder/run")" = "$pid $ticks" ]; then
  read -r code end <"$folder/ended"
  state=ended
fi
record state "$state"
record code "$code"
record end "$end"
if [ "$state" != running ] && [ -r "$metrics" ]; then
  record shown-start "$(sed -n 's/^[^# ]*_last_run_start //p' "$metrics" | head -n 1)"
  record shown-code "$(sed -n 's/^[^# ]*_last_exitcode //p' "$metrics" | head -n 1)"
fi
# NAME FILE OFFSET MOST; a file that is shorter by now was begun anew.
tell_new() {
  size=$(stat -L -c %s -- "\${2:-/nonexistent}" 2>/dev/null) || return 0
  from=$3 whole=no
  [ "$size" -ge "$from" ] || from=0
  count=$((size - from))
  # A last line without an end is left for later, unless nothing more can come.
  if [ "$count" -ge "$4" ]; then count=$4 whole=full; elif [ "$state" != running ]; then whole=yes; fi
  text=
  if [ "$count" -gt 0 ]; then
    text=$(redact_part "$path" "$2" "$from" "$count" "$whole")
    count=\${text%%"$newline"*}
    text=\${text#"$count"}
    count=\${count:-0}
  fi
  record "$1-next" "$((from + count))"
  # What is left of a line that has no end yet is nothing to ask for.
  if [ "$whole" = full ]; then record "$1-more" "$((size - from - count))"; fi
  printf '%s:' "$1"
  printf '%s' "\${text#"$newline"}" | base64 | tr -d '\\n'
  echo
}
newline='
'
shift 5
tell_new output "$1" "$2" "$3"
tell_new log "$4" "$5" "$6"
record now "$(date +%s)"
record done yes
`;
