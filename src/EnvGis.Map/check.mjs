// What ./test calls "types": the page's types, lint, charter and contract, and how its style sheets are written, side by side. Says what is wrong and nothing else.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = fileURLToPath(new URL("../..", import.meta.url));
const tool = path => `${here}node_modules/${path}`;

const checks = [
  ["types", here, tool("typescript-native/bin/tsc"), "--noEmit"],
  ["contract", here, "contract/make.mjs", "--compare"],
  ["charter", here, tool("dependency-cruiser/bin/dependency-cruise.mjs"), "--config", "dependency-cruiser.mjs", "--output-type", "err-long", "."],
  ["sheets", here, "sheets.mjs"],
  ["lint", root, tool("eslint/bin/eslint.js"), "--config", `${here}eslint.config.mjs`, "--max-warnings", "0", "src/EnvGis.Map", "tests/EnvGis.Map.Tests"],
];

const run = ([name, cwd, ...command]) => new Promise(resolve => {
  const child = spawn(process.execPath, command, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", part => { said += part; });
  child.on("close", code => {
    if (code !== 0) console.error(`${name}:\n${said.trim()}\n`);
    resolve(code === 0);
  });
});

process.exit((await Promise.all(checks.map(run))).every(Boolean) ? 0 : 1);
