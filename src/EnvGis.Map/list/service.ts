// What the list beside the map asks of the service.
import { below } from "../base";
import { language } from "../language";
import { get, onward } from "../service";

/** A page of what lies in the window, by the words of /api/list or by the address that a page before gave. */
export const list = (query: string, signal?: AbortSignal) => get<"/api/list">(query.startsWith("/") ? onward<"/api/list">(query) : `/api/list?${query}`, signal);

/** The whole of it, for a spreadsheet. */
export const listFile = (query: string) => below(`/api/list.csv?${query}&lang=${language()}`);
