import assert from "node:assert/strict";
import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { after, test } from "node:test";
import { main } from "../../lib/commands";
import { repositoryRoot } from "../../lib/repository";
import { parseReviewArguments } from "../../lib/review/arguments";
import { bubblewrap, none, unshare } from "../../lib/review/confined/confinement";
import { findConfinement, works } from "../../lib/review/confined/findConfinement";
import { isRunning } from "../../lib/review/confined/processTree";
import { type Limits, runConfined } from "../../lib/review/confined/runConfined";
import { toldIn } from "../../lib/review/confined/told";
import { visibleTo } from "../../lib/review/confined/visible";
import { executeNotebook, usualLimits } from "../../lib/review/notebook/executeNotebook";
import { notebookText } from "./makeNotebook";
import { scratchFolder } from "./makeSubmission";

const { folder, write } = scratchFolder();
const answers = write("answers.csv", "ids,membership\n7,1\n");
const given = write("given.txt", "for the notebook");
const secret = "secret-token-4711";
process.env.MIA_TEST_TOKEN = secret;

let connections = 0;
const server = createServer((socket) => {
  connections++;
  socket.destroy();
}).listen(0, "127.0.0.1");
after(() => server.close());
const portOf = () => (server.address() as { port: number }).port;

const usual: Limits = { seconds: 60, bytes: 2 ** 30, processes: 32 };

/** What hostile code finds out, as an expression of JavaScript that gives a promise. */
const look = (port: number) => `(async () => {
  const [fs, net, os] = ["fs", "net", "os"].map((name) => process.getBuiltinModule(name));
  const tried = (action) => { try { return String(action()); } catch (error) { return error.code; } };
  return {
    environment: JSON.stringify(process.env).includes(${JSON.stringify(secret)}),
    parent: tried(() => fs.readFileSync("/proc/" + process.ppid + "/environ", "utf8").includes(${JSON.stringify(secret)})),
    answers: tried(() => fs.readFileSync(${JSON.stringify(answers)}, "utf8")),
    embedded: tried(() => fs.readFileSync("data/answers.csv", "utf8").length),
    repository: tried(() => fs.readdirSync(${JSON.stringify(repositoryRoot())})),
    home: tried(() => fs.readdirSync(${JSON.stringify(process.env.HOME ?? "/root")})),
    passwords: tried(() => fs.readFileSync("/etc/passwd", "utf8").length),
    overwritten: tried(() => fs.writeFileSync("lib/index.ts", "")),
    outside: tried(() => fs.writeFileSync(${JSON.stringify(path.join(folder, "left.txt"))}, "x")),
    given: tried(() => fs.readFileSync("given.txt", "utf8")),
    kept: tried(() => fs.readdirSync("node_modules/.cache").length),
    scratch: tried(() => fs.writeFileSync("own.txt", "x")),
    interfaces: Object.keys(os.networkInterfaces()).filter((name) => name !== "lo").length,
    network: await new Promise((resolve) =>
      net.connect(${port}, "127.0.0.1", () => resolve("connected")).on("error", (e) => resolve(e.code))),
  };
})()`;

function checkSeen(seen: Record<string, unknown>): void {
  assert.equal(seen.environment, false);
  assert.notEqual(seen.parent, "true");
  for (const what of ["answers", "embedded", "repository", "home", "passwords"]) {
    assert.match(String(seen[what]), /^E[A-Z]+$/, `${what} must not be visible`);
  }
  assert.equal(seen.overwritten, "EROFS");
  assert.match(String(seen.outside), /^E[A-Z]+$/);
  assert.match(String(seen.kept), /^(?:0|ENOENT)$/, "of what earlier kernels kept");
  assert.equal(seen.given, "for the notebook");
  assert.equal(seen.scratch, "undefined", "the working folder may be written in");
  assert.equal(seen.interfaces, 0);
  assert.match(String(seen.network), /^E[A-Z]+$/);
  assert.equal(connections, 0);
}

/** Processes of this machine whose command line holds a word. */
function processesWith(word: string): number[] {
  const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return ids.map(Number).filter((id) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, "utf8").includes(word) && isRunning(id);
    } catch {
      return false;
    }
  });
}

