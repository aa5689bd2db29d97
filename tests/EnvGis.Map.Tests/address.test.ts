import { type Address, read, write } from "../../src/EnvGis.Map/address";

const readBack = (written: string) => {
  const { search, hash } = new URL(written, "http://localhost");
  return read({ search, hash });
};

const addresses: Address[] = [
  { view: null, layers: null, selection: null },
  { view: { zoom: 14, latitude: 20.62, longitude: 105.5 }, layers: null, selection: null },
  { view: { zoom: 9, latitude: -1.5, longitude: 105 }, layers: ["landfills", "pollution-hotspots"], selection: { kind: "feature", id: 966 } },
  { view: null, layers: [], selection: { kind: "task", id: "thai-nguyen/II.3.2-b9" } },
];

test.each(addresses)("An address reads back as it was written: %j", address => {
  expect(readBack(write(address))).toEqual(address);
});

test("A task's address stays readable", () => {
  expect(write(addresses[3])).toBe("/?l=none&sel=task:thai-nguyen/II.3.2-b9");
});

test("A view is rounded to a metre", () => {
  expect(write({ view: { zoom: 12, latitude: 21.123456789, longitude: 105.987654321 }, layers: null, selection: null })).toBe("/#12/21.12346/105.98765");
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
