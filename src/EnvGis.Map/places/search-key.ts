/** How names are compared: without case, accents, đ/d difference, tone-mark style, dash style or extra spaces. */
export const searchKey = (text: string) => text
  .normalize("NFD")
  .replace(/\p{M}/gu, "")
  .toLowerCase()
  .replaceAll("đ", "d")
  .replace(/[‐-―−]/g, "-")
  .replace(/\s+/g, " ")
  .trim();
