// Counts what ran from the suites' own result files, names what failed or was skipped, and judges the run.
//   node totals.mjs FOLDER     FOLDER holds NAME.json (results), NAME.log (what it said) and NAME.end ("exit-code seconds") of each suite
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const read = name => readFileSync(join(folder, name), "utf8");
const allowed = readFileSync(new URL("allowed-skips.txt", import.meta.url), "utf8").split("\n").filter(line => line && !line.startsWith("#"));

let passed = 0;
const failed = [], skipped = [];

/** A suite's results as {name, status, message}, whatever its format; null when it wrote none. */
function resultsOf(suite) {
  if (!existsSync(join(folder, `${suite}.json`))) return null;
  const told = JSON.parse(read(`${suite}.json`));
  if (told.testResults) {
    return told.testResults.flatMap(file => file.assertionResults.length > 0
      ? file.assertionResults.map(test => ({ name: test.fullName, status: { pending: "skipped", todo: "skipped" }[test.status] ?? test.status, message: test.failureMessages?.join("\n") }))
      : [{ name: file.name, status: file.status, message: file.message }]);
  }
  const errors = (told.results.extra?.suites ?? []).flatMap(one => one.errors ?? []);
  return [
    ...told.results.tests.map(test => ({ name: test.name, status: test.status, message: test.status === "skipped" ? test.extra?.reason : `${test.message ?? ""}\n${test.trace ?? ""}` })),
    ...errors.map(error => ({ name: `${error.name ?? suite}, beside its tests`, status: "failed", message: saidOf(suite, error.name) })),
  ];
}

/** What the suite's log says of a failure that is no test's: the results name it only. */
function saidOf(suite, name) {
  const lines = read(`${suite}.log`).split("\n");
  const from = lines.findIndex(line => line.includes("Failure (") && (!name || line.includes(name)));
  return from < 0 ? lines.slice(-40).join("\n") : lines.slice(from, from + 60).join("\n");
}

for (const suite of readdirSync(folder).filter(name => name.endsWith(".end")).map(name => name.slice(0, -4)).sort()) {
  const [code, seconds] = read(`${suite}.end`).trim().split(" ").map(Number);
  // The compiler has no results but its exit code.
  const results = suite === "types" ? [{ name: "The page's TypeScript is of the right types", status: code === 0 ? "passed" : "failed", message: read("types.log") }] : resultsOf(suite);
  if (results === null || code !== 0 && !results.some(test => test.status !== "passed" && test.status !== "skipped")) {
    failed.push({ name: `${suite} did not end well (exit code ${code})`, message: read(`${suite}.log`).slice(-6000) });
  }
  const count = status => results?.filter(test => test.status === status).length ?? 0;
  console.log(`${String(seconds).padStart(6)} s  ${suite}: ${count("passed")} passed, ${(results?.length ?? 0) - count("passed") - count("skipped")} failed, ${count("skipped")} skipped`);
  passed += count("passed");
  skipped.push(...results?.filter(test => test.status === "skipped") ?? []);
  failed.push(...results?.filter(test => test.status !== "passed" && test.status !== "skipped") ?? []);
}

for (const test of failed) {
  console.log(`\nFAILED ${test.name}\n${(test.message ?? "").split("\n").slice(0, 60).map(line => `    ${line}`).join("\n")}`);
}
const reasons = Map.groupBy?.(skipped, test => test.message ?? "no reason") ?? skipped.reduce((map, test) => map.set(test.message ?? "no reason", [...map.get(test.message ?? "no reason") ?? [], test]), new Map());
let unsaid = 0;
for (const [reason, tests] of reasons) {
  const isAllowed = allowed.some(line => reason.includes(line));
  if (!isAllowed) unsaid += tests.length;
  console.log(`\nSKIPPED ${tests.length}: ${reason}${isAllowed ? "" : " (not on tests/run/allowed-skips.txt: counted as failed)"}`);
  for (const test of tests) console.log(`    ${test.name}`);
}
if (passed === 0) failed.push({ name: "Nothing ran" });
console.log(`${passed} passed, ${failed.length + unsaid} failed${skipped.length > unsaid ? `, ${skipped.length - unsaid} skipped` : ""}`);
process.exit(failed.length + unsaid === 0 ? 0 : 1);
