import { shellWord } from '../../text/shell-word.ts';
import { RUN_FUNCTIONS } from './find-script.ts';

/**
 * Picks what a signal goes to. Input: PROCESSES_AWK's lines. The roots and all that they started, and the process groups of the roots, but
 * for a group that holds one of `spared`: whoever asks must not be stopped with the rest.
 */
const VICTIMS_AWK = String.raw`
{ parent[$1] = $2; group[$1] = $3; if ($4 != "Z" && $4 != "X") alive[$1] = 1 }
END {
  count = split(ENVIRON["DUPTOP_SPARED"], list, " ")
  for (i = 1; i <= count; i++)
    for (pid = list[i]; pid in parent && !(pid in spared); pid = parent[pid]) spared[pid] = 1
  for (pid in spared) safe[group[pid]] = 1
  count = split(ENVIRON["DUPTOP_ROOTS"], list, " ")
  for (i = 1; i <= count; i++) { root[list[i]] = 1; if (list[i] in group) wanted[group[list[i]]] = 1 }
  count = split(ENVIRON["DUPTOP_GROUPS"], list, " ")
  for (i = 1; i <= count; i++) wanted[list[i]] = 1
  for (number in safe) delete wanted[number]
  printf "groups"
  for (number in wanted) printf " %s", number
  printf "\n"
  for (pid in alive) {
    if (pid in spared) continue
    hit = group[pid] in wanted
    for (up = pid; !hit && up in parent && up > 1; up = parent[up]) if (up in root) hit = 1
    if (hit) print pid
  }
}
`;

/**
 * Signals every process of a job's run, whoever started it. Words: PATH, SIGNAL (`TERM`, `KILL`; empty: none, only counts). Tells `left`, how
 * many there are. What duptop itself left there to write the exit code down is not among them.
 */
export const STOP_SCRIPT = `${RUN_FUNCTIONS}
victims_awk=${shellWord(VICTIMS_AWK)}
path=$1 signal=$2
name_job "$path"
roots=$(job_processes "$path" | sed 's/ .*//')
runner=''
if read_run && is_process "$run_pid" "$run_ticks"; then runner=$run_pid; fi
is_ours() { tr '\\000' '\\n' 2>/dev/null <"/proc/$1/cmdline" | grep -qx -e duptop-run -e "of=$run_folder/output"; }
find_victims() {
  all=$(all_processes | DUPTOP_ROOTS="$(printf '%s' "$roots $runner" | tr '\\n' ' ')" DUPTOP_GROUPS=$groups DUPTOP_SPARED=$$ LC_ALL=C awk "$victims_awk")
  victims=
  groups=$(printf '%s\\n' "$all" | sed -n 's/^groups //p')
  for pid in $(printf '%s\\n' "$all" | grep -v ^groups); do
    is_ours "$pid" || victims="$victims $pid"
  done
}
groups='' left=0 round=0
find_victims
for pid in $victims; do left=$((left + 1)); done
# Whoever is killed may have started something just before; what was told to end may need time for it.
while [ -n "$signal" ] && [ -n "$victims" ] && [ "$round" -lt 10 ]; do
  for pid in $victims; do kill -s "$signal" "$pid" 2>/dev/null; done
  [ "$signal" = KILL ] || break
  sleep 0.1
  find_victims
  round=$((round + 1))
done
record left "$left"
record done yes
`;
