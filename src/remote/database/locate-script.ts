import { HOST_ROOT } from '../host-root.ts';
import { RECORD } from '../records.ts';

/**
 * Lists the databases of a host's jobs, where they are by either wrapper's settings. Words: folders, of `/var` and the like, that are looked
 * into whatever the settings say. Of the wrapper's settings only `db_dir` and `log_dir` leave the host.
 */
export const LOCATE_SCRIPT = `${RECORD}${HOST_ROOT}LC_ALL=C
export LC_ALL
limit=500
settings() { # NAME
  for file in "$root/etc/duplicati-wrapper.conf" "$root"/etc/duplicati-wrapper.d/*.conf; do
    [ -f "$file" ] && [ -r "$file" ] && sed -n "s/^$1=\\\\(\\\\/.*\\\\)/\\\\1/p" "$file"
  done | sort -u | head -n 20
}
tell_folder() {
  if [ ! -e "$1" ]; then return 0; fi
  if [ ! -r "$1" ] || [ ! -x "$1" ]; then record denied "$1" && return 0; fi
  record folder "$1"
  for file in "$1"/duplicati_*.sqlite; do
    [ -e "$file" ] || continue
    count=$((count + 1))
    [ "$count" -le "$limit" ] || { record more yes && return 0; }
    record file "$file"
    record facts "$(stat -L -c '%s %Y' -- "$file" 2>/dev/null)"
    [ ! -e "$file-wal" ] || record beside wal
    [ ! -e "$file-journal" ] || record beside journal
  done
}
count=0
settings log_dir | while IFS= read -r folder; do record log-folder "$folder"; done
for folder; do
  case $folder in "$root"/*) ;; *) folder=$root$folder ;; esac
  tell_folder "$folder"
done
settings db_dir | while IFS= read -r folder; do
  for known; do [ "$known" != "$folder" ] && [ "$root$known" != "$folder" ] || continue 2; done
  tell_folder "$folder"
done
record done yes
`;
