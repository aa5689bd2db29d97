import { type TemplateResult, html, nothing } from "lit";
import type { LayerAttribute } from "../answers";
import { say, t } from "../language";
import { writeNumber } from "../numbers";

/** The field of an attribute as its layer describes it, with the value that stands. @param of What its id begins with, where a page may have it twice. */
export function attributeField(attribute: LayerAttribute, value: unknown, of = ""): TemplateResult {
  const id = `${of}attribute-${attribute.name}`;
  const options = attribute.type === "code" ? attribute.codelist!.map(one => [one.code, say(one.title)] as const)
    : attribute.type === "boolean" ? [["true", t("yes")], ["false", t("no")]] as const : null;
  return html`<p class="form-field"><label for=${id}>${say(attribute.title)}${attribute.unit ? ` (${attribute.unit})` : ""}</label>
    ${options ? html`<select id=${id} name=${attribute.name}>${attribute.required && value !== null ? nothing : html`<option value="" ?selected=${value === null}>–</option>`}
        ${options.map(([code, title]) => html`<option value=${code} ?selected=${String(value) === code}>${title}</option>`)}</select>`
      : attribute.type === "text" ? html`<textarea id=${id} name=${attribute.name} rows="2" .value=${String(value ?? "")}></textarea>`
        : html`<input id=${id} name=${attribute.name} type=${attribute.type === "date" ? "date" : "text"} inputmode=${attribute.type === "integer" || attribute.type === "number" ? "decimal" : nothing} .value=${typeof value === "number" ? writeNumber(value) : String(value ?? "")}>`}</p>`;
}
