import { client } from "../client.js";
import { start } from "./start.js";

export { GoujiError } from "../request.js";

/** A worker of one's own. */
export const createWorker = () => client(start);

/** One that all share, started with the first call. */
export const { check, checkAll, rules, terminate } = createWorker();
