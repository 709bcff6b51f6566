#!/bin/bash
# The wrapper as it is in the field: PATH AUTHID PASSPHRASE RETENTION.
path=$1 authid=$2 passphrase=$3 retention=$4
path_encoded=$(echo ${path} | base32 | tr '=' '_')
hostname=$(hostname)
stem=duplicati_${hostname}_${path//\//_}
started=$(date +%s)
for try in {1..10}; do
  duplicati-cli backup "dropbox:///PREFIX/${hostname}${path}?authid=${authid}" "${path}" --backup-name="${path}" \
    --dbpath="/var/duplicati_${path_encoded}.sqlite" --encryption-module=aes --compression-module=zip --dblock-size=50mb \
    --passphrase="${passphrase}" --retention-policy="${retention}" --disable-module=console-password-input
  code=$?
  [[ $code -lt 10 ]] && break
  [[ $try -lt 10 ]] && sleep $((RANDOM % 60 + 1))
done
metrics=/var/lib/prometheus/node-exporter
cat >"$metrics/$stem.prom.$$" <<END
${stem}_last_run_start $started
${stem}_last_run_seconds $(($(date +%s) - started))
${stem}_last_exitcode $code
END
mv "$metrics/$stem.prom.$$" "$metrics/$stem.prom"
