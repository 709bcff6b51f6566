/** Room on the file systems that a backup needs. */
export const DISK_PART = `
tell_disk() { # FOLDER
  [ -d "$1" ] || return 0
  record disk "$1"
  space=$(limited 2 df -Pk "$1" 2>/dev/null | tail -n 1)
  record disk-space "$space"
  record disk-inodes "$(limited 2 df -Pi "$1" 2>/dev/null | tail -n 1)"
  mount=\${space##*% }
  options=$(awk -v mount="$mount" '$2 == mount { options = $4 } END { print options }' /proc/mounts 2>/dev/null)
  case ,$options, in *,ro,*) record disk-read-only yes ;; esac
}
{
  folders_of db_dir "$root/var"
  folders_of log_dir "$root/var/log/duplicati"
  printf '%s\\n' "$textfile_folders"
  echo "$root/tmp"
} | sort -u | while IFS= read -r folder; do tell_disk "$folder"; done
`;
