import { type Address, MAP, read, write } from "../../src/EnvGis.Map/address";

const readBack = (written: string) => read(new URL(written, "http://localhost"));

const bare: Address = { page: MAP, view: null, layers: null, filter: {}, options: {}, selection: null };

const addresses: Address[] = [
  { ...bare, view: null, layers: null, selection: null },
  { ...bare, view: { zoom: 14, latitude: 20.62, longitude: 105.5 }, layers: null, selection: null },
  { ...bare, view: { zoom: 9, latitude: -1.5, longitude: 105 }, layers: ["landfills", "pollution-hotspots"], selection: { kind: "feature", id: 966 } },
  { ...bare, view: null, layers: [], selection: { kind: "task", id: "thai-nguyen/II.3.2-b9" } },
  { ...bare, filter: { province_code: "19", grade: "3,4", "pollution-hotspots.kind": "water", agency: "Sở Nông nghiệp" }, options: { list: "severity" } },
  { ...bare, page: { kind: "tasks" }, filter: { plan: "thai-nguyen" }, options: { view: "due" } },
  { ...bare, page: { kind: "task", id: "thai-nguyen/II.3.2-b1" } },
  { ...bare, page: { kind: "overview" } },
  { ...bare, page: { kind: "drafts" }, filter: { state: "submitted" } },
  { ...bare, page: { kind: "draft", id: 3 } },
  { ...bare, page: { kind: "decision", id: 525 } },
  { ...bare, page: { kind: "annex", id: "0123456789abcdef".repeat(4) } },
  { ...bare, page: { kind: "consultations" } },
  { ...bare, page: { kind: "consultation", id: 12 } },
];

test.each(addresses)("An address reads back as it was written: %j", address => {
  expect(readBack(write(address))).toEqual(address);
});

test("A task's address stays readable", () => {
  expect(write(addresses[3])).toBe("/?l=none&sel=task:thai-nguyen/II.3.2-b9");
});

test("A view is rounded to a metre", () => {
  expect(write({ ...bare, view: { zoom: 12, latitude: 21.123456789, longitude: 105.987654321 } })).toBe("/#12/21.12346/105.98765");
});

test.each(["#", "#x/1/2", "#99/1/2", "#9/91/2", "#9/1/181", "#9/1"])("A view that makes no sense is none: %s", hash => {
  expect(read({ search: "", hash }).view).toBeNull();
});

test.each(["?sel=feature:abc", "?sel=zone:1", "?sel=task:", "?sel=task:../../etc"])("A selection that makes no sense is none: %s", search => {
  expect(read({ search, hash: "" }).selection).toBeNull();
});

test("Layers that could not be any are dropped", () => {
  expect(read({ search: "?l=landfills,<script>,", hash: "" }).layers).toEqual(["landfills"]);
});
