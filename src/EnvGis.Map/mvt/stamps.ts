/** A symbol's pixels, row by row, cut to what is not empty; red, green, blue and alpha in the bytes of each, colours multiplied by alpha. */
export interface Stamp {
  /** Where the cut begins in the square that the symbol was painted in, in pixels. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
}

// Which byte of a pixel is its alpha, in the order of this machine.
const [LOW_ALPHA] = new Uint32Array(Uint8Array.of(0, 0, 0, 1).buffer);
const ALPHA_SHIFT = LOW_ALPHA === 1 << 24 ? 24 : 0;

/** From what a canvas gives, whose colours are not multiplied. */
export function stampOf({ data, width, height }: Pick<ImageData, "data" | "width" | "height">): Stamp {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[(y * width + x) * 4 + 3] === 0) continue;
      [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x + 1), Math.max(bottom, y + 1)];
    }
  }
  const [across, along] = [Math.max(0, right - left), Math.max(0, bottom - top)];
  const bytes = new Uint8Array(across * along * 4);
  for (let y = 0, to = 0; y < along; y++) {
    for (let from = ((top + y) * width + left) * 4, end = from + across * 4; from < end; from += 4, to += 4) {
      const alpha = data[from + 3];
      for (let i = 0; i < 3; i++) bytes[to + i] = Math.round(data[from + i] * alpha / 255);
      bytes[to + 3] = alpha;
    }
  }
  return { left, top, width: across, height: along, pixels: new Uint32Array(bytes.buffer) };
}

/** Puts the stamp over what is in `onto`, with its square's corner at x, y; both in whole pixels, and all of the stamp inside. */
export function press(stamp: Stamp, onto: Uint32Array, ontoWidth: number, x: number, y: number) {
  const { width, height, pixels } = stamp;
  for (let row = 0, from = 0; row < height; row++) {
    let to = (y + stamp.top + row) * ontoWidth + x + stamp.left;
    for (const end = from + width; from < end; from++, to++) {
      const over = pixels[from];
      const alpha = over >>> ALPHA_SHIFT & 255;
      if (alpha === 255) onto[to] = over;
      else if (alpha > 0) onto[to] = over + faded(onto[to], 255 - alpha);
    }
  }
}

/** All four bytes of a pixel times `share` of 255, two at a time. */
function faded(pixel: number, share: number) {
  // Of 256, so that a shift divides; from above, so that all of it stays all of it.
  const of256 = share + (share >>> 7);
  const even = (pixel & 0x00ff00ff) * of256 >>> 8 & 0x00ff00ff;
  const odd = ((pixel >>> 8 & 0x00ff00ff) * of256 & 0xff00ff00) >>> 0;
  return even + odd;
}

/** What a canvas takes: colours not multiplied by alpha. Changes the pixels in place. */
export function unmultiply(pixels: Uint32Array): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(pixels.buffer as ArrayBuffer, pixels.byteOffset, pixels.byteLength);
  for (let i = 0, at = 0; i < pixels.length; i++, at += 4) {
    const alpha = pixels[i] >>> ALPHA_SHIFT & 255;
    if (alpha === 0 || alpha === 255) continue;
    for (let channel = 0; channel < 3; channel++) bytes[at + channel] = bytes[at + channel] * 255 / alpha;
  }
  return bytes;
}

/** Presses one stamp at many places and puts the whole onto a canvas at once, which thousands of copies by the canvas itself would hold up. */
export class StampPad {
  #sheet: HTMLCanvasElement | null = null;

  /**
   * Places are the middles of symbols, x, y, x, y, … in whole pixels of the canvas from where the context's transform begins. The context has `ratio`
   * pixels per unit, and the stamp's square begins `half` units to the left of and above its middle.
   */
  print(context: CanvasRenderingContext2D, stamp: Stamp, places: readonly number[], ratio: number, half: number) {
    if (places.length === 0 || stamp.pixels.length === 0) return;
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < places.length; i += 2) {
      if (places[i] < left) left = places[i];
      if (places[i] > right) right = places[i];
      if (places[i + 1] < top) top = places[i + 1];
      if (places[i + 1] > bottom) bottom = places[i + 1];
    }
    const [width, height] = [right - left + stamp.left + stamp.width, bottom - top + stamp.top + stamp.height];
    const pixels = new Uint32Array(width * height);
    for (let i = 0; i < places.length; i += 2) press(stamp, pixels, width, places[i] - left, places[i + 1] - top);
    const sheet = this.#sheet ??= document.createElement("canvas");
    [sheet.width, sheet.height] = [width, height];
    sheet.getContext("2d")!.putImageData(new ImageData(unmultiply(pixels), width, height), 0, 0);
    context.drawImage(sheet, left / ratio - half, top / ratio - half, width / ratio, height / ratio);
  }
}
