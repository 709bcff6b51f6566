import { describe, expect, it } from 'vitest';
import { eventually, GiveUp } from './eventually.ts';

describe('eventually', () => {
  it('gives the first value that is there, after errors and empty answers', async () => {
    const answers = [new Error('not yet'), null, false, undefined, 'there'];
    const asked = eventually(
      () => {
        const answer = answers.shift();
        if (answer instanceof Error) throw answer;
        return answer;
      },
      { what: 'an answer' },
    );
    expect(await asked).toBe('there');
    expect(answers).toEqual([]);
  });

  it('says what it waited for, and why it was not there, when the deadline passes', async () => {
    const never = eventually(() => Promise.reject(new Error('door is shut')), { what: 'the door', deadlineMs: 50 });
    await expect(never).rejects.toThrow(/^waited .* for the door; last: door is shut$/);
  });

  it('stops at once when the condition can not come true any more', async () => {
    let asked = 0;
    const hopeless = eventually(
      () => {
        asked += 1;
        throw new GiveUp('it is gone');
      },
      { what: 'it' },
    );
    await expect(hopeless).rejects.toThrow('it is gone');
    expect(asked).toBe(1);
  });
});
