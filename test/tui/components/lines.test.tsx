import { render } from 'ink-testing-library';
import { describe, expect, it } from 'vitest';
import { segment } from '../../../src/present/tone.ts';
import { visible } from '../../../src/text/safe-text.ts';
import { Lines } from '../../../src/tui/components/lines.tsx';

const LOOK = { ascii: false, color: true, screenReader: false };
const lines = (...texts: readonly string[]) => texts.map((text) => [segment(visible(text), 'failed')]);

describe('lines', () => {
  it('stand one under the other, an empty one as an empty row', () => {
    const { lastFrame } = render(<Lines lines={lines('a', '', 'c')} look={{ ...LOOK, color: false }} />);
    expect(lastFrame()).toBe('a\n\nc');
  });

  it('keep their colours, and the selected one is inverse', () => {
    const { lastFrame } = render(<Lines lines={lines('a', 'b')} look={LOOK} selected={1} />);
    expect(lastFrame()).toBe('\x1b[31ma\x1b[39m\n\x1b[7mb\x1b[27m');
  });

  it('are cut rather than wrapped where a window is narrower than was thought', () => {
    const { lastFrame } = render(<Lines lines={lines('x'.repeat(150), 'b')} look={{ ...LOOK, color: false }} />);
    expect(lastFrame()?.split('\n')).toHaveLength(2);
  });
});
