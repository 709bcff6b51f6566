/**
 * Shell functions for the folder in which duptop keeps its runs: `KEY/` holds `run` (process, ticks, start), `output`, and at the end `ended`
 * (exit code and time); `KEY.lock` is locked while the run goes on. Not below XDG_RUNTIME_DIR, which goes when the last connection is closed.
 */
export const RUN_FOLDER = `
uid=$(id -u)
if [ "$uid" -eq 0 ]; then base=$root/run/duptop; else base=$root/tmp/duptop-$uid; fi
# Nobody else may have made it, or be able to look into it.
is_own_base() { [ -d "$base" ] && [ ! -L "$base" ] && [ "$(stat -c '%u %a' -- "$base")" = "$uid 700" ]; }
make_base() {
  mkdir -m 700 "$base" 2>/dev/null
  is_own_base
}

# Sets run_pid, run_ticks, run_start, and where it has ended run_code and run_end, for the last run of the job that duptop started.
read_run() {
  run_folder=$base/$key run_pid='' run_ticks='' run_start='' run_code='' run_end=''
  is_own_base && [ -r "$run_folder/run" ] || return 1
  read -r run_pid run_ticks run_start <"$run_folder/run" || return 1
  [ ! -r "$run_folder/ended" ] || read -r run_code run_end <"$run_folder/ended"
  return 0
}
`;
