import { html, nothing } from "lit";
import type { NamedPoint } from "../answers";
import { t } from "../language";
import * as mapService from "../map/service";
import { Refusal } from "../service";
import { codes } from "./scope";

/** Provinces, and the names of provinces and communes by their codes: two digits and five. */
export interface Areas {
  readonly provinces: readonly NamedPoint[];
  readonly names: (code: string) => string | undefined;
}

export const NO_AREAS: Areas = { provinces: [], names: () => undefined };

/** `communes`: with their names, which are 50 kB more. Without what cannot be loaded, codes stand for names. */
export async function loadAreas(communes: boolean): Promise<Areas> {
  try {
    const [{ provinces }, all] = await Promise.all([mapService.basemap(), communes ? mapService.communes() : []]);
    const names = new Map([...provinces, ...all].map(([code, name]) => [code, name]));
    return { provinces: [...provinces].sort((a, b) => a[1].localeCompare(b[1], "vi")), names: code => names.get(code) };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    return NO_AREAS;
  }
}

export function provinceField(name: string, { provinces }: Areas, chosen: readonly string[] | null) {
  const id = `field-${name}`;
  // Also those that could not be loaded: what is chosen stays chosen.
  const all = [...provinces, ...(chosen ?? []).filter(code => !provinces.some(one => one[0] === code)).map(code => [code, code] as const)];
  return html`<p class="form-field"><label for=${id}>${t("people.provinces")} <small>${t("form.optional")}</small></label>
    <select id=${id} name=${name} multiple size="4" aria-describedby="${id}-hint">${all.map(([code, title]) => html`<option value=${code} ?selected=${chosen?.includes(code)}>${title}</option>`)}</select>
    <small id="${id}-hint">${t("people.provincesHint")}</small></p>`;
}

/** Codes, and below them what they are the codes of. */
export function communeField(name: string, { names }: Areas, chosen: readonly string[] | null) {
  const id = `field-${name}`;
  const said = (typed: string) => codes(typed)?.map(code => names(code) ?? t("people.unknownCommune", { code })).join(", ");
  const typed = (event: Event) => {
    const input = event.target as HTMLInputElement;
    input.parentElement!.querySelector("output")!.textContent = said(input.value) ?? "";
  };
  const value = chosen?.join(", ") ?? "";
  return html`<p class="form-field"><label for=${id}>${t("people.communes")} <small>${t("form.optional")}</small></label>
    <input id=${id} name=${name} .value=${value} autocomplete="off" spellcheck="false" inputmode="numeric" aria-describedby="${id}-hint" @input=${typed}>
    <output for=${id}>${said(value) ?? nothing}</output><small id="${id}-hint">${t("people.communesHint")}</small></p>`;
}

export const chosenOf = (data: FormData, name: string) => data.getAll(name).length > 0 ? data.getAll(name).map(String) : null;
