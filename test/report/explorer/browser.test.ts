import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import type { ExplorerRun } from "../../../lib/report/explorer/explorerRun";
import { explorerPage } from "../../../lib/report/explorer/page";
import { syntheticExplorerRun } from "./syntheticExplorerRun";

/** The browser's program: the one that MIA_CHROMIUM names, or Debian's. */
const executablePath = [
  ...[process.env.MIA_CHROMIUM ?? []].flat(),
  ...(process.env.PATH ?? "").split(path.delimiter).map((folder) => path.join(folder, "chromium")),
].find((file) => existsSync(file));
const skip = executablePath === undefined && "no chromium here, and MIA_CHROMIUM names none";
const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

/** What axe says that is looked at here. */
interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

const HOSTILE = [
  '<img src=x onerror="globalThis.ran=1">',
  "</script><script>globalThis.ran=1</script>",
  "'\"`$" + "{globalThis.ran=1}",
  "\u202etxt.exe\u202c",
  "=1+1",
  "__proto__",
  "x".repeat(10_000),
];

describe("the explorer in a browser", { skip }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "mia-explore-"));
  let browser: Browser;
  /** What a page must not do: write to the console, ask for anything, throw. */
  const said: string[] = [];

  before(async () => {
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    file = written("small.html", [small]);
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  function written(name: string, runs: readonly ExplorerRun[]): string {
    const file = path.join(folder, name);
    writeFileSync(file, explorerPage(runs, { title: name }));
    return file;
  }

  async function open(file: string, hash = "", options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: WIDE, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    page.on("request", (request) => {
      if (request.url().split("#")[0] !== `file://${file}`) said.push(request.url());
    });
    await page.goto(`file://${file}${hash && `#${hash}`}`);
    await page.locator("[data-row]").first().waitFor();
    return page;
  }

  async function close(page: Page): Promise<void> {
    await page.context().close();
    assert.deepEqual(said.splice(0), []);
  }

  /** The texts of a column in the rows that are seen. */
  const seen = async (page: Page, title: string) => {
    const titles = await page.locator('[role="columnheader"]').allTextContents();
    const place = titles.indexOf(title) + 1;
    return page.locator(`[data-row]:not([hidden]) > :nth-child(${place})`).allTextContents();
  };
  const field = (page: Page, name: string) => page.getByRole("combobox", { name, exact: true });
  const widthOf = (page: Page) => page.evaluate<number>("document.documentElement.scrollWidth");
  const count = (page: Page) => page.locator(".count").textContent();
  const hashOf = async (page: Page) => {
    await page.waitForTimeout(300);
    return new URL(page.url()).hash;
  };

  const small = syntheticExplorerRun({ rows: 400, pictured: 300, name: "Small" });
  let file = "";

  test("20,000 rows are sorted, filtered, searched and scrolled without a gap", async () => {
    const rows = 20_000;
    const large = syntheticExplorerRun({ rows, pictured: 300 });
    const page = await open(written("large.html", [large]));
    assert.equal(await count(page), "20,000 of 20,000 rows");
    const scores = (await seen(page, "score")).map(Number);
    assert.ok(scores.length >= 10);
    assert.deepEqual(
      scores,
      scores.slice().sort((a, b) => b - a),
    );
    assert.equal(scores[0], Number(Math.max(...large.attacks[1].scores).toPrecision(4)));

    await page.getByRole("button", { name: "id", exact: true }).click();
    assert.equal((await seen(page, "id"))[0], "100000");
    await page.locator("#records").evaluate((grid) => {
      grid.scrollTop = 360_000;
    });
    await page.waitForTimeout(100);
    const [first, ...others] = (await seen(page, "id")).map(Number);
    assert.equal(first, 100_000 + 7 * 10_000);
    others.forEach((id, i) => {
      assert.equal(id, first + 7 * (i + 1));
    });
    const [grid, last] = [
      page.locator("#records"),
      page.locator("[data-row]:not([hidden])").last(),
    ];
    const [room, line] = await Promise.all([grid.boundingBox(), last.boundingBox()]);
    const gap = room!.y + room!.height - line!.y - line!.height;
    assert.ok(gap <= 0, `${gap} px are empty`);

    await field(page, "Network").selectOption("wrong");
    await field(page, "Part").selectOption("public");
    await field(page, "Class").selectOption("3");
    const wanted = Array.from(large.labels.keys()).filter(
      (row) => row < rows / 2 && large.labels[row] === 3 && large.predicted[row] !== 3,
    );
    assert.equal(await count(page), `${wanted.length} of 20,000 rows`);
    assert.deepEqual(new Set(await seen(page, "class")), new Set(["cat"]));
    await page.getByLabel("Id contains").fill(large.ids[wanted[2]]);
    assert.equal(await count(page), "1 of 20,000 rows");
    await page.getByRole("button", { name: "Clear all filters" }).click();
    await page.getByLabel("Column of a range").selectOption("p");
    await page.getByLabel("Range to").fill("0.01");
    await page.getByRole("button", { name: "Add" }).click();
    const low = large.pValues.filter((p) => p <= 0.01).length;
    assert.equal(await count(page), `${low} of 20,000 rows`);
    await close(page);
  });

  test("the slider cuts the score, the table follows, and only judging rows are counted", async () => {
    const page = await open(file);
    const judging = small.attacks[1].judges.filter(Boolean).length;
    await page.getByText(`on the ${judging} rows that may judge it`).waitFor();
    await page.getByLabel("Show only the flagged rows").check();
    const before = await count(page);
    const slider = page.getByRole("slider");
    await slider.focus();
    const cut = Number(await slider.inputValue());
    await page.keyboard.press("ArrowRight");
    assert.equal(Number(await slider.inputValue()), cut + 1);
    assert.notEqual(await count(page), before);
    await page.getByRole("button", { name: "FPR ≤ 1 %" }).click();
    const [tpr, fpr] = await page.locator(".figures dd").allTextContents();
    assert.ok(
      Number.parseFloat(fpr) <= 1 && Number.parseFloat(tpr) > Number.parseFloat(fpr),
      `${tpr} ${fpr}`,
    );
    assert.deepEqual(new Set(await seen(page, "flagged")), new Set(["yes"]));
    const chart = page.getByRole("img", { name: "ROC, linear" });
    await chart.scrollIntoViewIfNeeded();
    const box = (await chart.boundingBox())!;
    await page.mouse.click(box.x + box.width * 0.6, box.y + box.height / 2);
    assert.ok(Number(await slider.inputValue()) > cut);
    assert.match(await hashOf(page), /flagged=threshold/);
    await close(page);
  });

  test("the keyboard goes through records, opens, closes, and what is chosen stands in the address", async () => {
    const page = await open(file);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const ids = await seen(page, "id");
    await page.getByRole("heading", { name: `Record ${ids[1]}` }).waitFor();
    const hash = await hashOf(page);
    assert.match(hash, /row=\d+/);
    await page.keyboard.press("End");
    assert.equal(await page.locator(".is-selected").count(), 1);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".is-selected").count(), 0);
    assert.equal(await page.locator("#records:focus").count(), 1);
    await page.getByRole("tab", { name: "Record" }).press("ArrowRight");
    assert.equal(
      await page.getByRole("tab", { name: "Threshold" }).getAttribute("aria-selected"),
      "true",
    );
    await close(page);

    const again = await open(file, `${hash.slice(1)}&sort=p&descending=false&member=members&cut=9`);
    await again.getByRole("heading", { name: `Record ${ids[1]}` }).waitFor();
    assert.equal(await field(again, "Member").inputValue(), "members");
    assert.equal(await again.locator('[aria-sort="ascending"]').textContent(), "p-value");
    await again.getByRole("tab", { name: "Threshold" }).click();
    assert.equal(await again.getByRole("slider").inputValue(), "9");
    const nonsense = "part=private&row=nonsense&classes=99,-1&cut=1e9&sort=nothing&brush=1,2";
    await again.goto(`file://${file}#${nonsense}`);
    await again.getByText("200 of 400 rows").waitFor();
    await close(again);
  });

  test("two runs are joined by their ids; a rectangle narrows the table, the difference has an interval", async () => {
    const [one, other] = [
      syntheticExplorerRun({ rows: 400, name: "One", gap: 0 }),
      syntheticExplorerRun({ rows: 400, name: "Other", gap: 2 }),
    ];
    const page = await open(written("two.html", [one, other]), "panel=compare");
    const gain = await page.locator("#auc-gain").textContent();
    assert.match(gain!, /^-0\.\d+ \[-0\.\d+, -0\.\d+\]$/);
    await page.getByText("resamples, paired").waitFor();
    const box = (await page.locator(".scatter").boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 2, box.y + box.height / 2, { steps: 3 });
    await page.mouse.up();
    const shown = Number((await count(page))!.split(" ")[0]);
    assert.ok(shown > 0 && shown < 400);
    assert.match(await hashOf(page), /brush=0\.5/);
    await page.mouse.click(box.x + 20, box.y + 20);
    assert.equal(await count(page), "400 of 400 rows");
    await page.getByRole("button", { name: "Sort the table by the change" }).click();
    assert.equal(await page.locator('[aria-sort="descending"]').textContent(), "change");
    await field(page, "Run").selectOption("1");
    await page.getByText("Other: 200 public").waitFor();
    assert.match(await hashOf(page), /run=1/);
    await close(page);
  });

  test("classes narrow the table down, and what is shown is saved as CSV", async () => {
    const page = await open(file);
    await page.getByRole("tab", { name: "Classes" }).click();
    await page.getByRole("button", { name: "frog" }).click();
    await page.getByRole("button", { name: "ship" }).click();
    const wanted = small.labels.filter((label) => label === 6 || label === 8).length;
    assert.equal(await count(page), `${wanted} of 400 rows`);
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as CSV" }).click();
    const saved = await saving;
    assert.equal(saved.suggestedFilename(), "Small_records.csv");
    const lines = readFileSync(await saved.path(), "utf8")
      .trimEnd()
      .split("\n");
    assert.equal(lines.length, wanted + 1);
    assert.match(lines[0], /^id,part,class,predicted,member,score,rank/);
    assert.equal(lines[1].split(",")[0], (await seen(page, "id"))[0]);
    await close(page);
  });

  test("hostile ids, classes and names of scores are text", async () => {
    const run = syntheticExplorerRun({
      rows: 60,
      ids: HOSTILE,
      classes: HOSTILE,
      attacks: HOSTILE,
      name: HOSTILE[1],
      pictured: 4,
    });
    const file = written("hostile.html", [run, run]);
    const viewport = { width: WIDE.width, height: 3000 };
    const page = await open(file, "sort=id&descending=false&row=0", { viewport });
    const ids = await seen(page, "id");
    for (const hostile of HOSTILE.slice(0, 3)) assert.ok(ids.includes(hostile), hostile);
    assert.ok(ids.includes("\\u202etxt.exe\\u202c"));
    for (const name of ["Threshold", "Compare", "Classes", "Record"]) {
      await page.getByRole("tab", { name }).click();
    }
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate("globalThis.ran"), undefined);
    assert.equal(await page.locator("img").count(), 0);
    const wide = await widthOf(page);
    assert.ok(wide <= WIDE.width, `${wide} px wide`);
    await close(page);
  });

  test("a run of which nearly nothing is known is shown as far as it goes", async () => {
    const rows = 30;
    const [scored, unscored] = syntheticExplorerRun({ rows, attacks: ["a", "b"] }).attacks;
    const bare: ExplorerRun = {
      ...syntheticExplorerRun({ rows, name: "Bare" }),
      publicRows: 0,
      labels: new Int16Array(rows).fill(-1),
      predicted: new Int16Array(rows).fill(-1),
      membership: new Int8Array(rows).fill(-1),
      attacks: [scored, { ...unscored, scores: new Float64Array(rows).fill(Number.NaN) }],
      chosen: 0,
      pValues: new Float32Array(rows).fill(Number.NaN),
      flags: new Uint8Array(rows),
      ...{ features: [], views: [], references: null, neighbours: null, notes: [] },
    };
    const page = await open(written("bare.html", [bare]), "", { viewport: PHONE });
    await page.getByText("No row is known to be a member or not").waitFor();
    await page.getByRole("button", { name: "top 10 %" }).click();
    await page.getByText(/score ≥ [\d.]+: [345] of all 30 rows are flagged/).waitFor();
    for (const name of ["Compare", "Classes", "Threshold"]) {
      await page.getByRole("tab", { name }).click();
    }
    await field(page, "Score").selectOption("1");
    await page.getByText("above all scores: no row is flagged").waitFor();
    await page.locator("[data-row]").nth(2).click();
    await page.getByRole("button", { name: "Close" }).click();
    assert.equal(await page.locator("#records:focus").count(), 1);
    assert.deepEqual((await page.locator('[role="columnheader"]').allTextContents()).slice(5, 8), [
      ...["score", "rank", "flagged"],
    ]);
    await close(page);
  });

  /** What another theme and width can change. */
  const LOOKS = '{ runOnly: ["color-contrast", "scrollable-region-focusable", "target-size"] }';
  for (const [colorScheme, viewport, rules] of [
    ["light", WIDE, '{ resultTypes: ["violations"] }'],
    ["dark", PHONE, LOOKS],
  ] as const) {
    test(`${colorScheme}, ${viewport.width} px: nothing is wider than the page, axe finds nothing serious`, async () => {
      const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
      const page = await open(file, "row=4&right=wrong", { colorScheme, viewport });
      const paper = await page.evaluate("getComputedStyle(document.body).backgroundColor");
      assert.equal(paper, colorScheme === "dark" ? "rgb(15, 19, 24)" : "rgb(255, 255, 255)");
      await page.locator("[data-row]").nth(2).click();
      const title = await page.getByRole("heading", { name: /^Record/ }).boundingBox();
      assert.ok(title!.y > 0 && title!.y < 200, `the record is ${title!.y} px down`);
      await page.evaluate(axe);
      for (const name of ["Record", "Threshold", "Compare", "Classes"]) {
        await page.getByRole("tab", { name }).click();
        const wide = await widthOf(page);
        assert.ok(wide <= viewport.width, `${name}: ${wide} px wide`);
        const { violations } = await page.evaluate<AxeResults>(
          `axe.run(${name === "Record" ? "document" : "'.beside'"}, ${rules})`,
        );
        const serious = violations
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200))}`);
        assert.deepEqual(serious, [], name);
      }
      await close(page);
    });
  }
});
