/** What a decision says of a place by itself (env.decided_attributes): nobody is asked for it, since what they would type is written over. */
const DECIDED: ReadonlySet<string> = new Set(["decision_number", "decision_date", "decision_issuer", "annex_meridian", "annex_zone_width"]);

export const isDecided = ({ name }: { readonly name: string }) => DECIDED.has(name);
