// <gouji-checker>: the page's program as an element of somebody else's page, loaded when it comes into sight.

const at = (path) => new URL(path, import.meta.url).href;
const THEMES = ["auto", "light", "dark"];
const FAILED = {
  zh: "核对组件未能载入。请刷新页面，或改用新版浏览器。",
  en: "The checker could not be loaded. Please reload the page, or use a current browser.",
};

// Nothing of the page around is inherited inside; inside has a length of its own in place of the page's `rem`.
const base = new CSSStyleSheet();
base.replaceSync(
  ":host{display:block}:host([hidden]){display:none}:host([compact]){inline-size:360px;max-inline-size:100%}" +
    ".widget{all:initial;direction:ltr;display:block;position:relative;container:gouji/inline-size;--rem:var(--gouji-font-size,16px);font-size:var(--rem)}",
);

/** The style sheet of all widgets, once it is there. */
let styles;
const load = async () => {
  const texts = ["style.css", "widget.css"].map(async (name) => {
    const answer = await fetch(at(name));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.text();
  });
  const text = (await Promise.all(texts)).join("\n");
  const lengths = text.replace(/^\s*@.*|(-?[\d.]+)rem\b/gm, (all, count) => (count ? `calc(${count} * var(--rem))` : all));
  return new CSSStyleSheet().replace(lengths);
};

/** What no widget needs just now: it is never unmounted, see `mount`. */
const free = [];

async function occupy(owner) {
  const loaded = Promise.all([(styles ??= load()), import(at("start.js"))]);
  const [sheet, { start }] = await loaded.catch((error) => {
    styles = undefined;
    throw error;
  });
  const known = free.pop();
  if (known) {
    known.owner = owner;
    await known.instance.reset();
    return known;
  }
  const root = document.createElement("div");
  root.className = "widget";
  // A translator would put words of its own in the place of what is drawn.
  root.translate = false;
  const around = {
    widget: true,
    events: root,
    load: (key) => one.owner?.settings[key],
    save() {},
    answer: (text, review) => one.owner?.answered(text, review),
  };
  const one = { root, sheet, owner, around };
  one.instance = await start(at, root, around);
  return one;
}

const inSight = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (isIntersecting) target[START]().catch(() => {});
  }
});
const START = Symbol("start");

class GoujiChecker extends HTMLElement {
  static observedAttributes = ["lang", "theme", "compact"];

  #shadow = this.attachShadow({ mode: "open" });
  /** A promise of what draws it, once that is wanted; and what came of it. */
  #starting;
  #one;
  #value = "";
  #review = null;

  constructor() {
    super();
    this.#shadow.adoptedStyleSheets = [base];
    this.#shadow.append(document.createElement("slot"));
  }

  get theme() {
    const name = this.getAttribute("theme");
    return THEMES.includes(name) ? name : "auto";
  }
  set theme(name) {
    this.setAttribute("theme", name);
  }

  get compact() {
    return this.hasAttribute("compact");
  }
  set compact(yes) {
    this.toggleAttribute("compact", Boolean(yes));
  }

  /** The text that is checked. */
  get value() {
    return this.#value;
  }
  set value(text) {
    text = String(text ?? "");
    if (text === this.#value) return;
    this.#value = text;
    if (text) this.#one?.instance.check(text).catch(() => {});
    else this.clear();
  }

  /** What came of it; null where there is nothing, or it could not be checked. */
  get review() {
    return this.#review;
  }

  /** Checks a text or a file and shows it: a promise of its review. */
  async check(input) {
    if (typeof input !== "string" && !(input instanceof File)) {
      const isData = input instanceof Blob || input instanceof ArrayBuffer || ArrayBuffer.isView(input);
      if (!isData) throw new TypeError("check takes a string, an ArrayBuffer, an Uint8Array, a Blob or a File");
      input = new File([input], "");
    }
    this.#value = "";
    const { instance } = await this[START]();
    const review = await instance.check(input);
    // It is shown, and told, when this goes on.
    await new Promise((resolve) => setTimeout(resolve));
    return review;
  }

  /** Takes everything away. */
  clear() {
    this.#value = "";
    if (this.#one) this.#one.instance.reset();
  }

  connectedCallback() {
    // What was set before the element was defined stands in the way of what is defined.
    for (const name of ["theme", "compact", "value"]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    if (!this.#starting) inSight.observe(this);
  }

  disconnectedCallback() {
    inSight.unobserve(this);
    // An element that is only moved comes back at once.
    setTimeout(() => {
      if (!this.isConnected) this.#release();
    });
  }

  attributeChangedCallback() {
    if (!this.#one) return;
    this.#dress();
    this.#one.instance.set();
  }

  /** Starts when it is in sight, or somebody wants something of it. */
  [START]() {
    inSight.unobserve(this);
    return (this.#starting ??= this.#start());
  }

  async #start() {
    try {
      if (!this.isConnected) throw new DOMException("the element is not in a document", "InvalidStateError");
      const one = await occupy(this.#inside);
      if (!this.isConnected) {
        this.#giveBack(one);
        throw new DOMException("the element was removed", "AbortError");
      }
      this.#one = one;
      this.attributeChangedCallback();
      this.#shadow.adoptedStyleSheets = [base, one.sheet];
      this.#shadow.replaceChildren(one.root);
      if (this.#value) one.instance.check(this.#value).catch(() => {});
      return one;
    } catch (error) {
      this.#starting = undefined;
      if (this.isConnected) {
        console.error(error);
        const said = document.createElement("p");
        said.textContent = FAILED[this.#inside.settings.lang];
        this.#shadow.replaceChildren(said);
      }
      throw error;
    }
  }

  /** What the instance may ask and tell. */
  #inside = {
    settings: Object.defineProperties(
      { home: at("./") },
      {
        lang: { get: () => (this.lang.startsWith("en") ? "en" : "zh") },
        compact: { get: () => (this.compact ? "" : undefined) },
        multiple: { get: () => (this.hasAttribute("multiple") ? "" : undefined) },
      },
    ),
    answered: (text, review) => {
      this.#value = text;
      if (review === this.#review) return;
      this.#review = review;
      this.dispatchEvent(new CustomEvent("gouji-review", { detail: review, bubbles: true, composed: true }));
    },
  };

  /** Language, colours and room, as the style sheet looks for them. */
  #dress() {
    const { root } = this.#one;
    root.lang = this.#inside.settings.lang === "en" ? "en" : "zh-CN";
    root.dataset.theme = this.theme;
    root.classList.toggle("compact", this.compact);
  }

  #release() {
    if (this.#one) this.#giveBack(this.#one);
    this.#one = this.#starting = undefined;
    this.#value = "";
    this.#review = null;
    this.#shadow.replaceChildren(document.createElement("slot"));
  }

  #giveBack(one) {
    one.owner = undefined;
    one.root.remove();
    one.instance.reset();
    one.around.rest();
    free.push(one);
  }
}

if (!customElements.get("gouji-checker")) customElements.define("gouji-checker", GoujiChecker);
