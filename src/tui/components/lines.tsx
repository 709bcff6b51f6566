import { Text } from 'ink';
import { createElement, Fragment, memo, type ReactElement, useRef } from 'react';
import type { Line } from '../../present/tone.ts';
import { isPlain } from '../../text/width.ts';
import type { Look } from '../model.ts';
import { paintLine, withBoldBlank } from '../theme.ts';

interface LinesProps {
  readonly lines: readonly Line[];
  readonly look: Look;
  /** Which of the lines is the selected one. */
  readonly selected?: number | null;
}

/** Lines that are no wider than the window, one under the other. */
export function Lines({ lines, look, selected = null }: LinesProps): ReactElement {
  // As children by their place, which is what a line of a screen is: its text may be anything.
  const children: ReactElement[] = [];
  lines.forEach((line, at) => {
    const text = paintLine(line, look, { selected: at === selected });
    children.push(<OneLine text={text} whole={line.some((piece) => !isPlain(piece.text))} />);
  });
  return createElement(Fragment, null, ...children);
}

interface OneLineProps {
  readonly text: string;
  /**
   * Terminals don't agree on how wide all of its characters are. Ink writes a line anew only from the first column on that differs, by its
   * own idea of widths: a terminal with another one would be left with a mixture of old and new. So the line begins differently each time.
   */
  readonly whole: boolean;
}

/** One Text a line, drawn again only when its text is another. */
const OneLine = memo(function OneLine({ text, whole }: OneLineProps) {
  const drawn = useRef({ text, odd: false });
  if (drawn.current.text !== text) drawn.current = { text, odd: !drawn.current.odd };
  // Ink gives an empty text no row at all.
  return <Text wrap="truncate">{text === '' ? ' ' : whole && drawn.current.odd ? withBoldBlank(text) : text}</Text>;
});
