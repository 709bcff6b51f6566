import { COMMAND_AWK } from '../run/command-awk.ts';
import { CRONTAB_AWK } from '../run/crontab-awk.ts';
import { CRONTABS } from '../run/crontabs-script.ts';

/** Of crontabs only what is no secret: where a line stands, whether it is in force, its schedule, whom it calls for which path. */
export const CRON_ENTRIES_AWK = `
substr($0, 1, 1) == "\\001" {
  split(substr($0, 2), source, "\\t")
  kind = source[1]
  if (kind == "user" || kind == "system") print "cron-read " source[2]
}
kind == "passwd" && substr($0, 1, 1) != "\\001" { next }
${CRONTAB_AWK}
${COMMAND_AWK}
function entry(    hit, search, i) {
  if (index(tolower(command), "duplicati") == 0) return
  find_wrappers(command, 1)
  search = "/usr/bin:/bin"
  for (i = 1; i <= pam_count; i++) if (pam_name[i] == "PATH") search = pam_value[i]
  for (i = 1; i <= env_count; i++) if (env_name[i] == "PATH") search = env_value[i]
  for (hit = 1; hit <= hits; hit++) {
    print "cron-line " line_number
    print "cron-file " source_name
    print "cron-state " (commented ? "off" : "on")
    if (source_ignored != "") print "cron-ignored " source_ignored
    print "cron-schedule " schedule
    print "cron-program " hit_wrapper[hit]
    print "cron-search " search
    if (input != "") print "cron-cut yes"
    if (hit_shell[hit]) print "cron-by-shell yes"
    if (hit_config[hit] != "") print "cron-config " hit_config[hit]
    print "cron-path " hit_path[hit]
  }
}
function broken(number) { print "cron-broken " number " " source_name }
`;

/** The last start of each path in a log of cron: lines such as `Nov 24 02:00:01 host CRON[1]: (root) CMD (…)`. */
export const CRON_STARTS_AWK = String.raw`
${COMMAND_AWK}
{
  at = index($0, "CMD (")
  if (at == 0) next
  logged = substr($0, at + 5)
  sub(/\)[^)]*$/, "", logged)
  find_wrappers(logged, 1)
  when = $1
  if (when !~ /^[0-9]/) when = $1 " " $2 " " $3
  for (hit = 1; hit <= hits; hit++) last[hit_path[hit]] = when
}
END {
  for (path in last) {
    print "started-at " last[path]
    print "started-path " path
  }
}
`;

/** Sets `cron` to what the crontabs hold, and tells it, the daemon, and what was started. */
export const CRON_PART = `
${CRONTABS}
tell_cron_daemon() {
  [ -r "$root/proc/1/comm" ] || return 0
  record sees-processes yes
  own=$(readlink "$root/proc/self/ns/mnt" 2>/dev/null)
  grep -lxE 'cron|crond|fcron|anacron' "$root"/proc/[0-9]*/comm 2>/dev/null | while IFS= read -r entry; do
    pid=\${entry#"$root"/proc/}
    pid=\${pid%/comm}
    if [ "$(readlink "$root/proc/$pid/ns/mnt" 2>/dev/null)" = "$own" ]; then record cron-daemon here; else record cron-daemon elsewhere; fi
  done
}
starts_in() { grep -a CMD | grep -aiF duplicati | tail -n 2000 | awk "$cron_starts_awk" | tell_lines; }
tell_starts() {
  logs=
  for file in cron.log cron syslog.1 syslog messages; do
    file=$root/var/log/$file
    [ -f "$file" ] && [ -r "$file" ] || continue
    logs=yes
    record cron-log "$file"
    tail -c 4194304 "$file" | starts_in
  done
  if [ -z "$logs$root" ] && command -v journalctl >/dev/null 2>&1; then
    record cron-log journal
    limited 2 journalctl -q --no-pager -o short-unix -n 2000 --since=-8days _COMM=cron 2>/dev/null | starts_in
  fi
}
cron=$(all_crontabs 2>/dev/null | awk "$cron_entries_awk" | head -n 4000)
printf '%s\\n' "$cron" | tell_lines
tell_cron_daemon
tell_starts
own_name=$(id -un)
for file in "$root"/var/spool/cron/crontabs/*; do
  [ "\${file##*/}" = "$own_name" ] || ! grep -aqsiF duplicati "$file" || record cron-mention "$file"
done
grep -alsiF duplicati "$root"/etc/cron.hourly/* "$root"/etc/cron.daily/* "$root"/etc/cron.weekly/* "$root"/etc/cron.monthly/* \\
  "$root/etc/anacrontab" "$root"/etc/systemd/system/*.service "$root"/etc/systemd/system/*.timer | head -n 20 | while IFS= read -r file; do record cron-mention "$file"; done
`;
