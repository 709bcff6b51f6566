/**
 * Shell function that finds the run of a job that is going on, needs `describe_job` first: sets going_by (empty: none; `duptop`, `other`, or
 * `lock` where only the wrapper's lock tells), going_pid, going_ticks and going_since.
 */
export const GOING_ON = `
find_going_on() {
  going_by='' going_pid='' going_ticks='' going_since=''
  if read_run && [ -z "$run_code" ] && is_process "$run_pid" "$run_ticks"; then
    going_by=duptop going_pid=$run_pid going_ticks=$run_ticks going_since=$run_start
    return 0
  fi
  processes=$(job_processes "$1")
  for kind in wrapper backup; do
    going_pid=$(printf '%s\\n' "$processes" | sed -n "s/ $kind\\$//p" | outermost)
    [ -n "$going_pid" ] && going_ticks=$(ticks_of "$going_pid") || continue
    going_by=other going_since=$(started_at "$going_ticks")
    return 0
  done
  going_pid=''
  [ -z "$lock" ] || ! is_locked "$lock" || going_by=lock
  return 0
}
# The oldest of these processes: the others are its children.
outermost() {
  while IFS= read -r pid; do
    ticks=$(ticks_of "$pid") && printf '%s %s\\n' "$ticks" "$pid"
  done | sort -n -k 1,1 -k 2,2 | sed -n '1s/.* //p'
}
# Without taking the lock for a moment, which would make a wrapper that starts meanwhile go away.
is_locked() {
  inode=$(stat -L -c %i -- "$1" 2>/dev/null) || return 1
  grep -q "FLOCK .*:$inode 0 EOF" /proc/locks
}
`;
