import type { PlanSection } from "../../src/EnvGis.Map/answers";
import english from "../../wwwroot/i18n/en.json";
import vietnamese from "../../wwwroot/i18n/vi.json";
import { speak } from "../../src/EnvGis.Map/language";
import { type SectionNode, sectionTree } from "../../src/EnvGis.Map/plans/section-tree";
import { readTaskFilter, taskAddress, taskOf, taskQuery, tasksAddress, toggled, withValues } from "../../src/EnvGis.Map/plans/task-filter";
import { daysLeftWords, occurrenceName, stateWords } from "../../src/EnvGis.Map/plans/task-state";
import { dayOfYear, reportWords, sourceLine, timelineLine, wordingLine } from "../../src/EnvGis.Map/plans/task-view";

const section = (id: string, parent: string | null, line: number): PlanSection =>
  ({ id, parent, number: id.split(".").at(-1)!, part: "plan", title: { vi: id, en: id }, line });

/** What a person reads from top to bottom: headings by their ids, tasks by their lines. */
const read = (nodes: readonly SectionNode<{ line: number }>[]): unknown[] => nodes.flatMap(({ section, entries, count }) => [
  `${section.id} (${count})`, ...entries.flatMap((entry): unknown[] => entry.kind === "tasks" ? entry.tasks.map(task => task.line) : [read([entry.node])]),
]);

describe("the tree of a plan", () => {
  const sections = [section("I", null, 1), section("II", null, 10), section("II.1", "II", 11), section("II.2", "II", 20), section("II.2.1", "II.2", 22)];

  it("keeps the plan's order, counts what lies below, and leaves out headings with nothing", () => {
    const { roots, loose } = sectionTree(sections, [
      { heading: "II.2", line: 21 }, { heading: "II.2.1", line: 23 }, { heading: "II.2.1", line: 24 }, { heading: "II", line: 30 },
    ]);

    expect(read(roots)).toEqual(["II (4)", ["II.2 (3)", 21, ["II.2.1 (2)", 23, 24]], 30]);
    expect(loose).toEqual([]);
  });

  it("lets a task stand between two headings where the text has it", () => {
    const { roots } = sectionTree(sections, [{ heading: "II.1", line: 12 }, { heading: "II", line: 15 }, { heading: "II.2", line: 21 }, { heading: "II", line: 40 }]);

    expect(read(roots)).toEqual(["II (4)", ["II.1 (1)", 12], 15, ["II.2 (1)", 21], 40]);
  });

  it("loses no task whose heading the plan does not have", () => {
    const lost = [{ heading: null, line: 5 }, { heading: "IX", line: 6 }];

    expect(sectionTree(sections, lost)).toEqual({ roots: [], loose: lost });
  });
});

describe("the filter in the address", () => {
  it.each([
    "/tasks",
    "/tasks?plan=son-la,thai-nguyen&state=overdue",
    "/tasks?places=without&view=gaps",
    "/tasks?lead=UBND%20c%C3%A1c%20x%C3%A3%2C%20ph%C6%B0%E1%BB%9Dng&from=2026&to=2028",
    "/tasks?q=b%C3%A3i%20r%C3%A1c%20%26%20su%E1%BB%91i&view=due",
  ])("comes back as it was: %s", address => {
    const { filter, view } = readTaskFilter(new URL(address, "http://x").search);

    expect(tasksAddress(filter, view)).toBe(address);
  });

  it("takes an agency with a comma in its name as one", () =>
    expect(readTaskFilter("?lead=UBND các xã, phường").filter.lead).toEqual(["UBND các xã, phường"]));

  it("passes over what it does not know", () =>
    expect(readTaskFilter("?colour=red&view=sideways&plan=")).toEqual({ filter: {}, view: "plan" }));

  it("puts a value in and takes it out again, leaving no empty key", () => {
    const one = toggled({}, "state", "overdue");
    const two = toggled(one, "state", "running");

    expect(taskQuery(two)).toBe("state=overdue,running");
    expect(toggled(toggled(two, "state", "overdue"), "state", "running")).toEqual({});
    expect(withValues(two, "plan", ["son-la"])).toEqual({ state: ["overdue", "running"], plan: ["son-la"] });
  });

  it.each(["thai-nguyen/II.3.2-b1", "lai-chau/II.G.6b", "a/b c%"])("gives the task %s its own address", id => expect(taskOf(taskAddress(id))).toBe(id));

  it.each(["/tasks", "/tasks/son-la", "/tasks/a/%", "/overview"])("sees no task in %s", path => expect(taskOf(path)).toBeNull());
});

