// The engine in this thread: loaded with the first call, renewed after it has broken down.
import load, { check, checkText, isRule, rules, __wbg_reset_state as renew } from "./gouji_api.js";
import { failure } from "./request.js";

/** Gives the function that answers a request; `wasm()` gives the engine's code. */
export function engine(wasm) {
  let loading;
  return async (request) => {
    loading ??= Promise.resolve(wasm()).then((code) => load({ module_or_path: code }));
    try {
      await loading;
    } catch (cause) {
      loading = undefined;
      throw failure("unloaded", request.lang, cause);
    }
    try {
      return answer(request);
    } catch (cause) {
      if (cause instanceof RangeError && cause.unknownRule) throw cause;
      renew();
      throw failure("broken", request.lang, cause);
    }
  };
}

function answer({ call, all, bytes, text, size, name, lang, codes }) {
  if (call === "rules") return rules(lang);
  for (const code of codes) {
    if (!isRule(code)) {
      const said = lang === "en" ? `There is no rule ${code}.` : `没有规则 ${code}。`;
      throw Object.assign(new RangeError(said), { unknownRule: code });
    }
  }
  if (!bytes) return checkText(text, name, lang, codes, all);
  const answer = check(bytes, name, lang, codes, all);
  // Of a file that is too large only so much came here as shows it.
  if (size > bytes.length) for (const { source } of all ? answer : [answer]) source.bytes = size;
  return answer;
}
