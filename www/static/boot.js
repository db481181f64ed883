// Loads the page. Language and colours are set first, so that nothing flashes in the wrong ones.
const remembered = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
const root = document.documentElement;
root.dataset.theme = remembered("gouji-theme") ?? "auto";
root.lang = remembered("gouji-lang") === "en" ? "en" : "zh-CN";

// Where each file of the page is, by its path in the page's folder: every script asks this, and none its own address. The
// single file holds them all and says where (`www/single.js`).
const at = globalThis.goujiAt ?? ((path) => new URL(path, import.meta.url).href);

// What few visitors need is loaded when it is needed. Browsers remember a script that could not be loaded: the next try
// asks for it by another address.
let tries = "";
const later = () =>
  import(at("later/files.js") + tries).catch((error) => {
    tries += "?";
    throw error;
  });
const host = {
  read: (...file) => later().then(({ read }) => read(at, ...file)),
  files({ files, items }) {
    if (!files.length) return;
    const entries = [...items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    return entries.some((entry) => entry.isDirectory) ? later().then(({ folders }) => folders(entries)) : files;
  },
};

try {
  const { default: init, mount } = await import(at("gouji_www.js"));
  await init({ module_or_path: at("gouji_www_bg.wasm") });
  mount(host);
} catch (error) {
  console.error(error);
  document.getElementById("boot").textContent =
    root.lang === "en"
      ? "The checker could not be loaded. Please reload the page, or use a current version of Edge, Chrome, Firefox or Safari."
      : "核对程序未能载入。请刷新页面，或改用新版 Edge、Chrome、Firefox、Safari 浏览器。";
}
