/** Runs before each test file: what a developer's or a CI's environment says must not change what a test sees. */
const UNWANTED = /^(CI|NO_COLOR|FORCE_COLOR|COLORTERM|COLUMNS|LINES|PROMETHEUS_URL|DUPTOP_.*|XDG_.*|.*_proxy)$/i;

for (const name of Object.keys(process.env)) if (UNWANTED.test(name)) delete process.env[name];
process.env.TZ = 'UTC';
process.env.LC_ALL = 'C.UTF-8';
