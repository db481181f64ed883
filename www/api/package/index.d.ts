import type { Review, Rule, RuleCode } from "./review.js";

export type * from "./review.js";

/** What can be checked: the text of a report, or a file of any kind that gouji reads, told by its content. */
export type Input = string | ArrayBuffer | Uint8Array | Blob | File;

/** A language of the answers. */
export type Lang = "zh" | "en";

export interface Options {
  /** The language of the findings; Chinese unless said otherwise. */
  lang?: Lang;
  /** The file's name, as the review shall have it; of a `File` its own unless said otherwise. */
  name?: string;
  /** Rules that are off by default and wanted here. */
  rules?: readonly RuleCode[];
}

/**
 * Checks one report. Of an input that holds several, it is the first: its `more` says how many there are besides.
 *
 * An input that cannot be checked is no error: its review has the verdict `unsupported` and says why in `summary.reason`.
 * Rejects with a `GoujiError`, its message a sentence for the user, if the engine cannot be loaded or breaks down; the next
 * call has a fresh one. Rejects with a `TypeError` or `RangeError` for arguments that mean nothing.
 */
export declare function check(input: Input, options?: Options): Promise<Review>;

/**
 * Checks every report in an input: several in one document, named `file#1`, `file#2`, or the files in a ZIP file, named
 * `file.zip!/member`. It rejects as `check` does.
 */
export declare function checkAll(input: Input, options?: Options): Promise<Review[]>;

/** The catalogue of rules, in the order of their codes. */
export declare function rules(lang?: Lang): Promise<Rule[]>;

/** The engine could not answer. */
export declare class GoujiError extends Error {
  name: "GoujiError";
}
