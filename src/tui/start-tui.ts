import process from 'node:process';
import { render, type SuspendTerminal } from 'ink';
import { createElement } from 'react';
import type { FleetStream } from '../fleet/fleet-stream.ts';
import type { FeedSources } from '../live/feeds.ts';
import type { LoginTo } from '../live/login.ts';
import type { ActivityLog } from '../ports/activity-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { RunInTerminal } from '../ports/terminal-program.ts';
import type { SafeText } from '../text/safe-text.ts';
import { App } from './components/app.tsx';
import { initialModel } from './initial-model.ts';
import { connect } from './runtime/connect.ts';
import { Feeds } from './runtime/feeds.ts';
import { Histories, type ReadHistory } from './runtime/histories.ts';
import { logIn } from './runtime/log-in.ts';
import { onProcessEvents } from './runtime/process-events.ts';
import { runEffect } from './runtime/run-effect.ts';
import { createStore } from './runtime/store.ts';
import { TerminalHold } from './runtime/terminal-hold.ts';
import { windowOf } from './runtime/terminal-size.ts';
import { update } from './update.ts';

export interface TuiOptions {
  readonly stream: FleetStream;
  readonly clock: Clock;
  /** Who is asked, such as `prometheus default`: shown until somebody has answered. */
  readonly asking: SafeText;
  /** The filter to begin with; a text that is none is there to be put right. */
  readonly filter: string;
  readonly ascii: boolean;
  readonly color: boolean;
  readonly screenReader: boolean;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly readHistory: ReadHistory;
  readonly feeds: FeedSources;
  /** Whatever changes anything is refused. */
  readonly readOnly: boolean;
  readonly loginTo: LoginTo;
  readonly runInTerminal: RunInTerminal;
  /** Before a signal ends the process. */
  close(): Promise<void>;
  readonly activity: ActivityLog;
}

/** Ink draws at once after a pause; keys that come faster than this are drawn together. */
const MOST_FRAMES_A_SECOND = 60;
/** An empty screen, from its top: what a terminal makes of the old lines in a window of another size is anybody's guess. */
const ERASED = '\x1b[2J\x1b[H';

/**
 * Shows the fleet until the person quits; the terminal is then as it was found, whatever happened. A signal that ends the process
 * does so, once the terminal is given back.
 * @throws whatever went wrong while it was shown
 */
export async function startTui(options: TuiOptions): Promise<void> {
  const { stream, clock, stdin, stdout, ascii, color, screenReader } = options;
  const hold = new TerminalHold();
  const histories = new Histories(options.readHistory, (message) => store.send(message));
  const feeds = new Feeds(options.feeds, (message) => store.send(message));
  const write = (text: string) => void stdout.write(text);
  const login = async (host: string, instance: string | null): Promise<void> => {
    const { loginTo, runInTerminal: run, activity } = options;
    const problem = await logIn(host, instance, { hold, loginTo, run, activity, clock, stdin, write });
    store.send({ type: 'login-ended', problem });
  };
  const outside = {
    stream,
    histories,
    feeds,
    terminal: {
      write,
      login: (host: string, instance: string | null) => void login(host, instance),
      suspend: () => void hold.suspend(),
      redraw: () => void hold.redraw(),
    },
    quit: () => app.unmount(),
  };
  const first = initialModel({
    window: windowOf(stdout),
    now: clock.now(),
    look: { ascii, color, screenReader },
    asking: options.asking,
    filter: options.filter,
    fleet: stream.view(),
    readOnly: options.readOnly,
    loginTo: options.loginTo,
  });
  const begun = update(first, { type: 'fleet', view: first.fleet, now: first.now });
  const store = createStore(begun.model, (effect) => runEffect(effect, outside));
  const root = createElement(App, { store, onReady: (lend: SuspendTerminal) => hold.ready(lend) });
  const app = render(root, {
    stdin,
    stdout,
    alternateScreen: true,
    interactive: true,
    incrementalRendering: true,
    patchConsole: false,
    exitOnCtrlC: false,
    isScreenReaderEnabled: screenReader,
    maxFps: MOST_FRAMES_A_SECOND,
  });
  const ended = Promise.withResolvers<NodeJS.Signals | null>();
  const disconnect = connect(store, options);
  const resize = () => {
    store.send({ type: 'window', window: windowOf(stdout) });
    if (hold.isLent) return;
    app.clear();
    write(ERASED);
    app.rerender(root);
  };
  // Ink draws what it has as soon as it hears of it: by then that must be made for the new window.
  stdout.prependListener('resize', resize);
  const forget = onProcessEvents({
    signal: (signal) => {
      // Ctrl+C at the terminal is meant for who has it now.
      if (signal !== 'SIGINT' || !hold.isLent) ended.resolve(signal);
    },
    continued: () => void hold.redraw(),
    failed: (error) => ended.reject(error),
  });
  const hangUp = () => ended.resolve(null);
  stdin.on('end', hangUp);
  app.waitUntilExit().then(() => ended.resolve(null), ended.reject);
  let signal: NodeJS.Signals | null = null;
  try {
    signal = await ended.promise;
  } finally {
    disconnect();
    stdout.off('resize', resize);
    histories.endAll();
    feeds.endAll();
    stdin.off('end', hangUp);
    app.unmount();
    await app.waitUntilExit().catch(() => {});
    forget();
  }
  if (signal === null) return;
  await options.close();
  // Ink leaves a listener behind (restore-cursor), and where there is one the process may run out of work before the signal comes.
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
