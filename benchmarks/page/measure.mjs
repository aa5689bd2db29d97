// node measure.mjs ADDRESS POINTS.geojsonl ZONES.geojsonl: EnvGis's page and a plain Leaflet page with the same features, one after the other. Prints Markdown.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = path => fileURLToPath(new URL(path, import.meta.url));
const { chromium } = createRequire(here("../../src/EnvGis.Map/package.json"))("playwright-core");
const [address, pointFile, zoneFile] = process.argv.slice(2);
const read = file => readFileSync(file, "utf8").trim().split("\n").map(line => JSON.parse(line));
const [points, zones] = [read(pointFile), read(zoneFile)];
const [LATITUDE, LONGITUDE] = [21.5, 105.8];
const [SAMPLED_POINTS, SAMPLED_ZONES, LOADS, EDITS] = [300, 100, 1, 9];
const began = Date.now();
const doing = what => console.error(`${((Date.now() - began) / 1000).toFixed(0)} s: ${what}`);
const DESKTOP = { viewport: { width: 1360, height: 820 }, deviceScaleFactor: 1 };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true };
const at = zoom => `#${zoom}/${LATITUDE}/${LONGITUDE}`;
const median = values => [...values].sort((a, b) => a - b)[values.length >> 1];
const rest = ms => new Promise(done => setTimeout(done, ms));

// --- the baseline's server: gzip like any web server, one event per edit
const packed = gzipSync(JSON.stringify({ type: "FeatureCollection", features: [...zones, ...points] }));
const listeners = new Set();
const files = {
  "/": ["plain.html", "text/html"], "/plain.js": ["plain.js", "text/javascript"], "/plain.css": ["plain.css", "text/css"],
  "/leaflet.js": ["../../wwwroot/lib/leaflet/leaflet.js", "text/javascript"], "/leaflet.css": ["../../wwwroot/lib/leaflet/leaflet.css", "text/css"],
};
const server = createServer((request, response) => {
  if (request.url === "/live") {
    response.writeHead(200, { "Content-Type": "text/event-stream" }).flushHeaders();
    listeners.add(response);
  } else if (request.url === "/features.geojson") {
    response.writeHead(200, { "Content-Type": "application/geo+json", "Content-Encoding": "gzip" }).end(packed);
  } else if (files[request.url]) {
    const [file, type] = files[request.url];
    response.writeHead(200, { "Content-Type": type, "Content-Encoding": "gzip" }).end(gzipSync(readFileSync(here(file))));
  } else {
    response.writeHead(404).end();
  }
});
await new Promise(done => server.listen(0, "localhost", done));
const plain = `http://localhost:${server.address().port}/`;

const psql = spawn("psql", ["-qAtX"], { stdio: ["pipe", "ignore", "inherit"] });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

async function open(url, options, slower = 1) {
  const context = await browser.newContext({ ...options, reducedMotion: "reduce" });
  await context.addInitScript({ path: here("watch.js") });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  let [bytes, ofTiles] = [0, 0];
  const tiles = new Set();
  await cdp.send("Network.enable");
  cdp.on("Network.responseReceived", ({ requestId, response }) => { if (response.url.includes("/tiles/")) tiles.add(requestId); });
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength;
    if (tiles.has(requestId)) ofTiles += encodedDataLength;
  });
  if (slower > 1) await cdp.send("Emulation.setCPUThrottlingRate", { rate: slower });
  await page.goto(url, { waitUntil: "load" });
  // Drawn is what has not been drawn again for so long.
  for (let drawn = -1; ;) {
    const now = await page.evaluate(() => watch.drawn);
    if (now > 0 && now === drawn) break;
    drawn = now;
    await rest(slower > 1 ? 2500 : 1500);
  }
  return {
    page, drawn: await page.evaluate(() => watch.drawn), bytes: () => bytes, ofTiles: () => ofTiles, close: () => context.close(),
    async heap() {
      await cdp.send("HeapProfiler.collectGarbage");
      return (await cdp.send("Runtime.getHeapUsage")).usedSize / 1e6;
    },
  };
}

