// What a tab shows of somebody who signs out in another does not stay on the screen, nor come back by the browser's own Back: on an office's computer the next person sits down at it.

const channel = new BroadcastChannel("envgis-signed-out");

export const tellSignedOut = () => channel.postMessage(null);

/** @param isSignedIn Whether this tab shows what somebody in particular sees. */
export function leaveWhenSignedOut(isSignedIn: () => boolean) {
  channel.addEventListener("message", () => {
    if (isSignedIn()) location.reload();
  });
  addEventListener("pageshow", event => {
    if (event.persisted && isSignedIn()) location.reload();
  });
}
