// Builds the page: bundles into wwwroot/app, copies what others made into wwwroot/lib. Both folders are git-ignored.
import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { makeBasemap } from "./basemap.mjs";

const here = path => fileURLToPath(new URL(path, import.meta.url));
const modules = here("node_modules/");
const lib = here("../../wwwroot/lib/");
const app = here("../../wwwroot/app/");

for (const folder of [lib, app]) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
}

await build({
  entryPoints: [here("main.ts")],
  outdir: app,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "linked",
  logLevel: "warning",
});

await cp(`${modules}leaflet/dist`, `${lib}leaflet`, {
  recursive: true,
  filter: source => !/(-src|\.map$)/.test(source),
});
await cp(`${modules}leaflet/LICENSE`, `${lib}leaflet/LICENSE`);

await cp(`${modules}uplot/dist/uPlot.min.css`, `${lib}uplot/uPlot.min.css`);
await cp(`${modules}uplot/LICENSE`, `${lib}uplot/LICENSE`);

const font = `${modules}@fontsource/be-vietnam-pro/`;
for (const file of await readdir(`${font}files`)) {
  if (/-(latin|vietnamese)-(400|600)-normal\.woff2$/.test(file)) await cp(`${font}files/${file}`, `${lib}fonts/${file}`);
}
await cp(`${font}LICENSE`, `${lib}fonts/LICENSE`);

await makeBasemap();