describe("how a task stands", () => {
  beforeAll(() => {
    vitest.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
    vitest.stubGlobal("document", { documentElement: { lang: "" } });
  });
  beforeEach(() => speak("vi", vietnamese));

  it.each([
    ["overdue", "2026-11-20", -6, "Quá hạn 6 ngày theo kế hoạch"],
    ["running", "2026-11-26", 0, "Đến hạn hôm nay"],
    ["running", "2026-12-31", 35, "Còn 35 ngày"],
    ["running", "2030-12-31", 1496, "Đến 31/12/2030"],
    ["open-ended", null, null, "Không đặt hạn cuối"],
    ["undated", null, null, "Không nêu thời hạn"],
  ] as const)("%s, %s: in words", (state, dueOn, daysLeft, words) => expect(stateWords({ state, dueOn, daysLeft })).toBe(words));

  it("names the year of a duty of every year", () => {
    expect(stateWords({ state: "overdue", dueOn: "2026-11-14", daysLeft: -14, occurrence: "2026" })).toBe("Quá hạn 14 ngày theo kế hoạch (kỳ 2026)");
    expect(stateWords({ state: "done", dueOn: "2026-11-14", daysLeft: null, occurrence: "2026" })).toBe("Đã hoàn thành (kỳ 2026)");
    expect(stateWords({ state: "done", dueOn: null, daysLeft: null, occurrence: "whole" })).toBe("Đã hoàn thành");
    expect(occurrenceName({ id: "2026", title: null })).toBe("Kỳ năm 2026");
    expect(occurrenceName({ id: "quang-tri/MS-1", title: { vi: "Ranh giới", en: "Boundary" } })).toBe("Ranh giới");
    expect(occurrenceName({ id: "whole", title: null })).toBe("Toàn bộ công việc");
  });

  it("keeps a condition with its date, and says before where the plan does", () => {
    const condition = { vi: "sau khi kế hoạch được ban hành", en: "after the plan is issued" };
    const said = { from: 2026, to: 2026, text: "2026 (sau khi kế hoạch được ban hành)", condition };
    const unsaid = { from: null, to: 2026, text: "hoàn thành đến hết năm 2026", condition };
    const yearly = { from: null, to: null, text: "trước 15/11 hằng năm", before: "11-15" };

    expect([said, unsaid, yearly].map(timelineLine)).toEqual([said.text, "hoàn thành đến hết năm 2026, sau khi kế hoạch được ban hành", yearly.text]);
    expect(dayOfYear("11-15")).toBe("15/11");
    speak("en", english);
    expect([said, unsaid, yearly].map(timelineLine)).toEqual([
      "2026, after the plan is issued (“2026 (sau khi kế hoạch được ban hành)”)", "until 2026, after the plan is issued (“hoàn thành đến hết năm 2026”)",
      "before 15 Nov every year (“trước 15/11 hằng năm”)",
    ]);
  });

  it("says when it begins", () =>
    expect(stateWords({ state: "not-begun", dueOn: "2028-12-31", daysLeft: 800, timeline: { from: 2027, to: 2028, text: null } })).toBe("Bắt đầu từ năm 2027"));

  it("says no beginning that the plan does not give", () =>
    expect(stateWords({ state: "not-begun", dueOn: null, daysLeft: null, timeline: { from: 2026, to: 2030, text: null, inferred: ["from"] } })).toBe("Chưa đến kỳ thực hiện"));

  it("counts a year ahead in days and beyond in dates", () => {
    expect(daysLeftWords("2027-11-27", 366)).toBe("Còn 366 ngày");
    expect(daysLeftWords("2027-11-28", 367)).toBe("Đến 28/11/2027");
  });

  it("calls a section by what the plan prints", () => {
    expect(sourceLine("II.3.2-b1", 113)).toBe("Mục II.3.2, ý 1, dòng 113");
    expect(sourceLine("KH.II.6-b4", 44)).toBe("Mục II.6 (phần kế hoạch), ý 4, dòng 44");
  });

  it("quotes the plan on whose work it is, line by line", () =>
    expect(wordingLine([{ line: 51, text: "Phòng Kinh tế" }, { line: 55, text: "Chủ trì" }])).toBe("“Phòng Kinh tế” (dòng 51) … “Chủ trì” (dòng 55)"));

  it("names nobody whom a plan does not name as the one who gets a report", () => {
    expect(reportWords("Các sở", "UBND tỉnh")).toBe("Các sở báo cáo UBND tỉnh");
    expect(reportWords("Các sở", null)).toBe("Các sở báo cáo (kế hoạch không ghi nơi nhận)");
  });

  it("puts no inferred year beside the plan's words", () => {
    const timeline = { from: 2026, to: 2030, text: "đến năm 2030 và các năm tiếp theo", openEnded: true };
    speak("en", english);
    try {
      expect(timelineLine({ ...timeline, inferred: ["from"] })).not.toContain("2026");
      expect(timelineLine({ ...timeline, inferred: [] })).toContain("2026");
    } finally {
      speak("vi", vietnamese);
    }
  });
});
