import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';

/** Prints at the very end what was left out and why, and then a line alone: `N passed, N failed`, with `, N skipped` where there are some. */
export class ClosingLine implements Reporter {
  readonly #write: (text: string) => void;

  constructor(write: (text: string) => void = (text) => process.stdout.write(text)) {
    this.#write = write;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const lines = [...modules.flatMap((module) => [...leftOut(module)]), closingLine(modules, unhandledErrors.length)];
    this.#write(`\n${lines.join('\n')}\n`);
  }
}

function closingLine(modules: readonly TestModule[], unhandledErrors: number): string {
  const count = { passed: 0, failed: unhandledErrors, skipped: 0 };
  for (const module of modules) {
    // A file or a hook that breaks is a failure, though no test of it may have run.
    for (const suite of [module, ...module.children.allSuites()]) if (suite.errors().length > 0) count.failed += 1;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      count[state === 'pending' ? 'failed' : state] += 1;
    }
  }
  const { passed, failed, skipped } = count;
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}

/** A line for each suite or test that is skipped for a stated reason; one for the outermost of those with the same. */
function* leftOut(parent: TestModule | TestSuite): Generator<string> {
  for (const child of parent.children) {
    const reason = reasonOf(child);
    if (reason !== undefined) yield `left out: ${child.fullName}: ${reason} (${child.module.relativeModuleId})`;
    else if (child.type === 'suite') yield* leftOut(child);
  }
}

function reasonOf(task: TestSuite | TestCase): string | undefined {
  if (task.type === 'suite') return task.meta().leftOut;
  const result = task.result();
  return result.state === 'skipped' ? (task.meta().leftOut ?? result.note) : undefined;
}
