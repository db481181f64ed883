// Starts the page. Language, colours and type size are set first, so that nothing flashes in the wrong ones.
const root = document.documentElement;
const load = (key) => {
  try {
    return localStorage.getItem("gouji-" + key) ?? undefined;
  } catch {}
};
const show = (key, value) => {
  if (key === "lang") root.lang = value === "en" ? "en" : "zh-CN";
  else root.dataset[key] = value;
};
const save = (key, value) => {
  show(key, value);
  try {
    localStorage.setItem("gouji-" + key, value);
  } catch {}
};
show("theme", load("theme") ?? "auto");
show("size", load("size") ?? "standard");
show("lang", load("lang"));

// Colours and type size are the style sheet's alone: what is chosen in a menu of the head goes no further than here.
addEventListener("change", ({ target: { dataset, value } }) => {
  if (dataset?.setting) save(dataset.setting, value);
});

// What is printed is the sheet to sign, where there is an answer.
addEventListener("keydown", (event) => {
  const print = (event.ctrlKey || event.metaKey) && event.key === "p" && document.querySelector(".findings [data-act=sheet]");
  if (print) {
    event.preventDefault();
    print.click();
  }
});

// Where each file of the page is, by its path in the page's folder: every script asks this, and none its own address. The
// single file holds them all and says where (`www/single.js`).
const at = globalThis.goujiAt ?? ((path) => new URL(path, import.meta.url).href);

try {
  const { start } = await import(at("start.js"));
  const around = { events: document, load, save };
  await start(at, document.getElementById("app"), around);
  // What was changed by hand, or a list of files, is not lost by a slip.
  addEventListener("beforeunload", (event) => around.unsaved && event.preventDefault());
  // An installed page is offered for reports where files are: what is opened with it is as if it had been dropped.
  globalThis.launchQueue?.setConsumer(async ({ files }) => {
    const dataTransfer = new DataTransfer();
    for (const handle of files) dataTransfer.items.add(await handle.getFile());
    document.dispatchEvent(new DragEvent("drop", { dataTransfer }));
  });
} catch (error) {
  console.error(error);
  document.getElementById("boot").textContent =
    root.lang === "en"
      ? "The checker could not be loaded. Please reload the page, or use a current version of Edge, Chrome, Firefox or Safari."
      : "核对程序未能载入。请刷新页面，或改用新版 Edge、Chrome、Firefox、Safari 浏览器。";
}

// Stored for visits without a network once there is nothing else to do. Not where the server is on the same machine: who
// develops wants what was built last.
if (!/^($|localhost$|127\.|\[)/.test(location.hostname)) {
  (globalThis.requestIdleCallback ?? setTimeout)(() => navigator.serviceWorker?.register(at("sw.js")).catch(() => {}));
}
