// The same as the command, with the engine as wasm: microseconds a file for the whole check and for a bare pass.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const SAMPLES = 41;
const SAMPLE = 2000;

const [library, ...files] = process.argv.slice(2);
const { check, chars } = createRequire(import.meta.url)(library);

for (const file of files) {
  const text = readFileSync(file, "utf8");
  const checks = rounds(check, text);
  const passes = rounds(chars, text);
  const times = { check: [], chars: [] };
  for (let sample = 0; sample < SAMPLES; sample++) {
    times.check.push(time(check, text, checks));
    times.chars.push(time(chars, text, passes));
  }
  console.log(median(times.check), median(times.chars));
}

function rounds(work, text) {
  let rounds = 1;
  while (time(work, text, rounds) * rounds < SAMPLE) rounds *= 2;
  return rounds;
}

function time(work, text, rounds) {
  const start = performance.now();
  work(text, rounds);
  return ((performance.now() - start) * 1000) / rounds;
}

function median(times) {
  return times.sort((a, b) => a - b)[times.length >> 1];
}
