import { nearestOf, nearestQuery } from "../../src/EnvGis.Map/map/nearest";
import { restingHeight } from "../../src/EnvGis.Map/sheet";

const pixels = { peek: 170, half: 410, full: 720 };

test("A sheet that is let go comes to rest at the nearest of its heights", () => {
  expect(restingHeight(180, 0, pixels)).toBe("peek");
  expect(restingHeight(300, 0, pixels)).toBe("half");
  expect(restingHeight(600, 0, pixels)).toBe("full");
});

test("A flick carries it one height further than the finger went", () => {
  expect(restingHeight(450, 1, pixels)).toBe("full");
  expect(restingHeight(390, -1, pixels)).toBe("peek");
});

test("Drawn below its lowest height it is put away", () => {
  expect(restingHeight(60, 0, pixels)).toBeNull();
  expect(restingHeight(170, -1, pixels)).toBeNull();
  expect(restingHeight(120, 0, pixels)).toBe("peek");
});

test("The nearest hotspot is asked for by the scale that all layers share, and the rest of the filter stays", () => {
  expect(nearestQuery({ province_code: "19", grade: "1" }, [105.857498, 21.540482]))
    .toBe("province_code=19&grade=3,4&sort=distance&at=105.85750,21.54048&limit=20");
});

test("What has been dealt with is no hotspot any more", () => {
  const feature = (id: number, state: string | null) => ({ id, state }) as never;
  const page = (...features: never[]) => ({ total: features.length, features, next: null });
  expect(nearestOf(page(feature(1, "done"), feature(2, "repealed"), feature(3, null), feature(4, "open")))).toMatchObject({ id: 3 });
  expect(nearestOf(page(feature(1, "done")))).toBeNull();
});
