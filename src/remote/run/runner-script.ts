/**
 * Runs a job as cron would, and leaves its exit code. Arguments: FOLDER, then the command that changes the user, or nothing. It leads a
 * session of its own and has an empty environment; being told to stop it waits for the job, which is told too, to end. Descriptor 9 is the
 * lock of the job. What command, input and environment say is read from files that are gone before the job begins.
 *
 * The job's output goes through dd, which writes it at once and stops at a limit; what is more is taken, and dropped: a job whose output
 * nobody takes would break.
 */
export const RUNNER = `
trap : TERM INT HUP
folder=$1
shift
{
  trap : TERM INT HUP
  (
    exec 9>&- 3<"$folder/command" 4<"$folder/input" 5<"$folder/environment"
    rm -f -- "$folder/command" "$folder/input" "$folder/environment"
    umask 022
    . /dev/fd/5
    exec 5<&-
    cd "$HOME" 2>/dev/null
    exec "$@" "$SHELL" /dev/fd/3 <&4 4<&-
  )
  printf '%s %s\\n' "$?" "$(date +%s)" >"$folder/ended.new"
  mv -f -- "$folder/ended.new" "$folder/ended"
  flock -u 9
} 2>&1 | {
  exec 9>&-
  trap '' TERM INT HUP
  dd bs=1024 count=32768 of="$folder/output" 2>/dev/null
  cat >/dev/null
}
`;
