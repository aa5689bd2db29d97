// How the style sheets of wwwroot/css are written: one way, and with colours and sizes that exist. Says what is wrong and nothing else.
//   node sheets.mjs [folder]
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = process.argv[2] ?? fileURLToPath(new URL("../../wwwroot/css/", import.meta.url));
const sheets = readdirSync(folder).filter(name => name.endsWith(".css")).sort()
  .map(name => ({ name, text: readFileSync(`${folder}/${name}`, "utf8") }));

// Each is looked for where no comment and no quoted text stands.
const rules = [
  [/\t/, "a tab"],
  [/\s$/, "a space at the end"],
  [/\S\{|\{[^\s}]/, "no space around {"],
  [/[^\s{]\}/, "no space before }"],
  [/[^;{}\s]\s*\}/, "no semicolon before }"],
  [/[^;{},\s]$/, "a line that ends in the middle"],
  [/;\S/, "no space after ;"],
  [/\s[;,]/, "a space before ; or ,"],
  [/,\S/, "no space after ,"],
  [/(?:^|[{;]\s*)(?:--)?[a-z-]+\s*:(?:\S|\s{2})[^{]*;/, "not one space after a declaration's colon"],
  [/#(?=[0-9a-fA-F]*[A-F])[0-9a-fA-F]{3,8}\b(?![^{]*\{)/, "a colour in capitals"],
  [/(?<![\w.#-])0\.\d/, "a zero before the point"],
  [/(?<![\w.#-])0(?:px|em|rem|mm)\b(?!;? *}?$)/, "a zero with a unit"],
  [/'/, "single quotes"],
];

const wrong = [];
for (const { name, text } of sheets) {
  let depth = 0;
  let isBlank = true;
  const lines = text.replace(/\/\*[\s\S]*?\*\//g, remark => remark.replace(/[^\n]/g, "").concat("\u0000")).split("\n");
  if (lines.pop() !== "") wrong.push(`${name}: no end of the last line`);
  for (const [at, line] of lines.entries()) {
    const say = what => wrong.push(`${name}:${at + 1}: ${what}`);
    const plain = line.replace(/"[^"]*"/g, '""');
    if (plain === "" && isBlank) say("an empty line too many");
    isBlank = plain === "";
    if (plain.includes("\u0000") || isBlank) continue;
    const indent = 2 * (depth - (plain.trimStart().startsWith("}") ? 1 : 0));
    if (/^ */.exec(plain)[0].length !== indent) say(`not ${indent} spaces before it`);
    for (const [pattern, what] of rules) {
      if (pattern.test(plain)) say(what);
    }
    depth += plain.split("{").length - plain.split("}").length;
  }
  if (depth !== 0) wrong.push(`${name}: braces do not pair`);
}

// A name that nobody gives a value makes the declaration void, and nothing says so.
const page = readdirSync(new URL(".", import.meta.url), { recursive: true }).filter(name => name.endsWith(".ts") && !name.startsWith("node_modules"))
  .map(name => readFileSync(new URL(name, import.meta.url), "utf8")).join("\n");
const given = new Set([...sheets.map(sheet => sheet.text).join("\n").matchAll(/(--[a-z-]+)\s*:/g), ...page.matchAll(/["`](--[a-z-]+)["`:]|(--[a-z-]+):/g)].map(match => match[1] ?? match[2]));
for (const { name, text } of sheets) {
  for (const [, used] of text.matchAll(/var\((--[a-z-]+)\)/g)) {
    if (!given.has(used)) wrong.push(`${name}: nobody sets ${used}`);
  }
}

if (wrong.length > 0) {
  console.error(wrong.join("\n"));
  process.exit(1);
}
