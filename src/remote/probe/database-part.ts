import { LOCATE_SCRIPT } from '../database/locate-script.ts';
import { QUERY_SCRIPT } from '../database/query-script.ts';

/**
 * The databases, and what the one of each job says. The words from the first on are those of the query behind the two addresses of the file;
 * after some seconds no further one is asked.
 */
export const DATABASE_PART = `
section() { record section "$1"; }
uri() { # FILE
  printf '%s' "$1" | sed -e 's/%/%25/g' -e 's/?/%3f/g' -e 's/#/%23/g' | awk 'NR > 1 { printf "%%0A" } { printf "%s", $0 }'
}
query() { # FILE WORD…
  file=$1
  shift
  address=file://$(uri "$file")
  set -- "$file" "$address?mode=ro" "$address?immutable=1" "$@"
${QUERY_SCRIPT}
}
locate() {
${LOCATE_SCRIPT}
}
database_folders=$(folders_of db_dir "$root/var")
section databases
(
  set --
  while IFS= read -r folder; do set -- "$@" "$folder"; done <<END
$database_folders
END
  locate "$@"
)
section database-ends
began=$(date +%s)
count=0
printf '%s\\n' "$database_folders" | while IFS= read -r folder; do
  for file in "$folder"/duplicati_*.sqlite; do
    [ -e "$file" ] || continue
    count=$((count + 1))
    if [ "$count" -gt 100 ] || [ $(($(date +%s) - began)) -gt 6 ]; then break 2; fi
    section database
    record database "$file"
    tell_holders database-holder "$file"
    section query
    (query "$file" "$@")
    section query-ends
  done
done
`;
