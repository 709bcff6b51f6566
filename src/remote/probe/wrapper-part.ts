/** The wrappers that crontabs name, which edition each is, and where cron would find duplicati-cli. No wrapper is run: the classic one would start a backup. */
export const WRAPPER_PART = `
from_cron() { # NAME
  printf '%s\\n' "$cron" | sed -n "s/^cron-$1 //p" | sort -u | head -n 20
}
tell_wrapper() { # FILE
  record wrapper "$1"
  if [ ! -e "$1" ]; then return 0; fi
  record wrapper-there yes
  [ ! -x "$1" ] || record wrapper-executable yes
  text=$(head -c 65536 "$1" 2>/dev/null | tr -d '\\000')
  interpreter=$(printf '%s\\n' "$text" | sed -n '1s/^#! *\\([^ ]*\\).*/\\1/p')
  [ -z "$interpreter" ] || [ -x "$interpreter" ] || record wrapper-interpreter "$interpreter"
  case $text in *PATH=* | */duplicati-cli*) record wrapper-own-search yes ;; esac
  case $text in
    *'duplicati_wrapper $VERSION'*) record wrapper-version "$(printf '%s\\n' "$text" | sed -n 's/^readonly VERSION=\\([0-9.]*\\)$/\\1/p' | head -n 1)" ;;
    *base32*) record wrapper-classic yes ;;
  esac
}
tell_cli() { # PATH
  record cli-search "$1"
  blocked=
  saved=$IFS
  IFS=:
  set -f
  for folder in $1; do
    if [ -f "$folder/duplicati-cli" ]; then
      if [ -x "$folder/duplicati-cli" ]; then record cli "$folder/duplicati-cli" && blocked= && break; fi
      blocked=$folder/duplicati-cli
    fi
  done
  set +f
  IFS=$saved
  [ -z "$blocked" ] || record cli-blocked "$blocked"
}
{ from_cron program; echo "$root/opt/duplicati_wrapper.sh"; } | sort -u | while IFS= read -r file; do
  case $file in /*) tell_wrapper "$file" ;; esac
done
{ from_cron search; echo /usr/bin:/bin; } | sort -u | while IFS= read -r search; do
  tell_cli "$search"
  tell_cli "$search:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
done
folders_of() { # SETTING DEFAULT
  {
    echo "$2"
    { echo "$root/etc/duplicati-wrapper.conf"; from_cron config; } | while IFS= read -r config; do
      for file in "$config" "\${config%.conf}.d"/*.conf; do
        [ -f "$file" ] && [ -r "$file" ] && sed -n "s/^$1=\\\\(\\\\/.*\\\\)/\\\\1/p" "$file"
      done
    done
  } | sort -u | head -n 20
}
`;
