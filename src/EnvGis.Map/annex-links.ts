import { html } from "lit";
import { t } from "./language";

const FORMATS = ["xlsx", "docx", "csv", "pdf"] as const;

/** The coordinate annex as a file in each of its formats. */
export const annexLinks = (address: (format: string) => string) => html`<p class="annex-links">${t("annex.links")}: ${FORMATS.map((format, at) =>
  html`${at > 0 ? " · " : ""}<a href=${address(format)} download>${format.toUpperCase()}</a>`)}</p>`;
