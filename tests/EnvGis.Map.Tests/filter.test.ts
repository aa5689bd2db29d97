import { filterFor, readFilter, withFilter, writeFilter } from "../../src/EnvGis.Map/filter";

test("A filter reads back as it was written, in the same order however it came about", () => {
  const filter = readFilter(new URLSearchParams("pollution-hotspots.kind=water&grade=3,4&l=landfills&province_code=19"));
  expect(writeFilter(filter)).toBe("province_code=19&grade=3,4&pollution-hotspots.kind=water");
  expect(readFilter(new URLSearchParams(writeFilter(filter)))).toEqual(filter);
});

test("What is no filter is left out", () => {
  expect(readFilter(new URLSearchParams("sel=feature:1&list=severity&x.y.z=1&grade="))).toEqual({});
});

test("A change puts in, takes out, and keeps the object when nothing differs", () => {
  const filter = withFilter({}, { plan: "son-la", agency: "Sở Y tế & môi trường" });
  expect(readFilter(new URLSearchParams(writeFilter(filter)))).toEqual(filter);
  expect(withFilter(filter, { plan: "son-la" })).toBe(filter);
  expect(withFilter(filter, { plan: null, agency: "" })).toEqual({});
});

test("An address of one layer takes the attributes of that layer only", () => {
  expect(filterFor({ grade: "4", "landfills.status": "closed", "pollution-hotspots.kind": "water" }, [{ id: "landfills" }]))
    .toEqual({ grade: "4", "landfills.status": "closed" });
});
