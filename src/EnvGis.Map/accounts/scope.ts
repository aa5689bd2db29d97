import type { Granted, LayerInfo } from "../answers";
import { say, t } from "../language";

/** Where a role holds, in words: "tỉnh Quảng Trị · xã 19333 · lớp Bãi chôn lấp". `names` gives the name of a province or commune by its code. */
export function scopeWords({ provinces, communes, layers }: Omit<Granted, "role">, all: readonly LayerInfo[], names: (code: string) => string | undefined = () => undefined) {
  const layerName = (id: string) => {
    const layer = all.find(one => one.id === id);
    return layer ? say(layer.title) : id;
  };
  return [
    provinces ? t("scope.provinces", { names: provinces.map(code => names(code) ?? code).join(", ") }) : t("scope.everywhere"),
    communes ? t("scope.communes", { names: communes.map(code => names(code) ?? code).join(", ") }) : null,
    layers ? t("scope.layers", { names: layers.map(layerName).join(", ") }) : null,
  ].filter(Boolean).join(" · ");
}

/** Codes as people type them, with commas or blanks between; null when there are none. */
export function codes(typed: string): string[] | null {
  const found = [...new Set(typed.split(/[\s,;]+/).filter(Boolean))];
  return found.length > 0 ? found : null;
}
