import { shellWord } from '../../text/shell-word.ts';
import { COMMAND_AWK } from './command-awk.ts';

/** Judges command lines: a line `\001PID`, then its arguments a line each, newlines in them as \002. Prints `PID wrapper` and `PID backup`. */
const ARGUMENTS_AWK = String.raw`
function judge(    i, at, kind) {
  for (i = 1; i <= count; i++) {
    if (is_wrapper(argument[i])) {
      for (at = i + 1; at <= count && argument[at] ~ /^--/; at++) {
        if (argument[at] == "--") { at++; break }
        if (argument[at] == "--config") at++
      }
      if (at <= count && argument[at] == path) kind = "wrapper"
    }
    if (argument[i] ~ /^--dbpath=/ && is_database(substr(argument[i], 10))) kind = kind == "" ? "backup" : kind
  }
  if (kind != "") print pid, kind
}
function is_database(file) {
  sub(/^.*\//, "", file)
  return file == "duplicati_" ENVIRON["DUPTOP_KEY"] ".sqlite" || file == "duplicati_" ENVIRON["DUPTOP_CLASSIC_KEY"] ".sqlite"
}
BEGIN { path = ENVIRON["DUPTOP_PATH"] }
substr($0, 1, 1) == "\001" { judge(); pid = substr($0, 2); count = 0; next }
{ count++; argument[count] = $0 }
END { judge() }
`;

/** What there is under processes: `PID PARENT GROUP STATE START`, START being in clock ticks since the machine started. */
const PROCESSES_AWK = String.raw`
match($0, /^[0-9]+ \(/) {
  pid = $1
  # The name in parentheses may hold anything.
  while (match($0, /\) [A-Za-z] /)) { state = substr($0, RSTART + 2, 1); $0 = substr($0, RSTART + 2) }
  print pid, $2, $3, state, $20
}
`;

/**
 * Shell functions that find what runs: `job_processes PATH` prints `PID KIND` for each process of a job, whoever started it; `ticks_of PID`
 * prints when a process started; `is_process PID TICKS` tells whether it is that one still; `started_at TICKS` prints seconds since the epoch.
 */
export const PROCESSES = `
arguments_awk=${shellWord(COMMAND_AWK + ARGUMENTS_AWK)}
processes_awk=${shellWord(PROCESSES_AWK)}
no_newline() { printf '%s' "$1" | tr '\\n' '\\002'; }

# Its own command line would match too, were the pattern among its arguments. Containers have processes of their own.
job_processes() {
  own_space=$(readlink /proc/self/ns/pid)
  printf '%s\\n' "$mark" | grep -slF -f - /proc/[0-9]*/cmdline | while IFS= read -r entry; do
    entry=\${entry%/cmdline}
    [ "$(readlink "$entry/ns/pid" 2>/dev/null || echo "$own_space")" = "$own_space" ] || continue
    printf '\\001%s\\n' "\${entry#/proc/}"
    tr '\\n\\000' '\\002\\n' 2>/dev/null <"$entry/cmdline"
  done | DUPTOP_PATH=$(no_newline "$1") DUPTOP_KEY=$key DUPTOP_CLASSIC_KEY=$(no_newline "$classic_key") LC_ALL=C awk "$arguments_awk"
}
all_processes() { cat /proc/[0-9]*/stat 2>/dev/null | LC_ALL=C awk "$processes_awk"; }

ticks_of() {
  ticks=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  # shellcheck disable=SC2086
  set -- \${ticks##*) }
  [ "$1" != Z ] && [ "$1" != X ] && printf '%s\\n' "\${20}"
}
is_process() { [ -n "$2" ] && [ "$(ticks_of "$1")" = "$2" ]; }
started_at() {
  hertz=$(getconf CLK_TCK 2>/dev/null) || hertz=100
  booted=$(sed -n 's/^btime //p' /proc/stat)
  echo $((booted + $1 / hertz))
}
`;
