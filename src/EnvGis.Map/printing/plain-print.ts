/** A4 without the margins of print.css, upright, in CSS pixels. */
const PAGE_PIXELS = 700;

/**
 * For the browser's own printing, without the panel: the map keeps the size it has on the screen and is shrunk to the page. Laid out anew it would
 * show other ground than the person sees, and the tiles of that ground are not there.
 */
export function keepMapWhenPrinted(map: HTMLElement) {
  addEventListener("beforeprint", () => {
    const { width, height } = map.getBoundingClientRect();
    map.style.setProperty("--screen-width", `${width}px`);
    map.style.setProperty("--screen-height", `${height}px`);
    map.style.setProperty("--page-zoom", String(Math.min(1, PAGE_PIXELS / width)));
  });
}
