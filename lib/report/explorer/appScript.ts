import path from "node:path";
import { buildSync } from "esbuild";

/** Those that unpack what is deflated by themselves (DecompressionStream). */
const BROWSERS = ["chrome111", "firefox113", "safari16.4"];

let built: string | null = null;

/** The program of the page, `app/main.ts` with all that it uses, as one script. */
export function appScript(): string {
  built ??= build();
  return built;
}

function build(): string {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(__dirname, "app", "main.ts")],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    platform: "browser",
    charset: "ascii",
    legalComments: "none",
    target: BROWSERS,
    // What the page is made of must not hang on a tsconfig.json of whoever uses this copy.
    tsconfigRaw: {},
    logLevel: "silent",
  });
  // The text of a script ends at the first "</script".
  return outputFiles[0].text.trim().replaceAll("</script", "<\\/script");
}
