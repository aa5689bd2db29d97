import type { BaseContent } from "../answers";
import { t } from "../language";

const MOST_SOURCE_CHARACTERS = 100;

/** Where the map under the layers comes from and what is only a sketch, each a sentence of plain text. */
export function credits(content: BaseContent | null, isOutsideOn: boolean): string[] {
  const schematic = !content || content.schematic;
  const sources = [...new Set(content?.loaded.map(part => part.source))]
    .map(source => source.length > MOST_SOURCE_CHARACTERS ? `${source.slice(0, MOST_SOURCE_CHARACTERS)}…` : source);
  return [
    ...schematic ? [t(content?.provinces.length ? "map.schematicRest" : "map.schematic")] : [],
    ...sources.length > 0 ? [t("map.loadedFrom", { sources: sources.join("; ") })] : [],
    ...isOutsideOn && content?.outside ? [content.outside.attribution] : [],
  ];
}

/** For Leaflet's attribution, which takes HTML: text comes out as the same text. */
export const asHtml = (text: string) =>
  text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
