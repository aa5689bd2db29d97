import type { State } from "./store";

/** Whether the service is heard again after it was not: what was asked before may be old. */
export const cameBack = (now: State, before: State) => now.connection === "live" && before.connection === "lost";
