import { readFileSync } from "node:fs";
import path from "node:path";

/** A file of the fixtures of pictures. */
export function pictureFixture(...names: string[]): string {
  return path.join("test", "fixtures", "pictures", ...names);
}

/** What make.py wrote about the pictures: what Pillow makes of each. */
export const pillow: {
  readonly width: number;
  readonly height: number;
  /** Of each sound picture the bytes of `convert("RGB")`, in base 64. */
  readonly sound: Record<string, string>;
  /** Of each damaged picture Pillow's error; null where Pillow takes it all the same. */
  readonly damaged: Record<string, string | null>;
} = JSON.parse(readFileSync(pictureFixture("pillow.json"), "utf8"));
