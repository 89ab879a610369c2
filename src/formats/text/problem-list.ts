import type { Problem, ProblemCode } from '../../domain/errors.js';

/** More are counted but not kept: a file of ten million bad lines must not fill the memory with reports. */
export const MAX_PROBLEMS = 1000;
/** A bad line in a report: enough to find it by eye. */
export const MAX_LINE_TEXT = 200;
/** A bad component in a report: enough to repair it by hand. */
export const MAX_COMPONENT_TEXT = 10_000;

/** Collects reports, up to a limit. */
export interface ProblemList {
  readonly problems: readonly Problem[];
  /** All there were, kept or not. */
  readonly count: number;
  /** `text` is shortened to a line's length. */
  add(code: ProblemCode, message: string, line?: number, text?: string): void;
  /** `text` is shortened to a component's length. */
  addComponent(code: ProblemCode, message: string, line: number, text: string): void;
}

export function createProblemList(max: number = MAX_PROBLEMS): ProblemList {
  const problems: Problem[] = [];
  let count = 0;
  const keep = (problem: Problem) => {
    count += 1;
    if (problems.length < max) problems.push(problem);
  };
  return {
    problems,
    get count() {
      return count;
    },
    add: (code, message, line, text) => keep(createProblem(code, message, line, text, MAX_LINE_TEXT)),
    addComponent: (code, message, line, text) => keep(createProblem(code, message, line, text, MAX_COMPONENT_TEXT)),
  };
}

function createProblem(code: ProblemCode, message: string, line: number | undefined, text = '', max = 0): Problem {
  return {
    code,
    message,
    ...(line === undefined ? {} : { line }),
    ...(text === '' ? {} : { text: text.length > max ? `${text.slice(0, max - 1)}…` : text }),
  };
}
