import type { HostFolder } from './host-folder.ts';

/** The wrapper of the field, as it is called and what it leaves: `duplicati_wrapper.sh PATH AUTHID PASSPHRASE RETENTION`. */
export function classicWrapper({ root }: HostFolder): string {
  return `#!/bin/bash
# Backs up a path to Dropbox, and leaves three numbers for node_exporter.
path=$1
authid=$2
passphrase=$3
retention=$4

path_encoded=$(echo \${path} | base32 | tr '=' '_')
hostname=$(hostname)
stem=duplicati_\${hostname}_$(echo \${path} | tr '/' '_')
prom=${root}/var/lib/prometheus/node-exporter/\${stem}.prom

start=$(date +%s)
for try in 1 2 3 4 5 6 7 8 9 10; do
  duplicati-cli backup "dropbox:///backup/\${hostname}\${path}?authid=\${authid}" "\${path}" --backup-name="\${path}" \\
    --dbpath="${root}/var/duplicati_\${path_encoded}.sqlite" --encryption-module=aes --compression-module=zip \\
    --dblock-size=50mb --passphrase="\${passphrase}" --retention-policy="\${retention}" \\
    --disable-module=console-password-input
  exitcode=$?
  [ \${exitcode} -ge 10 ] || break
  [ \${try} -eq 10 ] || sleep $((RANDOM % 60 + 1))
done
end=$(date +%s)

cat >"\${prom}.$$" <<END
\${stem}_last_run_start \${start}
\${stem}_last_run_seconds $((end - start))
\${stem}_last_exitcode \${exitcode}
END
mv "\${prom}.$$" "\${prom}"
`;
}
