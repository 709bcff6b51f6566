import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { createProgram } from '../cli/program.ts';
import type { Shell } from '../cli/shell.ts';
import { manPage } from './man-page.ts';

/* `npm run build [-- FOLDER]`: the bundle, what is put on hosts, and the manual page, in `dist` or the folder. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const outdir = process.argv[2] ?? `${root}dist`;
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { readonly version: string };

// The names of chunks change; whatever else lies in the folder is not ours to take away.
for (const name of ['chunks', 'hostkit']) rmSync(`${outdir}/${name}`, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ['src/main.ts', 'src/print-version.ts', 'src/demo/duplicati-cli.ts', 'src/demo/stage-host.ts'],
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.13',
  chunkNames: 'chunks/[name]-[hash]',
  sourcemap: true,
  minifySyntax: true,
  minifyWhitespace: true,
  define: {
    'process.env.NODE_ENV': '"production"',
    DUPTOP_VERSION: JSON.stringify(version),
    DUPTOP_COMMIT: JSON.stringify(commit()),
  },
  alias: { 'react-devtools-core': './src/tui/no-devtools.ts' },
  // What some packages call, though the bundle is a module.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  logLevel: 'warning',
});
for (const name of ['duplicati_wrapper.sh', 'ansible']) {
  cpSync(`${root}src/hostkit/${name}`, `${outdir}/hostkit/${name}`, { recursive: true, dereference: true });
}
writeFileSync(
  `${outdir}/duptop.1`,
  manPage(
    createProgram(nobody(), () => {}),
    version,
  ),
);

/** Of the checkout that this is; `''` where it is none. */
function commit(): string {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty', '--exclude=*'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}

/** The tree is read here, and no command is run. */
function nobody(): Shell {
  return { version, stdout: { columns: null }, stderr: { columns: null } } as unknown as Shell;
}
