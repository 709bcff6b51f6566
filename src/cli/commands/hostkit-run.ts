import type { Shell } from '../shell.ts';
import type { WriteFlags } from './hostkit.ts';
import { filesBelow, packagedFile } from './hostkit-package.ts';
import { writeOut } from './hostkit-write.ts';

const WRAPPER = 'duplicati_wrapper.sh';
const ROLE = 'ansible';

/** Prints the wrapper, or writes it into a folder. @throws Failure */
export async function runWrapper(folder: string | undefined, flags: WriteFlags, shell: Shell): Promise<void> {
  const wrapper = await packagedFile(shell, WRAPPER);
  if (folder === undefined) await shell.stdout.write(wrapper.text);
  else await writeOut([wrapper], folder, flags.force ?? false, shell);
}

/** Writes the Ansible role into a folder. @throws Failure */
export async function runRole(folder: string, flags: WriteFlags, shell: Shell): Promise<void> {
  await writeOut(await filesBelow(shell, ROLE), folder, flags.force ?? false, shell);
}
