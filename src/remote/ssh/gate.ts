/** Lets a limited number in at once; the others wait in the order in which they came. */
export interface Gate {
  /** `null`: the signal came first. Who is in calls what it gives, once, to leave. */
  enter(signal: AbortSignal): Promise<(() => void) | null>;
  /** One less from now on than are in; `false` where that would let nobody in. */
  narrow(): boolean;
}

export function createGate(most: number): Gate {
  let width = most;
  let inside = 0;
  const waiting: (() => void)[] = [];
  const letIn = (): void => {
    while (inside < width && waiting.length > 0) {
      inside += 1;
      waiting.shift()?.();
    }
  };
  const leave = (): void => {
    inside -= 1;
    letIn();
  };
  return {
    enter: (signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve(null);
        const giveUp = () => {
          waiting.splice(waiting.indexOf(enter), 1);
          resolve(null);
        };
        const enter = () => {
          signal.removeEventListener('abort', giveUp);
          resolve(leave);
        };
        signal.addEventListener('abort', giveUp, { once: true });
        waiting.push(enter);
        letIn();
      }),
    narrow: () => {
      if (inside <= 1) return false;
      width = Math.min(width, inside - 1);
      return true;
    },
  };
}