/** Median over fresh visits. The server is warm: one visit came before. */
async function visit(url, options, slower) {
  doing(`visits ${url}`);
  const visits = [];
  for (let i = 0; i <= LOADS; i++) {
    const opened = await open(url, options, slower);
    if (i > 0) visits.push({ drawn: opened.drawn, bytes: opened.bytes(), ofTiles: opened.ofTiles(), heap: await opened.heap() });
    await opened.close();
  }
  const of = what => median(visits.map(one => one[what]));
  return { drawn: of("drawn"), bytes: of("bytes"), ofTiles: of("ofTiles"), heap: of("heap") };
}

// --- where features are on the screen, worked out here and not by the page
const world = 256 * 2 ** 15;
const project = ([longitude, latitude]) => [
  (longitude + 180) / 360 * world, (0.5 - Math.log(Math.tan(Math.PI / 4 + latitude * Math.PI / 360)) / (2 * Math.PI)) * world];
async function screen(page) {
  const box = await page.evaluate(() => document.getElementById("map").getBoundingClientRect().toJSON());
  const [x, y] = project([LONGITUDE, LATITUDE]);
  const [left, top] = [Math.round(x - Math.floor(box.width) / 2), Math.round(y - Math.floor(box.height) / 2)];
  const place = position => { const [px, py] = project(position); return [px - left + box.left, py - top + box.top]; };
  return {
    points: points.map(feature => ({ name: feature.properties.name_vi, at: place(feature.geometry.coordinates) })),
    zones: zones.map(feature => {
      const rings = feature.geometry.coordinates.map(ring => ring.map(place));
      const xs = rings[0].map(p => p[0]), ys = rings[0].map(p => p[1]);
      return { name: feature.properties.name_vi, rings, at: [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2] };
    }),
  };
}
const within = (rings, x, y) => {
  let inside = false;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i - 1], ring[i]];
      if ((ay > y) !== (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)) inside = !inside;
    }
  }
  return inside;
};
/** A quarter of a pixel is what tiles of zoom 14 round to, drawn 512 pixels wide, with room for both ends. */
const ROUNDING = 0.25, RADIUS = 6;

/** Closes what a click opened and puts the map back: it moves what was clicked clear of the drawer. */
const clean = async (page, zoom) => {
  await page.keyboard.press("Escape");
  if (await page.evaluate(() => new URLSearchParams(location.search).has("sel"))) await page.keyboard.press("Escape");
  const moved = await page.evaluate(hash => {
    const moved = location.hash !== hash;
    location.hash = hash;
    return moved;
  }, at(zoom));
  if (!moved) return;
  for (let drawn = -1, now; (now = await page.evaluate(() => watch.drawn)) !== drawn; drawn = now) await rest(150);
};

async function pointing(url, kind, sampled) {
  doing(`points at ${kind}`);
  const { page, close } = await open(url, DESKTOP);
  const there = await screen(page);
  const free = [];
  for (let step = 0, i = 0; free.length < sampled && step < there[kind].length; step++) {
    i = (i + 7919) % there[kind].length;
    const [x, y] = there[kind][i].at.map(Math.round);
    if (x < 0 || y < 0 || x >= DESKTOP.viewport.width || y >= DESKTOP.viewport.height) continue;
    // Not what the card, the bars or the buttons cover.
    const onMap = await page.evaluate(([x, y]) => {
      const element = document.elementFromPoint(x, y);
      return !!element?.closest("#map") && !element.closest(".leaflet-control");
    }, [x, y]);
    if (onMap) free.push({ ...there[kind][i], x, y });
  }
  const result = { sampled: free.length, hover: 0, tied: 0, click: 0, chosen: 0, misses: [], highlight: [] };
  for (const { name, x, y, rings } of free) {
    // By geometry: of points the nearest, of zones whichever holds the place.
    let expected;
    if (kind === "points") {
      const near = there.points.map(one => [Math.hypot(one.at[0] - x, one.at[1] - y), one.name]).filter(([away]) => away < RADIUS).sort((a, b) => a[0] - b[0]);
      expected = near.filter(([away]) => away <= near[0][0] + ROUNDING).map(one => one[1]);
    } else {
      if (!within(rings, x, y)) { result.sampled--; continue; }
      expected = there.zones.filter(zone => within(zone.rings, x, y)).map(zone => zone.name);
    }
    if (expected.length > 1) result.tied++;
    await page.mouse.move(x + 40 > 1300 ? x - 40 : x + 40, y);
    await page.evaluate(() => new Promise(done => requestAnimationFrame(() => setTimeout(done))));
    const before = await page.evaluate(() => watch.shown);
    await page.mouse.move(x, y);
    await page.waitForFunction(before => watch.shown > before, before, { polling: 10 });
    const told = await page.evaluate(() => ({ took: watch.shown - watch.moved, name: document.querySelector(".map-tip")?.textContent ?? "" }));
    result.highlight.push(told.took);
    if (expected.includes(told.name)) result.hover++;
    else result.misses.push(`hover ${x},${y}: ${told.name || "nothing"} for ${expected.join(" or ")}`);
    await page.mouse.click(x, y);
    const chosen = await page.waitForFunction(() => {
      const list = [...document.querySelectorAll(".chooser:not([hidden]) li button span")].map(one => one.textContent.slice(0, -one.querySelector("small").textContent.length).trim());
      if (list.length > 0) return { list };
      const title = document.getElementById("drawer-title")?.textContent.trim();
      return title && !document.querySelector("details-drawer .skeleton") && new URLSearchParams(location.search).has("sel") ? { list: [title], alone: true } : null;
    }, null, { polling: 20, timeout: 5000 }).then(handle => handle.jsonValue(), () => null);
    if (chosen?.list) result.chosen++;
    if (chosen?.list ? chosen.list.some(one => one.includes(name)) : chosen?.one?.includes(name)) result.click++;
    else result.misses.push(`click ${x},${y}: ${chosen ? (chosen.list ?? ["other details"]).slice(0, 3).join(", ") : "nothing"} for ${name}`);
    await clean(page, 15);
  }
  await close();
  return result;
}

