// The page's types of the service's answers, made from the description that the service gives of itself; and the words that they hold, made from the file that the service reads.
//   npm run contract [-- http://localhost:5080]   asks a running service for it, keeps it as openapi.json, and makes api.ts of it
//   node contract/make.mjs --words                makes words.ts of data/vocabularies.json; the first does so too
//   node contract/make.mjs --compare              whether api.ts is what openapi.json makes, and words.ts what the vocabularies make; a test of the service compares that with what is served
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import openapi, { astToString } from "openapi-typescript";

const here = path => fileURLToPath(new URL(path, import.meta.url));
const asked = process.argv[2] ?? "http://localhost:5080";

// Lists of a fixed length are the one thing that the generator leaves open to change.
const types = async document => `// Made from openapi.json; npm run contract renews both.\n${astToString(await openapi(document, {
  immutable: true, arrayLength: true, alphabetize: true, defaultNonNullable: false,
})).replace(/\[\s*(number(?:,\s*number)+)\s*\]/g, (_, numbers) => `(readonly [${numbers.replace(/\s+/g, " ")}])`)}`;

const words = async () => {
  const vocabularies = Object.entries(JSON.parse(await readFile(here("../../../data/vocabularies.json"), "utf8")));
  const line = word => `    { ${Object.entries(word).map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(", ")} },\n`;
  return `// Made from data/vocabularies.json; npm run contract renews it.\nexport const vocabularies = {\n${
    vocabularies.map(([name, { words }]) => `  ${/^\w+$/.test(name) ? name : JSON.stringify(name)}: [\n${words.map(line).join("")}  ],\n`).join("")}} as const;\n`;
};

if (asked === "--compare") {
  const made = { "api.ts": await types(JSON.parse(await readFile(here("openapi.json"), "utf8"))), "words.ts": await words() };
  for (const [file, text] of Object.entries(made)) {
    if (text !== await readFile(here(file), "utf8")) {
      console.error(`src/EnvGis.Map/contract/${file} is not what it is made from; npm run contract renews it.`);
      process.exit(1);
    }
  }
} else if (asked === "--words") {
  await writeFile(here("words.ts"), await words());
} else {
  await writeFile(here("words.ts"), await words());
  const answer = await fetch(`${asked.replace(/\/$/, "")}/openapi.json?lang=en`);
  if (!answer.ok) throw new Error(`${answer.url} answers ${answer.status}`);
  const text = await answer.text();
  await writeFile(here("openapi.json"), text.endsWith("\n") ? text : `${text}\n`);
  await writeFile(here("api.ts"), await types(JSON.parse(text)));
}
