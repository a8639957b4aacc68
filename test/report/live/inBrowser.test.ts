import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { figureBlock, plotlyText, programBlocks } from "../../../lib/report/live";
import { pictureHtml } from "../../../lib/report/pages/picture";

const { JSDOM } = createRequire(__filename)("jsdom");

const live = {
  data: [{ type: "scatter" }],
  layout: { width: 300, height: 200, modebar: { add: 1 } },
};
const picture = '<img src="data:image/png;base64,AAAA" alt="three points">';

/** A page with the programs in it; what is run as Plotly is recorded, and a stand-in draws. */
function open(cells: string, runs = true) {
  const ran: string[] = [];
  const drawn: { data: unknown; layout: Record<string, unknown>; config: object }[] = [];
  const relaid: object[] = [];
  const Plotly = {
    newPlot: async (_: unknown, data: unknown, layout: Record<string, unknown>, config: object) => {
      drawn.push({ data, layout, config });
    },
    relayout: (_: unknown, change: object) => relaid.push(change),
  };
  // biome-ignore lint/suspicious/noExplicitAny: jsdom's types are not installed
  const beforeParse = (window: any) => {
    Object.assign(window, { Blob, DecompressionStream, Response, Uint8Array });
    window.document.addEventListener("DOMContentLoaded", () => {
      window.document.head.append = (script: { textContent: string }) => {
        ran.push(script.textContent);
        if (runs) window.Plotly = Plotly;
      };
    });
  };
  const html = `<main>${cells}</main>${programBlocks()}`;
  const { window } = new JSDOM(html, { runScripts: "dangerously", beforeParse });
  return { window, document: window.document, ran, drawn, relaid };
}

type Button = { textContent: string; click(): void };

/** Presses the button of a text, once it is there. */
async function press(document: { querySelectorAll(all: string): Iterable<Button> }, text: string) {
  for (let i = 0; i < 500; i++) {
    const button = [...document.querySelectorAll("button")].find((one) => one.textContent === text);
    if (button) return button.click();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`no button ${text}`);
}

const cell = (inside: string) => `<div class="cell">${inside}</div>`;

test("a click draws the figure in its picture's place, another one puts the picture back", async () => {
  const { window, document, ran, drawn, relaid } = open(cell(picture + figureBlock(live)));
  const image = document.querySelector("img");
  assert.equal(ran.length, 0, "nothing is unpacked before the click");
  window.Plotly = "the page's own";
  await press(document, "Make it live");
  await press(document, "Pan");
  assert.deepEqual(ran, [plotlyText()]);
  assert.equal(window.Plotly, "the page's own");
  assert.equal(image.style.display, "none");
  assert.equal(document.querySelector(".mia-live-room").getAttribute("aria-label"), "three points");
  const [{ layout, config }] = drawn;
  assert.equal(JSON.stringify(layout.modebar), "{}");
  assert.equal((config as { displayModeBar: boolean }).displayModeBar, false);
  assert.equal(JSON.stringify(relaid.at(-1)), '{"dragmode":"pan"}');
  await press(document, "Back to the picture");
  assert.equal(image.style.display, "");
  assert.equal(document.querySelector(".mia-live-room"), null);
});

test("a second figure needs no second copy; data without a picture in their cell get no button", async () => {
  const pair = cell(picture + figureBlock(live));
  const { document, ran } = open(pair + pair + cell(figureBlock(live)));
  assert.equal(document.querySelectorAll("button").length, 2);
  await press(document, "Make it live");
  await press(document, "Make it live");
  await press(document, "Back to the picture");
  assert.equal(ran.length, 1);
});

test("where a page lets no script run the picture stays, and it is said why", async () => {
  const { document } = open(cell(picture + figureBlock(live)), false);
  await press(document, "Make it live");
  const bar = document.querySelector(".mia-live-bar");
  for (let i = 0; i < 500 && bar.textContent === "Loading ..."; i++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.match(bar.textContent, /cannot be made live: this page lets no script run/);
  assert.equal(document.querySelector("img").style.display, "");
});

test("in an exported page the live figure stands beside the picture that opens larger, not in its head", async () => {
  const larger = pictureHtml({ source: "data:image/png;base64,AAAA", alt: "three points" });
  const { document } = open(cell(larger + figureBlock(live)));
  await press(document, "Make it live");
  await press(document, "Pan");
  const details = document.querySelector("details.picture");
  assert.equal(details.style.display, "none");
  assert.equal(details.querySelector(".mia-live-room"), null);
  assert.ok(document.querySelector(".mia-live-room"));
});
