import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = path => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("../.."),
  cacheDir: here("node_modules/.vite"),
  // The tests stand beside the service's tests, outside the folder that has the packages.
  resolve: { alias: { pbf: here("node_modules/pbf") } },
  test: { dir: here("../../tests/EnvGis.Map.Tests"), globals: true },
});
