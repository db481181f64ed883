// Keeps the page for visits without a network: all its files, each exactly as it was built. A newer version is fetched beside
// this one and takes over once no page of this one is open.

/** The version, and the path and hash of every file: `cargo xtask build` writes them here. */
const [VERSION, LIST] = ["", []];

const FILES = new Map(LIST);
/** Other copies of the page may live under the same host. */
const OWN = `gouji ${registration.scope} `;

/** Whether bytes are those that were built. */
async function fits(bytes, integrity) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return integrity === `sha256-${btoa(String.fromCharCode(...hash))}`;
}

/** A file as it is kept; if it is not, it is fetched first. What is not as it was built is refused, wherever it comes from. */
async function take(path) {
  const kept = await caches.open(OWN + VERSION);
  const url = new URL(path, registration.scope).href;
  const integrity = FILES.get(path);
  const found = await kept.match(url, { ignoreVary: true });
  if (found) {
    const bytes = await found.arrayBuffer();
    if (await fits(bytes, integrity)) return new Response(bytes, found);
  }
  // What the browser's own cache holds may be of another version.
  let fresh = await fetch(url, { integrity }).catch(() => fetch(url, { integrity, cache: "reload" }));
  if (!fresh.ok) throw new Error(`${url}: ${fresh.status}`);
  // A page may not be answered with what came by a redirection.
  if (fresh.redirected) fresh = new Response(fresh.body, fresh);
  await kept.put(url, fresh.clone());
  return fresh;
}

// One after another: whoever uses the page meanwhile comes first. What was fetched before a failure is there at the next try.
oninstall = (event) =>
  event.waitUntil(
    (async () => {
      for (const path of FILES.keys()) await take(path);
    })(),
  );

onactivate = (event) =>
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith(OWN) && name !== OWN + VERSION) await caches.delete(name);
      // The page of the first visit, which was fetched just now, needs no reload.
      await clients.claim();
    })(),
  );

onfetch = (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const inside = (url.origin + url.pathname).startsWith(registration.scope);
  const path = (url.origin + url.pathname).slice(registration.scope.length).replace(/(^|\/)index\.html$/, "$1");
  if (request.method !== "GET" || request.headers.has("range") || !inside || !FILES.has(path)) return;
  const refuse = () => {
    // The server may hold a newer version: then it is whole, or it is not taken.
    registration.update().catch(() => {});
    return Response.error();
  };
  event.respondWith(take(path).catch(refuse));
};
