// The path below which the service lies behind a proxy: "" at the root of its host, or one such as "/envgis". Everything else names addresses from the root.

const MAIN = "/app/main.js";

/** What stands before the address of the page's own script is the path of everything. */
export const baseOf = (script: string | null | undefined) => script?.endsWith(MAIN) ? script.slice(0, -MAIN.length) : "";

let base = typeof document === "undefined" ? "" : baseOf(document.querySelector(`script[src$="${MAIN}"]`)?.getAttribute("src"));

/** For tests. */
export const lieBelow = (path: string) => { base = path; };

/** Where the browser finds an address of the service. */
export const below = (address: string) => `${base}${address}`;

/** The address that a browser's path is. */
export const inside = (path: string) => base !== "" && (path === base || path.startsWith(`${base}/`)) ? path.slice(base.length) || "/" : path;
