import { afterEach, describe, expect, it } from "vitest";
import { MAP, read, write } from "../../src/EnvGis.Map/address";
import { baseOf, below, inside, lieBelow } from "../../src/EnvGis.Map/base";
import { mapOfTask, taskAddress, taskOf, tasksAddress } from "../../src/EnvGis.Map/plans/task-filter";

describe("the page below a path", () => {
  afterEach(() => lieBelow(""));

  it.each([["/app/main.js", ""], ["/envgis/app/main.js", "/envgis"], ["/a/b/app/main.js", "/a/b"], [null, ""], ["/else.js", ""]])(
    "lies where its own script does: %s", (script, base) => expect(baseOf(script)).toBe(base));

  it.each(["", "/envgis", "/a/b"])("finds every address below “%s” and knows it again", path => {
    lieBelow(path);
    expect(below("/api/layers")).toBe(`${path}/api/layers`);
    expect(inside(`${path}/tasks`)).toBe("/tasks");
    expect(inside(path || "/")).toBe("/");
    const bare = { view: null, layers: null, filter: {}, options: {}, selection: null };
    for (const page of [MAP, { kind: "tasks" } as const, { kind: "task", id: "thai-nguyen/II.3.2-b1" } as const, { kind: "overview" } as const]) {
      const address = write({ page, ...bare });
      expect(address.startsWith(`${path}/`)).toBe(true);
      expect(read({ pathname: address, search: "", hash: "" }).page).toEqual(page);
    }
    expect(taskOf(taskAddress("thai-nguyen/II.3.2-b1"))).toBe("thai-nguyen/II.3.2-b1");
    expect(tasksAddress({ plan: ["son-la"] })).toBe(`${path}/tasks?plan=son-la`);
    expect(mapOfTask("a/b")).toBe(`${path}/?task=a/b&sel=task:a/b`);
  });

  it("takes no other path for its own", () => {
    lieBelow("/envgis");
    expect(inside("/envgis2/tasks")).toBe("/envgis2/tasks");
  });
});
