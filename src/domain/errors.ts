/** One thing wrong with an input, told to the person who gave it. Chinese, one line. */
export interface Problem {
  /** File, option or setting it is about. */
  where: string;
  /** What was found, what is accepted, which option helps. */
  message: string;
}

/** Bad input: every problem found, at once. Never shown with a stack. Exit code 2 on the command line. */
export class InputError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map((p) => `${p.where}：${p.message}`).join('\n'));
    this.name = 'InputError';
    this.problems = problems;
  }
}
