/** So many tiles in vain, and not one had, and the outside map counts as out of reach. */
const MOST_FAILURES = 4;

/** Tells from the fate of single tiles when a map of somebody else is out of reach. */
export class Reach {
  #failures = 0;
  #had = false;

  had() {
    this.#had = true;
  }

  /** @returns Whether it is out of reach now. */
  failed() {
    this.#failures++;
    return !this.#had && this.#failures >= MOST_FAILURES;
  }
}
