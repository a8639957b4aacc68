import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import ts from "typescript";
import { whyNotLinear } from "./linear/ambiguity";

const root = path.join(__dirname, "..");
const lib = (name: string) => require(path.join(root, "lib", name));

/** Every pattern that stands in lib's code, and the files that make patterns of texts. */
function patternsOfLib() {
  const literals: { file: string; source: string; flags: string }[] = [];
  const makers = new Set<string>();
  for (const entry of readdirSync(path.join(root, "lib"), { recursive: true })) {
    const file = String(entry);
    if (!/\.(?:ts|cjs|mjs|js)$/.test(file)) continue;
    const text = readFileSync(path.join(root, "lib", file), "utf8");
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf("/");
        literals.push({ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
      } else if (ts.isIdentifier(node) && node.text === "RegExp" && !ts.isTypeNode(node.parent)) {
        makers.add(file);
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  }
  return { literals, makers: [...makers].sort() };
}

test("the proof tells patterns of linear time from others", () => {
  const linear = [
    /^\d+(?:\.\d*)?$/,
    /\s+/g,
    /^(?:ab|c)*$/,
    /\bhf_[A-Za-z0-9]{30,}/,
    /"[^"]*"/,
    /a.*/m,
  ];
  const others = [
    ...[/^(a*)*$/, /a*a*b/, /^\d+\.?\d*$/, /x+$/, /(?:a|a)*b/, /(?=\w+)x/, /^(a?b?)*c/, /\s*\($/],
    ...[/-eyJ[\w-]{10,}\./, /^(?:\w+\s?)*$/],
  ];
  for (const pattern of linear) assert.equal(whyNotLinear(pattern), null, String(pattern));
  for (const pattern of others) assert.notEqual(whyNotLinear(pattern), null, String(pattern));
  assert.throws(() => whyNotLinear(/(a)\1/), /back reference/);
});

test("every pattern in lib's code takes linear time", () => {
  const { literals } = patternsOfLib();
  assert.ok(literals.length > 80);
  const found = literals.flatMap(({ file, ...pattern }) => {
    const why = whyNotLinear(pattern);
    return why === null ? [] : [`${file}: /${pattern.source}/: ${why}`];
  });
  assert.deepEqual(found, []);
});

test("every pattern that lib makes of texts takes linear time", () => {
  const known = [
    "files/outputs/jsonSchema.ts",
    "files/outputs/maskSecret.ts",
    "review/claims/claimsFromText.ts",
  ];
  const { makers } = patternsOfLib();
  assert.deepEqual(makers, known);
  const made: RegExp[] = [];
  const Native = RegExp;
  globalThis.RegExp = new Proxy(Native, {
    construct(target, given) {
      const pattern = Reflect.construct(target, given) as RegExp;
      made.push(pattern);
      return pattern;
    },
  });
  try {
    for (const file of known.slice(1)) lib(file);
    lib("files/outputs/maskSecret.ts").maskSecret("no", "S3cret+/&=-_");
  } finally {
    globalThis.RegExp = Native;
  }
  assert.ok(made.length >= 2);
  const walk = (value: unknown, key = ""): void => {
    if (key === "pattern" && typeof value === "string") made.push(new RegExp(value, "u"));
    if (typeof value !== "object" || value === null) return;
    for (const [name, one] of Object.entries(value)) walk(one, name);
  };
  walk(lib("review/output/schema.ts").reviewSchema);
  walk(lib("audit/outcome/metricsSchema.ts").metricsSchema);
  for (const pattern of made) assert.equal(whyNotLinear(pattern), null, String(pattern));
});
