import { shellWord } from '../../text/shell-word.ts';
import { RUN_FUNCTIONS } from './find-script.ts';
import { RUNNER } from './runner-script.ts';

/**
 * Starts a job that was found, if it does not run. Words: PATH, WAY (`crontab`, `wrapper`), SOURCE of the line (empty for `wrapper`),
 * WRAPPER, CONFIG. Tells `outcome`: `started`, `running`, `changed` (the line is another one now), `no-folder`, `no-program`, `no-user`.
 */
export const START_SCRIPT = `${RUN_FUNCTIONS}
runner=${shellWord(RUNNER)}
path=$1 way=$2 source=$3 wrapper=$4 config=$5
umask 077
outcome() { record outcome "$1" && record detail "\${2-}" && exit 0; }
name_job "$path"
describe_job "$wrapper" "$config" "$path"
for program in flock setsid base32; do
  command -v "$program" >/dev/null 2>&1 || outcome no-program "$program"
done
make_base || outcome no-folder "$base"
exec 9>>"$base/$key.lock"
if ! flock -n 9; then
  read_run
  record going-pid "$run_pid"
  record going-since "$run_start"
  outcome running
fi
find_going_on "$path"
if [ -n "$going_by" ]; then
  record going-pid "$going_pid"
  record going-since "$going_since"
  outcome running
fi
run_folder=$base/$key
rm -rf -- "$run_folder"
mkdir -m 700 -- "$run_folder" || outcome no-folder "$run_folder"
trap 'rm -f -- "$run_folder/command" "$run_folder/input" "$run_folder/environment"' EXIT
: >"$run_folder/output"
owner=$(id -un)
if [ "$way" = crontab ]; then
  written=$(write_line "$path" "$source" "$wrapper" "$run_folder")
  case $written in 'owner '*) owner=\${written#owner } ;; *) outcome changed ;; esac
else
  quoted() { printf '%s' "$1" | sed "s/'/'\\\\\\\\''/g"; printf x; }
  program=$(quoted "$wrapper") argument=$(quoted "$path")
  printf "exec 3<&-\\nexec /bin/bash '%s' -- '%s'\\n" "\${program%x}" "\${argument%x}" >"$run_folder/command"
  : >"$run_folder/input"
  home=$(getent passwd "$owner" | cut -d : -f 6)
  printf 'export SHELL=/bin/sh PATH=%s LOGNAME=%s HOME=%s\\n' "\${root:+$root/bin:}/usr/bin:/bin" "$owner" "\${home:-/}" >"$run_folder/environment"
fi
set --
if [ "$owner" != "$(id -un)" ]; then
  id -- "$owner" >/dev/null 2>&1 || outcome no-user "$owner"
  [ "$uid" -eq 0 ] || outcome no-user "$owner"
  command -v setpriv >/dev/null 2>&1 || outcome no-program setpriv
  chown -- "$owner" "$run_folder/command" "$run_folder/input"
  set -- setpriv "--reuid=$(id -u -- "$owner")" "--regid=$(id -g -- "$owner")" --init-groups --
fi
log_size=$(stat -L -c %s -- "\${log:-/nonexistent}" 2>/dev/null)
now=$(date +%s)
cd /
env -i PATH="\${root:+$root/bin:}/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" \\
  setsid sh -c "$runner" duptop-run "$run_folder" "$@" </dev/null >/dev/null 2>&1 &
pid=$!
run_ticks=$(cat "/proc/$pid/stat")
run_ticks=\${run_ticks##*) }
# shellcheck disable=SC2086
set -- $run_ticks
printf '%s %s %s\\n' "$pid" "\${20}" "$now" >"$run_folder/run.new"
mv -f -- "$run_folder/run.new" "$run_folder/run"
trap - EXIT
record folder "$run_folder"
record pid "$pid"
record ticks "\${20}"
record start "$now"
record log-size "$log_size"
outcome started
`;