async function highlight(url) {
  doing(`highlights ${url}`);
  const { page, close } = await open(url, DESKTOP);
  const there = await screen(page);
  const took = [];
  for (let i = 0; took.length < 60; i += 97) {
    const [x, y] = there.points[i % there.points.length].at;
    if (x < 400 || x > 1250 || y < 120 || y > 740) continue;
    const before = await page.evaluate(() => watch.shown);
    await page.mouse.move(x, y);
    await page.waitForFunction(before => watch.shown > before, before, { polling: 10 });
    took.push(await page.evaluate(() => watch.shown - watch.moved));
  }
  await close();
  return took;
}

/** Edits one feature in the middle; ms from the event's arrival, and from the edit itself, to the picture. */
async function refresh(url, edit) {
  doing(`edits ${url}`);
  const { page, close } = await open(url, DESKTOP);
  const [fromEvent, fromEdit] = [[], []];
  for (let i = 0; i <= EDITS; i++) {
    await page.evaluate(() => { watch.heard = 0; });
    const began = Date.now();
    edit(i);
    await page.waitForFunction(() => watch.heard > 0 && watch.drawn > watch.heard, null, { polling: 20, timeout: 20_000 });
    await rest(600);
    const { heard, drawn, origin } = await page.evaluate(() => ({ ...watch, origin: performance.timeOrigin }));
    // The first meets code that never ran.
    if (i === 0) continue;
    fromEvent.push(drawn - heard);
    fromEdit.push(origin + drawn - began);
  }
  await close();
  return { fromEvent: median(fromEvent), worst: Math.max(...fromEvent), fromEdit: median(fromEdit) };
}

const say = line => console.log(line);
const ms = value => `${value.toFixed(0)} ms`;
const held = yes => yes ? "yes" : "**no**";
const tell = (what, ours, theirs, unit, digits = 0) =>
  say(`| ${what} | ${ours.toFixed(digits)} ${unit} | ${theirs.toFixed(digits)} ${unit} | **${(theirs / ours).toFixed(2)}** |`);
