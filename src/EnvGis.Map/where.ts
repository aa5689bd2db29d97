import type { FeatureDetails, TaskDetails } from "./answers";
import type { Extent } from "./mvt/address";

/** Where to look for something: its extent, or a circle that holds it, or nowhere known. */
export type Where = { readonly extent: Extent } | { readonly centre: readonly [number, number]; readonly radiusM: number } | null;

/** A feature known only roughly is still somewhere: half a degree would be too far, its own accuracy is right. */
export function whereOf(details: FeatureDetails | TaskDetails): Where {
  if ("features" in details) return whereOfTask(details);
  if (details.extent) return { extent: details.extent };
  if (details.labelPoint) return { centre: details.labelPoint, radiusM: 500 };
  return details.position.near && { centre: details.position.near, radiusM: details.position.accuracyM ?? 3000 };
}

function whereOfTask({ extent, features }: TaskDetails): Where {
  const box = features.reduce<[number, number, number, number]>(
    ([w, s, e, n], { lon, lat }) => lon === null || lat === null ? [w, s, e, n]
    : [Math.min(w, lon), Math.min(s, lat), Math.max(e, lon), Math.max(n, lat)],
    extent ? [...extent] : [180, 90, -180, -90]);
  return box[0] <= box[2] ? { extent: box } : null;
}
