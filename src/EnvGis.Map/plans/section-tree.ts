import type { PlanSection } from "../answers";

/** A heading with what stands below it, in the plan's own order: its tasks and its own headings come as they come in the text. */
export interface SectionNode<T> {
  readonly section: PlanSection;
  readonly entries: readonly Entry<T>[];
  /** Tasks in it and below it. */
  readonly count: number;
}

export type Entry<T> = { readonly kind: "section"; readonly node: SectionNode<T> } | { readonly kind: "tasks"; readonly tasks: readonly T[] };

export interface SectionTree<T> {
  readonly roots: readonly SectionNode<T>[];
  /** Tasks below no heading. */
  readonly loose: readonly T[];
}

interface Placed {
  readonly heading: string | null;
  /** Of the plan's text. */
  readonly line: number;
}

/** The given tasks of a plan below its headings; headings without any are left out. */
export function sectionTree<T extends Placed>(sections: readonly PlanSection[], tasks: readonly T[]): SectionTree<T> {
  const known = new Set(sections.map(section => section.id));
  const below = (parent: string | null): SectionNode<T>[] => sections.filter(section => section.parent === parent).flatMap(section => {
    const children = below(section.id);
    const own = tasks.filter(task => task.heading === section.id);
    const count = own.length + children.reduce((sum, child) => sum + child.count, 0);
    return count > 0 ? [{ section, entries: inOrder(own, children), count }] : [];
  });
  return { roots: below(null), loose: tasks.filter(task => task.heading === null || !known.has(task.heading)) };
}

function inOrder<T extends Placed>(tasks: readonly T[], children: readonly SectionNode<T>[]): readonly Entry<T>[] {
  const entries: Entry<T>[] = [];
  const left = [...children];
  let run: T[] = [];
  const close = () => {
    if (run.length > 0) entries.push({ kind: "tasks", tasks: run });
    run = [];
  };
  for (const task of tasks) {
    while (left.length > 0 && left[0].section.line < task.line) {
      close();
      entries.push({ kind: "section", node: left.shift()! });
    }
    run.push(task);
  }
  close();
  return [...entries, ...left.map(node => ({ kind: "section", node } as const))];
}