try {
  const home = await visit(address, DESKTOP);
  const homePhone = await visit(address, PHONE, 4);
  const [ours, theirs] = [await visit(`${address}${at(15)}`, DESKTOP), await visit(`${plain}${at(15)}`, DESKTOP)];
  const [oursPhone, theirsPhone] = [await visit(`${address}${at(14)}`, PHONE, 4), await visit(`${plain}${at(14)}`, PHONE, 4)];
  const [oursCrowd, theirsCrowd] = [await visit(`${address}${at(12)}`, DESKTOP), await visit(`${plain}${at(12)}`, DESKTOP)];
  const [oursLit, theirsLit] = [await highlight(`${address}${at(15)}`), await highlight(`${plain}${at(15)}`)];
  const again = i => psql.stdin.write(
    `update env.current_feature set geom = st_translate(geom, ${i % 2 ? 0.00005 : -0.00005}, 0) where code = 'TQT-S1';\n`);
  const oursNew = await refresh(`${address}${at(15)}`, again);
  const theirsNew = await refresh(`${plain}${at(15)}`, () => { for (const one of listeners) one.write("event: change\ndata: {}\n\n"); });
  psql.stdin.write(`update env.current_feature set geom = st_translate(geom, 0.00005, 0) where code = 'TQT-S1' and false;\n`);
  const onPoints = await pointing(`${address}?l=monitoring-stations,strict-protection-zones${at(15)}`, "points", SAMPLED_POINTS);
  const onZones = await pointing(`${address}?l=strict-protection-zones${at(15)}`, "zones", SAMPLED_ZONES);

  say("| page | EnvGis | plain Leaflet, one GeoJSON file, L.canvas | baseline : EnvGis |\n|---|---|---|---|");
  tell("drawn, desktop, all singly (zoom 15)", ours.drawn, theirs.drawn, "ms");
  tell("drawn, phone, processor slowed 4 times (zoom 14)", oursPhone.drawn, theirsPhone.drawn, "ms");
  tell("drawn, desktop, counted in circles (zoom 12)", oursCrowd.drawn, theirsCrowd.drawn, "ms");
  tell("received, all singly", ours.bytes / 1000, theirs.bytes / 1000, "kB");
  tell("received, counted in circles", oursCrowd.bytes / 1000, theirsCrowd.bytes / 1000, "kB");
  tell("script's memory, all singly", ours.heap, theirs.heap, "MB", 1);
  tell("script's memory, counted in circles", oursCrowd.heap, theirsCrowd.heap, "MB", 1);
  tell("highlight under the pointer, median", median(oursLit), median(theirsLit), "ms", 1);
  tell("redraw after an edit, from the event", oursNew.fromEvent, theirsNew.fromEvent, "ms");
  tell("redraw after an edit, from the edit", oursNew.fromEdit, theirsNew.fromEdit, "ms");

  const exact = (kind, { sampled, hover, click, tied, chosen }) =>
    say(`| hover and click exact, ${kind} | all | hover ${hover}/${sampled}, click ${click}/${sampled} (${tied} with others equally under the pointer, ${chosen} through the list of choices) | ${held(hover === sampled && click === sampled)} |`);
  say("\n| aim | at most | measured | met |\n|---|---|---|---|");
  say(`| first visit, desktop | 300 kB | ${(home.bytes / 1000).toFixed(0)} kB, ${(home.ofTiles / 1000).toFixed(0)} kB of it tiles with these places | ${held(home.bytes <= 300_000)} |`);
  say(`| first visit, phone | 300 kB | ${(homePhone.bytes / 1000).toFixed(0)} kB, ${(homePhone.ofTiles / 1000).toFixed(0)} kB of it tiles with these places | ${held(homePhone.bytes <= 300_000)} |`);
  say(`| map drawn, desktop, where it begins | 1500 ms | ${ms(home.drawn)} | ${held(home.drawn <= 1500)} |`);
  say(`| map drawn, desktop, ${points.length} points and ${zones.length} zones singly | 1500 ms | ${ms(ours.drawn)} | ${held(ours.drawn <= 1500)} |`);
  say(`| map drawn, phone slowed 4 times, where it begins | – | ${ms(homePhone.drawn)} | – |`);
  exact("points", onPoints);
  exact("zones", onZones);
  const lit = onPoints.highlight.concat(onZones.highlight, oursLit);
  say(`| highlight, median (19 of 20) | 20 ms | ${median(oursLit).toFixed(1)} ms (${lit.sort((a, b) => a - b)[Math.floor(lit.length * 0.95)].toFixed(1)} ms) | ${held(median(oursLit) <= 20)} |`);
  say(`| redraw after an edit, from the event, median (worst of ${EDITS}) | 50 ms | ${ms(oursNew.fromEvent)} (${ms(oursNew.worst)}) | ${held(oursNew.fromEvent <= 50)} |`);
  say(`| script's memory | 40 MB | ${ours.heap.toFixed(1)} MB | ${held(ours.heap <= 40)} |\n`);
  for (const miss of [...onPoints.misses, ...onZones.misses].slice(0, 20)) say(`- ${miss}`);
} finally {
  psql.stdin.end();
  await browser.close();
  server.closeAllConnections();
  server.close();
}
