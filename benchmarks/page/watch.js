// Runs in both pages before anything else: when canvases were last drawn, when an event came, when the frame after a pointer's move was done.
(() => {
  const watch = window.watch = { drawn: 0, heard: 0, moved: 0, shown: 0 };
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    clear.apply(this, box);
    const { parentElement } = this.canvas;
    // Tiles here, the one canvas there; not the page's panes of names.
    if (!parentElement?.classList.contains("leaflet-tile") && !parentElement?.classList.contains("leaflet-overlay-pane")) return;
    // Who clears draws at once: the microtask runs when that is done.
    queueMicrotask(() => { watch.drawn = performance.now(); });
  };
  const listen = EventSource.prototype.addEventListener;
  EventSource.prototype.addEventListener = function (type, listener, ...rest) {
    listen.call(this, type, type !== "change" ? listener : event => {
      watch.heard = performance.now();
      listener(event);
    }, ...rest);
  };
  addEventListener("mousemove", () => {
    const from = performance.now();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { watch.moved = from; watch.shown = performance.now(); };
    // A message posted in a frame comes after all of that frame's drawing.
    requestAnimationFrame(() => port2.postMessage(null));
  }, { capture: true });
})();
