import { RECORD } from '../records.ts';
import { CRONTABS } from './crontabs-script.ts';
import { GOING_ON } from './going-on-script.ts';
import { JOB_FILES } from './job-files-script.ts';
import { PROCESSES } from './processes-script.ts';
import { RUN_FOLDER } from './run-folder-script.ts';

/** What the scripts on runs have in common. */
export const RUN_FUNCTIONS = RECORD + CRONTABS + JOB_FILES + PROCESSES + RUN_FOLDER + GOING_ON;

/**
 * Tells how a job is started and whether it runs. Words: PATH, and `yes` where it is known exactly. Changes nothing, and tells nothing of a
 * crontab's line but its schedule, owner, wrapper and path.
 */
export const FIND_SCRIPT = `${RUN_FUNCTIONS}
path=$1 exact=$2
record user "$(id -un)"
record host "$(hostname 2>/dev/null || uname -n)"
lines=$(find_lines "$path" "$exact")
told() { printf '%s\\n' "$lines" | sed -n "s/^$1 //p"; }
printf '%s\\n' "$lines" | while IFS= read -r line; do
  [ -z "$line" ] || record "\${line%% *}" "\${line#* }"
done
picked=$(printf '%s\\n' "$lines" | sed -n '/^standing picked$/,/^jobs /p')
wrapper=$(printf '%s\\n' "$picked" | sed -n 's/^wrapper //p')
if [ -n "$wrapper" ]; then
  path=$(printf '%s\\n' "$picked" | sed -n 's/^path //p')
  config=$(printf '%s\\n' "$picked" | sed -n 's/^config //p')
  name_job "$path"
  describe_job "$wrapper" "$config" "$path"
  record way crontab
else
  name_job "$path"
  lock='' edition=''
  # shellcheck disable=SC2016
  if [ "$exact" = yes ]; then
    for wrapper in $(told seen | grep '^/[a-zA-Z0-9_./-]*$') "$root/opt/duplicati_wrapper.sh" "$root/usr/local/bin/duplicati_wrapper.sh"; do
      [ -f "$wrapper" ] && is_better "$wrapper" || continue
      describe_job "$wrapper" '' "$path"
      [ "$can_run" = no ] || { record way wrapper && record direct "$wrapper" && break; }
    done
  fi
  [ -n "$edition" ] || describe_job /nonexistent '' "$path"
fi
record job "$path"
record key "$key"
record edition "$edition"
record state "$wrapper_state"
record database "$database"
record metrics "$metrics"
record log "$log"
find_going_on "$path"
record going-by "$going_by"
record going-pid "$going_pid"
record going-ticks "$going_ticks"
record going-since "$going_since"
if read_run; then
  record run-folder "$run_folder"
  record run-pid "$run_pid"
  record run-ticks "$run_ticks"
  record run-start "$run_start"
  record run-code "$run_code"
  record run-end "$run_end"
fi
record log-size "$(stat -L -c %s -- "\${log:-/nonexistent}" 2>/dev/null)"
record now "$(date +%s)"
record done yes
`;