for (const way of [bubblewrap, unshare]) {
  const can = works(way);
  const run = (code: string, limits: Partial<Limits> = {}) =>
    runConfined(way, [process.execPath, "-e", code], visibleTo([given], [answers]), "", {
      ...usual,
      ...limits,
    });
  const confined = (title: string, body: () => Promise<void>) =>
    test(`${way.name}: ${title}`, async (t) => {
      if (await can) await body();
      else t.skip(`${way.name} does not work on this system`);
    });

  confined(
    "code sees no token, answers, home, repository or network, and what it was given",
    async () => {
      const { output, stopped } = await run(
        `${look(portOf())}.then((x) => console.log(JSON.stringify(x)))`,
      );
      assert.equal(stopped, null);
      checkSeen(JSON.parse(output));
    },
  );

  confined("a child that left its group and session is dead before anything is told", async () => {
    const word = `survivor-${way.name}-${process.pid}`;
    const { output } = await run(`
      const { spawn } = require("node:child_process");
      const code = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)";
      spawn(process.execPath, ["-e", code, "${word}"], { detached: true, stdio: "ignore" })
        .on("spawn", () => { console.log("left behind"); process.exit(); }).unref();`);
    assert.match(output, /left behind/);
    assert.deepEqual(processesWith(word), []);
  });

  confined("a loop without end, and what it started, is ended after its time", async () => {
    const word = `looping-${way.name}-${process.pid}`;
    const { output, stopped } = await run(
      `require("node:child_process").spawn(process.execPath, ["-e", "for (;;);", "${word}"], { detached: true })
         .on("spawn", () => { require("node:fs").writeSync(1, "on"); for (;;); });`,
      { seconds: 3 },
    );
    assert.deepEqual([output, stopped], ["on", "seconds"]);
    assert.deepEqual(processesWith(word), []);
  });

  confined("memory is limited, of one process and of all together", async () => {
    const fill = `const kept = []; let mebibytes = 0;
      try { for (;;) { kept.push(Buffer.alloc(2 ** 24, 1)); mebibytes += 16; } } catch {}
      require("node:fs").writeSync(1, String(mebibytes));`;
    const alone = await run(fill, { bytes: 600 * 2 ** 20 });
    assert.ok(Number(alone.output) <= 600, `one process got ${alone.output} MiB`);
    const many = await run(
      `const { spawn } = require("node:child_process");
       for (let i = 0; i < 8; i++) spawn(process.execPath, ["-e", ${JSON.stringify(`${fill} for (;;);`)}]);
       setInterval(() => {}, 1000);`,
      { bytes: 600 * 2 ** 20 },
    );
    assert.equal(many.stopped, "bytes");
  });

  confined("processes and output without end are ended", async () => {
    const forks = `const { spawn } = require("node:child_process");
      setInterval(() => spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]), 10);`;
    assert.equal((await run(forks, { processes: 4 })).stopped, "processes");
    const talks = `for (;;) require("node:fs").writeSync(1, "x".repeat(65536));`;
    const { output, stopped } = await run(talks);
    assert.equal(stopped, "output");
    assert.ok(output.length <= 2 ** 20);
  });

  confined("a whole notebook is executed so, and what it finds is nothing", async () => {
    const hostile = notebookText(
      [
        {
          code: 'import { rocAuc } from "./lib/metrics";\nlet auc: number = rocAuc([1, 0], [1, 0]);',
        },
        { code: `throw new Error(JSON.stringify(await eval(${JSON.stringify(look(portOf()))})));` },
      ],
      "typescript",
    );
    const findings = await executeNotebook(hostile, {
      ...{ confinement: way, limits: usualLimits, given: [given], hidden: [answers] },
    });
    assert.deepEqual(
      findings.map(({ code, level, rows }) => [code, level, ...rows]),
      [
        ["execution-failed", "error", 2],
        ["confined", "note"],
      ],
    );
    checkSeen(JSON.parse(findings[0].found.replace(/^cell 2: Error: /, "")));
    assert.match(findings[1].found, new RegExp(`executed in ${way.name} \\(.*no network`));
  });
}

test("where nothing confines, --execute is refused in one line and with exit 2, before anything is read", async () => {
  const { platform } = process;
  const { error } = console;
  const told: string[] = [];
  Object.defineProperty(process, "platform", { value: "none" });
  console.error = (text: string) => told.push(text);
  try {
    const words = ["--notebook", path.join(folder, "no.ipynb"), "--execute"];
    assert.equal(await main(["review", ...words], folder), 2);
    assert.equal((await findConfinement({ trusted: true })).name, "none");
  } finally {
    Object.defineProperty(process, "platform", { value: platform });
    console.error = error;
  }
  assert.equal(told.length, 1);
  assert.match(told[0], /^--execute: found neither bubblewrap nor .*--i-trust-this-code[^\n]*$/);
});

test("code that is trusted has no token either, and its group is ended", {
  skip: process.platform !== "linux",
}, async () => {
  const word = `trusted-${process.pid}`;
  const code = `require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", "${word}"], { stdio: "inherit" })
    .on("spawn", () => { console.log(process.env.MIA_TEST_TOKEN, process.cwd() === process.env.HOME); process.exit(); });`;
  const program = [process.execPath, "-e", code];
  const { output } = await runConfined(none, program, visibleTo([], []), "", usual);
  assert.equal(output, "undefined true\n");
  assert.deepEqual(processesWith(word), []);
});

test("what a notebook tells of itself is read as a few plain lines, whatever it writes", () => {
  assert.deepEqual(toldIn(""), { place: 0, last: null });
  const lines = ['{"started":3}', "x", "null", '{"started":-1}', '{"failed":{"toString":1}}'];
  assert.deepEqual(toldIn(lines.join("\n")), { place: 3, last: null });
  const { last } = toldIn(JSON.stringify({ failed: "x".repeat(1e5) }));
  assert.deepEqual(last, { failed: "x".repeat(2000) });
});

test("what is given stands under its name, never over this project's own nor with the answers in it", {
  skip: process.platform === "win32",
}, () => {
  const words = (...given: string[]) => [
    "--notebook",
    "a.ipynb",
    ...given.flatMap((g) => ["--give", g]),
  ];
  for (const [list, message] of [
    [words("x/lib"), /--give: found lib twice, expected each name once and not lib/],
    [words("x/a", "y/a"), /--give: found a twice/],
    [[...words("x"), "--answers", "x/y/answers.csv"], /--give .*x: found the answers in it/],
  ] as const) {
    assert.throws(() => parseReviewArguments(list, "/home/me"), message);
  }
  symlinkSync(given, path.join(folder, "linked.txt"));
  const { bound } = visibleTo([path.join(folder, "linked.txt")], []);
  assert.match(String(bound.at(-1)?.target), /^\/mia\/linked\.txt$/);
  assert.ok(bound.every(({ target }) => !/answer/.test(target)));
  const own = path.join(repositoryRoot(), "data", "private.pt");
  assert.ok(!visibleTo([], [own]).bound.some(({ source }) => source === own));
});
