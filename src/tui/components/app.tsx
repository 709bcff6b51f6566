import { Box, type SuspendTerminal, useApp } from 'ink';
import { type ReactElement, useEffect, useSyncExternalStore } from 'react';
import { segment } from '../../present/tone.ts';
import { say } from '../../text/safe-text.ts';
import { exactly } from '../exactly.ts';
import { footerLine } from '../footer-line.ts';
import { freshnessBeside } from '../freshness.ts';
import { cutLine, spread } from '../line-fit.ts';
import { type Model, topOf } from '../model.ts';
import type { Store } from '../runtime/store.ts';
import { screenOf } from '../screens/registry.ts';
import { bodyRows, isTooSmall, SMALLEST } from '../window.ts';
import { Keyboard } from './keyboard.tsx';
import { Lines } from './lines.tsx';

interface AppProps {
  readonly store: Store;
  /** Told how the terminal can be lent to others. */
  readonly onReady: (lend: SuspendTerminal) => void;
}

/** The whole window: a title, the screen on top, and the keys that do something now. */
export function App({ store, onReady }: AppProps): ReactElement {
  const { suspendTerminal } = useApp();
  useEffect(() => onReady(suspendTerminal), [onReady, suspendTerminal]);
  const model = useSyncExternalStore(store.subscribe, store.model);
  const { columns, rows } = model.window;
  return (
    <Box flexDirection="column" width={columns} {...(model.look.screenReader ? {} : { height: rows })}>
      <Keyboard store={store} />
      {isTooSmall(model.window) && !model.look.screenReader ? <TooSmall model={model} /> : <Frame model={model} />}
    </Box>
  );
}

function Frame({ model }: { readonly model: Model }): ReactElement {
  const { window, look, notice } = model;
  const { columns } = window;
  const state = topOf(model);
  const { title, View } = screenOf(state);
  const left = title(state, model);
  const right = freshnessBeside(left, model);
  const top = look.screenReader ? [...left, segment(say`  `), ...right] : spread(left, right, columns, look.ascii);
  const bottom = notice === null ? footerLine(model, columns) : [segment(notice.text, notice.tone)];
  return (
    <>
      <Lines lines={[top]} look={look} />
      <View state={state} model={model} columns={columns} rows={bodyRows(window)} />
      <Lines lines={[cutLine(bottom, columns, look.ascii)]} look={look} />
    </>
  );
}

function TooSmall({ model: { window, look } }: { readonly model: Model }): ReactElement {
  const { columns, rows } = window;
  const text = say`${SMALLEST.columns}x${SMALLEST.rows} at least; this is ${columns}x${rows}`;
  const lines = [[segment(text, 'warning')], [segment(say`q quits`, 'muted')]];
  return (
    <Lines
      lines={exactly(
        lines.map((line) => cutLine(line, columns, look.ascii)),
        rows,
      )}
      look={look}
    />
  );
}
