// Which tests a change touches, one "SUITE CLASS" a line: node affected.mjs COMMIT. What is not known to be apart touches everything.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";

const git = (...words) => execFileSync("git", words, { encoding: "utf8" }).split("\n").filter(Boolean);
const changed = new Set([...git("diff", "--name-only", process.argv[2]), ...git("ls-files", "--others", "--exclude-standard")]);
const touched = new Set();
const everything = () => ["EnvGis.Tests *", "EnvGis.Browser.Tests *", "EnvGis.Spatial.Tests *", "types *", "page *"].forEach(one => touched.add(one));
const page = () => ["types *", "page *", "EnvGis.Browser.Tests *"].forEach(one => touched.add(one));

for (const file of changed) {
  const [top, second, third] = file.split("/");
  const testClass = /^tests\/(EnvGis(?:\.\w+)?\.Tests|EnvGis\.Tests)\/(.*Tests)\.cs$/.exec(file);
  if (/\.(md|png)$/.test(file) || top === "docs" || top === "benchmarks") touched.add("EnvGis.Tests EnvGis.Tests.Architecture.*");
  else if (testClass) touched.add(`${testClass[1]} ${testClass[1]}.${testClass[2].replaceAll("/", ".")}`);
  else if (top === "tests" && second === "EnvGis.Map.Tests") ["types *", "page *"].forEach(one => touched.add(one));
  else if (file.startsWith("src/EnvGis.Map/") || top === "wwwroot") {
    page();
    if (third === "contract") touched.add("EnvGis.Tests EnvGis.Tests.Contract.*");
  }
  // A room has its tests in a folder of the same name, whichever storey it stands in; the ground has none of its own.
  // A file beside them is the whole program's.
  else if (/^src\/EnvGis(\.Reading|\.Working)?\//.test(file) && !third.includes(".") && existsSync(`tests/EnvGis.Tests/${third}`) && readdirSync(`tests/EnvGis.Tests/${third}`).length > 0 && !["Database", "Http", "Commands", "Layers"].includes(third)) {
    touched.add(`EnvGis.Tests EnvGis.Tests.${third}.*`);
    touched.add("EnvGis.Tests EnvGis.Tests.Architecture.*");
    // What a capability answers is in the contract.
    touched.add("EnvGis.Tests EnvGis.Tests.Contract.*");
  }
  else everything();
}
// One star takes the place of all classes beside it.
for (const line of touched) {
  const [suite, name] = line.split(" ");
  if (name === "*" || !touched.has(`${suite} *`)) console.log(line);
}
