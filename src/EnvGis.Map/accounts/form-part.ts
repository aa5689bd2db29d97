import { type TemplateResult, html, nothing } from "lit";
import { t } from "../language";
import { type NumberOptions, readNumbers, writeNumber } from "../numbers";
import { Part } from "../part";
import { Refusal } from "../service";

/** A page or a piece of one with forms: one act at a time, and what the service says about it, in words that are read out. */
export abstract class FormPart extends Part {
  protected busy = false;
  /** The last refusal, at the form that caused it. */
  protected refused: { readonly form: string; readonly sentence: string; readonly slug: string } | null = null;
  protected said: string | null = null;
  /** A field whose number can be read in two ways: which of them was meant is asked before anything is sent. */
  #doubt: { readonly form: string; readonly name: string; readonly readings: readonly number[] } | null = null;

  /** Runs an act of the named form; answers whether it succeeded. */
  protected async act(form: string, act: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.refused = null;
    this.#doubt = null;
    this.said = null;
    this.requestUpdate();
    try {
      await act();
      return true;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.refused = { form, sentence: this.wordsOf(refusal), slug: refusal.slug };
      return false;
    } finally {
      this.busy = false;
      this.requestUpdate();
      await this.updateComplete;
      if (this.refused) this.querySelector<HTMLElement>(".form-refusal")?.focus();
    }
  }

  /** How a refusal is told here, where its own sentence speaks of fields and addresses of the service. */
  protected wordsOf(refusal: Refusal) {
    return refusal.message;
  }

  /**
   * The number in a field, null when nothing was typed. Undefined when it is none, or may be two: then the form says so or asks, and nothing may be sent.
   */
  protected typedNumber(form: string, data: FormData, name: string, title: string, options: NumberOptions = {}): number | null | undefined {
    const typed = text(data, name);
    if (typed === "") return null;
    const readings = readNumbers(typed, options);
    if (readings.length === 1) return readings[0];
    const [one, other] = readings.map(writeNumber);
    this.#doubt = readings.length === 2 ? { form, name, readings } : null;
    this.refused = { form, slug: "bad-field", sentence: other ? t("number.unclear", { field: title, typed, one, other }) : t("number.unreadable", { field: title, typed }) };
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(".form-refusal")?.focus());
    return undefined;
  }

  #meant(event: Event, reading: number) {
    const input = (event.target as HTMLElement).closest("form")!.elements.namedItem(this.#doubt!.name) as HTMLInputElement;
    input.value = writeNumber(reading);
    this.#doubt = null;
    this.refused = null;
    this.requestUpdate();
    input.focus();
  }

  /** The form with its refusal above its fields; submitted by Enter as by its button. */
  protected form(name: string, submit: (data: FormData) => void, content: TemplateResult, button: string, more: TemplateResult | typeof nothing = nothing) {
    const refusal = this.refused?.form === name ? this.refused.sentence : null;
    return html`<form class="form" novalidate aria-describedby=${refusal ? `${name}-refusal` : nothing} @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      submit(new FormData(event.target as HTMLFormElement));
    }}>
      ${refusal ? html`<p class="form-refusal" id="${name}-refusal" role="alert" tabindex="-1">${refusal}</p>` : nothing}
      ${refusal && this.#doubt?.form === name ? html`<div class="form-actions">${this.#doubt.readings.map(reading => html`<button type="button" class="button small"
        @click=${(event: Event) => { this.#meant(event, reading); }}>${t("number.meant", { value: writeNumber(reading) })}</button>`)}</div>` : nothing}
      ${content}
      <div class="form-actions"><button class="button primary" ?disabled=${this.busy}>${this.busy ? t("form.busy") : button}</button>${more}</div>
    </form>`;
  }

  /** What has just been done, read out. */
  protected saidLine() {
    return html`<p class="form-said" role="status">${this.said ?? nothing}</p>`;
  }
}

export interface FieldOptions {
  readonly type?: "text" | "password" | "email" | "date" | "number";
  readonly value?: string;
  readonly hint?: string;
  readonly autocomplete?: string;
  readonly required?: boolean;
  readonly inputmode?: string;
  /** Tells the fields of forms on one page apart. */
  readonly of?: string;
}

export function field(name: string, label: string, { type = "text", value = "", hint, autocomplete, required = false, inputmode, of = "" }: FieldOptions = {}) {
  const id = `field-${of}${name}`;
  return html`<p class="form-field"><label for=${id}>${label}${required ? nothing : html` <small>${t("form.optional")}</small>`}</label>
    <input id=${id} name=${name} type=${type} .value=${value} autocomplete=${autocomplete ?? "off"} inputmode=${inputmode ?? nothing}
      aria-required=${required} aria-describedby=${hint ? `${id}-hint` : nothing} spellcheck="false">
    ${hint ? html`<small id="${id}-hint">${hint}</small>` : nothing}</p>`;
}

/** A password that can be looked at before it is sent; pasting is welcome. Forms on one page that both ask for it tell their fields apart by `of`. */
export function passwordField(name: string, label: string, autocomplete: "current-password" | "new-password", hint?: string, of = "") {
  const id = `field-${of}${name}`;
  const toggle = (event: Event) => {
    const button = event.currentTarget as HTMLButtonElement;
    const input = button.parentElement!.querySelector("input")!;
    input.type = input.type === "password" ? "text" : "password";
    button.setAttribute("aria-pressed", String(input.type === "text"));
  };
  return html`<div class="form-field"><label for=${id}>${label}</label>
    <span class="with-button"><input id=${id} name=${name} type="password" autocomplete=${autocomplete} aria-required="true" aria-describedby=${hint ? `${id}-hint` : nothing}>
      <button type="button" class="button small" aria-pressed="false" @click=${toggle}>${t("form.show")}</button></span>
    ${hint ? html`<small id="${id}-hint">${hint}</small>` : nothing}</div>`;
}

/** @param labels What the fields that a refusal may name are called on the page; also codes, by the names that they stand for. */
export function inWordsOf(refusal: Refusal, labels: Readonly<Record<string, string>> = {}) {
  if (refusal.status === 401) return t("drafts.signedOut");
  return Object.entries(labels).reduce((sentence, [field, label]) => sentence.replaceAll(`“${field}”`, `“${label}”`), refusal.message);
}

export const text = (data: FormData, name: string) => String(data.get(name) ?? "").trim();

/** As typed: blanks at the ends of a password count. */
export const raw = (data: FormData, name: string) => String(data.get(name) ?? "");

/** Something that is shown once, with a button that copies it. */
export function shownOnce(title: string, content: string, note: string, close: () => void) {
  return html`<div class="shown-once" role="status"><p><strong>${title}</strong></p><code class="secret" tabindex="0">${content}</code><p><small>${note}</small></p>
    <div class="form-actions"><button class="button" @click=${() => void navigator.clipboard?.writeText(content)}>${t("form.copy")}</button>
      <button class="button" @click=${close}>${t("form.done")}</button></div></div>`;
}
