import { Text } from 'ink';
import { createElement, Fragment, memo, type ReactElement } from 'react';
import type { Line } from '../../present/tone.ts';
import type { Look } from '../model.ts';
import { paintLine } from '../theme.ts';

interface LinesProps {
  readonly lines: readonly Line[];
  readonly look: Look;
  /** Which of the lines is the selected one. */
  readonly selected?: number | null;
}

/** Lines that are no wider than the window, one under the other. */
export function Lines({ lines, look, selected = null }: LinesProps): ReactElement {
  const texts = lines.map((line, at) => paintLine(line, look, { selected: at === selected }));
  // As children by their place, which is what a line of a screen is: its text may be anything.
  const children: ReactElement[] = [];
  for (const text of texts) children.push(<OneLine text={text} />);
  return createElement(Fragment, null, ...children);
}

/** One Text a line, drawn again only when its text is another. */
const OneLine = memo(function OneLine({ text }: { readonly text: string }) {
  // Ink gives an empty text no row at all.
  return <Text wrap="truncate">{text === '' ? ' ' : text}</Text>;
});
