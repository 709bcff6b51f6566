import { type Command, Option } from 'commander';
import type { Flags } from '../config/flags.ts';

/** The flags that every command takes, as commander gives them. */
export interface GlobalFlags extends Flags {
  readonly verbose?: boolean;
}

const SOURCES = 'Where to ask:';
const OUTPUT = 'Output:';
const SAFETY = 'What it may do:';

/** Adds them to the program; they may stand before or after the command's name. */
export function addGlobalFlags(program: Command): void {
  const each = (value: string, all: readonly string[] = []) => [...all, value];
  const add = (group: string, flags: string, description: string) =>
    program.addOption(new Option(flags, description).helpGroup(group));
  const addList = (flags: string, description: string) =>
    program.addOption(new Option(flags, description).argParser(each).helpGroup(SOURCES));
  addList('-p, --prometheus <url>', 'a Prometheus, or the name of one in the configuration; may be repeated');
  addList('--exporter <url>', 'a node exporter to ask directly, with or without any Prometheus; may be repeated');
  add(SOURCES, '--no-exporters', 'do not ask the exporters that Prometheus knows');
  addList('--header <header>', 'send "Name: value" along; may be repeated');
  add(SOURCES, '--http-config <file>', 'TLS and credentials, in the file format of promtool’s --http.config.file');
  add(SOURCES, '--timeout <duration>', 'for each request, such as 5s');
  add(SOURCES, '-c, --config <file>', 'the configuration (else DUPTOP_CONFIG, then ~/.config/duptop/config.yml)');
  add(SAFETY, '--read-only', 'refuse whatever changes anything, on hosts or in an Alertmanager');
  add(OUTPUT, '--no-color', 'no colours (also NO_COLOR)');
  add(OUTPUT, '--ascii', 'only ASCII in what duptop adds (also on a terminal whose locale has no UTF-8)');
  add(OUTPUT, '-v, --verbose', 'say more when something goes wrong');
}

/** The flags for a command, wherever on the line they stood. */
export function globalFlagsOf(command: Command): GlobalFlags {
  const given = command.optsWithGlobals<Partial<GlobalFlags>>();
  return { prometheus: [], exporter: [], header: [], ...given };
}
