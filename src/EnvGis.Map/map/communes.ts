import type { NamedPoint } from "../answers";
import type { LatLngBounds } from "../leaflet";

/** Names of communes, fetched by squares of one degree as the map comes near: all of them together would cost more than the rest of the page. */
export class CommuneCells {
  readonly #cells = new Map<string, readonly NamedPoint[] | "asked">();
  readonly #known: ReadonlySet<string>;

  /** @param known Squares that have communes, named by the longitude and latitude of their south-western corner: `105_21`. */
  constructor(known: readonly string[], readonly fetch: (cell: string) => Promise<readonly NamedPoint[]>, readonly arrived: () => void) {
    this.#known = new Set(known);
  }

  /** What is here by now of the squares that meet a window; the rest is asked for. */
  readonly within = (window: Pick<LatLngBounds, "getWest" | "getSouth" | "getEast" | "getNorth">): readonly NamedPoint[] => {
    const found: NamedPoint[] = [];
    for (let longitude = Math.floor(window.getWest()); longitude <= window.getEast(); longitude++) {
      for (let latitude = Math.floor(window.getSouth()); latitude <= window.getNorth(); latitude++) {
        const cell = `${longitude}_${latitude}`;
        const communes = this.#cells.get(cell);
        if (communes === undefined && this.#known.has(cell)) this.#want(cell);
        else if (communes !== undefined && communes !== "asked") found.push(...communes);
      }
    }
    return found;
  };

  #want(cell: string) {
    this.#cells.set(cell, "asked");
    this.fetch(cell).then(
      communes => {
        this.#cells.set(cell, communes);
        this.arrived();
      },
      // The map is whole without these names; the next move asks again.
      () => { this.#cells.delete(cell); });
  }
}
