import type { Input, Lang, Options } from "./index.js";
import type { Review, Rule } from "./review.js";

export { GoujiError } from "./index.js";
export type * from "./index.js";

export interface WorkerOptions extends Options {
  /** Moves an `ArrayBuffer`, or the one of a `Uint8Array`, to the worker in place of copying it: it is empty afterwards. */
  transfer?: boolean;
  /** Gives a check up that takes longer, in milliseconds; 60000 unless said otherwise. Calls that wait go on. */
  timeout?: number;
}

/** The same functions, answered by a worker, one call after another. */
export interface Checker {
  check(input: Input, options?: WorkerOptions): Promise<Review>;
  checkAll(input: Input, options?: WorkerOptions): Promise<Review[]>;
  rules(lang?: Lang): Promise<Rule[]>;
  /** Ends the worker: calls that wait are rejected. The next call starts it again. */
  terminate(): void;
}

/** A worker of one's own, started with its first call. */
export declare function createWorker(): Checker;

export declare const check: Checker["check"];
export declare const checkAll: Checker["checkAll"];
export declare const rules: Checker["rules"];
export declare const terminate: Checker["terminate"];
