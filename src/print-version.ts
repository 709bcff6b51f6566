declare const DUPTOP_VERSION: string;

process.stdout.write(`${DUPTOP_VERSION}\n`);
