/** The exporters that run, where their textfiles should be, and what is there. */
export const TEXTFILE_PART = `
tell_exporters() {
  own=$(readlink "$root/proc/self/ns/mnt" 2>/dev/null)
  grep -lE '^(prometheus-node|node_exporter|node-exporter)' "$root"/proc/[0-9]*/comm 2>/dev/null | head -n 50 | while IFS= read -r entry; do
    pid=\${entry#/proc/}
    pid=\${pid%/comm}
    tell_process exporter "$pid" || continue
    record exporter-program "$(head -c 100 "/proc/$pid/comm")"
    files=$(readlink "/proc/$pid/ns/mnt" 2>/dev/null)
    [ -z "$files" ] || record exporter-here "$([ "$files" = "$own" ] && echo yes || echo no)"
    tr '\\n\\000' ' \\n' <"/proc/$pid/cmdline" | awk '
      waits != "" { print waits "=" $0; waits = ""; next }
      /^--?(collector\\.textfile\\.directory|web\\.listen-address)$/ { waits = $0; next }
      /^--?(no-collector\\.textfile|collector\\.textfile|collector\\.disable-defaults)$/ { print }
      /^--?(collector\\.textfile\\.directory|web\\.listen-address)=/ { print }
    ' | while IFS= read -r flag; do record exporter-flag "$flag"; done
  done
  if [ -d "$root/run/systemd/system" ] && command -v systemctl >/dev/null 2>&1; then
    record exporter-unit "$(limited 1 systemctl is-active prometheus-node-exporter.service 2>/dev/null)"
  fi
  if grep -q '^[^#]*collector.textfile.directory' "$root/etc/default/prometheus" 2>/dev/null; then record exporter-misplaced "$root/etc/default/prometheus"; fi
}
tell_textfiles() { # FOLDER
  record textfiles "$1"
  if [ ! -d "$1" ]; then record textfiles-missing yes && return 0; fi
  if [ ! -r "$1" ] || [ ! -x "$1" ]; then record textfiles-denied yes && return 0; fi
  count=0
  room=524288
  for file in "$1"/*.prom "$1"/.*.prom "$1"/*.prom.[0-9]*; do
    [ -e "$file" ] || [ -h "$file" ] || continue
    count=$((count + 1))
    if [ "$count" -gt 300 ]; then record textfiles-more yes && return 0; fi
    record textfile "\${file##*/}"
    facts=$(stat -L -c '%s %Y %a' -- "$file" 2>/dev/null)
    record textfile-facts "$facts"
    size=\${facts%% *}
    if [ ! -f "$file" ]; then
      if [ -d "$file" ]; then record textfile-kind folder; elif [ -e "$file" ]; then record textfile-kind other; else record textfile-kind dangling; fi
    elif [ ! -r "$file" ]; then
      record textfile-kind denied
    elif [ "$size" -gt 65536 ] || [ "$size" -gt "$room" ]; then
      record textfile-kind large
    elif case \${file##*/} in *duplicati*) true ;; *) grep -aqF duplicati "$file" ;; esac; then
      room=$((room - size))
      printf 'textfile-content:'
      base64 <"$file" | tr -d '\\n'
      echo
    else
      record textfile-kind foreign
    fi
  done
}
exporters=$(tell_exporters)
[ -z "$exporters" ] || printf '%s\\n' "$exporters"
textfile_folders=$(
  {
    folders_of metrics_dir "$root/var/lib/prometheus/node-exporter"
    printf '%s\\n' "$exporters" | sed -n 's/^exporter-flag=--*collector\\.textfile\\.directory=//p'
  } | sort -u | head -n 20
)
printf '%s\\n' "$textfile_folders" | while IFS= read -r folder; do tell_textfiles "$folder"; done
`;
