// Runs in the reader's browser, in an exported page and in Jupyter. Under each picture that has its
// figure's data behind it stands a button; a click unpacks Plotly from the page itself, once, and draws
// the figure in the picture's place. Nothing is fetched, and nothing but Plotly is run.
(() => {
  /** What a cell of Jupyter or VS Code and its outputs lie in: no other cell's picture is taken. */
  const CELLS = ".jp-Cell, .cell, .cell_container, main, body";
  // No bar of Plotly's own: it leads out of the page, and lies over the legend.
  const CONFIG = {
    displayModeBar: false,
    displaylogo: false,
    showSendToCloud: false,
    plotlyServerURL: "",
    doubleClick: "reset",
  };

  /** Jupyter puts pictures into a page a moment after what stands behind them. */
  const [RETRIES, RETRY_MS] = [10, 300];

  const packed = document.querySelector("script.mia-live-bundle")?.textContent;
  let plotly;

  /** Plotly, which leaves alone what the page may have under its name. */
  async function load() {
    const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    const script = document.createElement("script");
    script.textContent = await new Response(stream).text();
    const { Plotly: other, moduleName } = globalThis;
    document.head.append(script);
    script.remove();
    const { Plotly } = globalThis;
    Object.assign(globalThis, { Plotly: other, moduleName });
    if (Plotly === other) throw new Error("this page lets no script run");
    return Plotly;
  }

  /** The picture that a figure's data stand behind. */
  function pictureBefore(block) {
    for (let at = block; at && !at.matches(CELLS); at = at.parentElement) {
      for (let one = at.previousElementSibling; one; one = one.previousElementSibling) {
        if (one.matches("img")) return one;
        const inside = one.querySelectorAll("img");
        if (inside.length > 0) return inside[inside.length - 1];
      }
    }
    return null;
  }

  /** As wide as its picture at most: a figure's texts are placed for one width. */
  function draw(Plotly, { data, layout }, picture, room) {
    const width = Math.min(layout.width, picture.getBoundingClientRect().width || layout.width);
    const scale = width / layout.width;
    const { margin } = getComputedStyle(picture);
    const place = document.createElement("div");
    place.style.cssText = `width:${layout.width}px;height:${layout.height}px;transform-origin:0 0;transform:scale(${scale})`;
    room.style.cssText = `width:${width}px;height:${layout.height * scale}px;margin:${margin};background:white`;
    room.replaceChildren(place);
    const hoverlabel = { ...layout.hoverlabel, font: { size: Math.max(12, 10 / scale) } };
    const drawn = { ...layout, hoverlabel, modebar: {}, autosize: false };
    return Plotly.newPlot(place, data, drawn, CONFIG).then(() => place);
  }

  function button(text, onClick) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", onClick);
    return made;
  }

  function offerOne(block, picture) {
    // In an exported page the picture is the head of an element that shows it larger.
    const shown = picture.closest("details.picture") ?? picture;
    const bar = document.createElement("div");
    bar.className = "mia-live-bar";
    bar.style.cssText = "display:flex;flex-wrap:wrap;gap:0.4rem;margin-top:0.4rem";
    const room = document.createElement("div");
    room.className = "mia-live-room";
    room.setAttribute("role", "group");
    room.setAttribute("aria-label", picture.alt);

    const showPicture = () => {
      room.remove();
      room.replaceChildren();
      shown.style.display = "";
      bar.replaceChildren(button("Make it live", showLive));
    };
    const showLive = async () => {
      bar.textContent = "Loading ...";
      try {
        plotly ??= load();
        const Plotly = await plotly;
        shown.after(room);
        let place = await draw(Plotly, JSON.parse(block.textContent), picture, room);
        shown.style.display = "none";
        const drag = { zoom: "Zoom", pan: "Pan" };
        const tools = Object.entries(drag).map(([mode, text]) => button(text, () => choose(mode)));
        const choose = (mode) => {
          Plotly.relayout(place, { dragmode: mode });
          for (const [i, name] of Object.keys(drag).entries()) {
            tools[i].setAttribute("aria-pressed", String(name === mode));
          }
        };
        const reset = button("Reset", async () => {
          place = await draw(Plotly, JSON.parse(block.textContent), room, room);
          choose("zoom");
        });
        const back = button("Back to the picture", () => {
          showPicture();
          bar.firstChild.focus({ preventScroll: true });
        });
        bar.replaceChildren(...tools, reset, back);
        tools[0].focus({ preventScroll: true });
        choose("zoom");
      } catch (error) {
        showPicture();
        bar.textContent = `The figure cannot be made live: ${error.message}`;
      }
    };
    block.parentElement.append(bar);
    showPicture();
  }

  function offer(retries = RETRIES) {
    let waiting = false;
    for (const block of document.querySelectorAll("script.mia-live-figure:not([data-offered])")) {
      const picture = pictureBefore(block.parentElement);
      if (picture && !("live" in picture.dataset)) {
        block.dataset.offered = "";
        picture.dataset.live = "";
        offerOne(block, picture);
      } else waiting = true;
    }
    if (waiting && retries > 0) setTimeout(offer, RETRY_MS, retries - 1);
  }

  if (!packed || typeof DecompressionStream === "undefined") return;
  globalThis.miaLiveFigures ??= { offer };
  globalThis.miaLiveFigures.offer();
})();
