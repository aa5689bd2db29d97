// The page's types of the service's answers, made from the description that the service gives of itself.
//   npm run contract [-- http://localhost:5080]   asks a running service for it, keeps it as openapi.json, and makes api.ts of it
//   node contract/make.mjs --compare              whether api.ts is what openapi.json makes; a test of the service compares that with what is served
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import openapi, { astToString } from "openapi-typescript";

const here = path => fileURLToPath(new URL(path, import.meta.url));
const asked = process.argv[2] ?? "http://localhost:5080";

// Lists of a fixed length are the one thing that the generator leaves open to change.
const types = async document => `// Made from openapi.json; npm run contract renews both.\n${astToString(await openapi(document, {
  immutable: true, arrayLength: true, alphabetize: true, defaultNonNullable: false,
})).replace(/\[\s*(number(?:,\s*number)+)\s*\]/g, (_, numbers) => `(readonly [${numbers.replace(/\s+/g, " ")}])`)}`;

if (asked === "--compare") {
  const made = await types(JSON.parse(await readFile(here("openapi.json"), "utf8")));
  if (made !== await readFile(here("api.ts"), "utf8")) {
    console.error("src/EnvGis.Map/contract/api.ts is not what openapi.json makes; npm run contract renews it.");
    process.exit(1);
  }
} else {
  const answer = await fetch(`${asked.replace(/\/$/, "")}/openapi.json?lang=en`);
  if (!answer.ok) throw new Error(`${answer.url} answers ${answer.status}`);
  const text = await answer.text();
  await writeFile(here("openapi.json"), text.endsWith("\n") ? text : `${text}\n`);
  await writeFile(here("api.ts"), await types(JSON.parse(text)));
}
