/**
 * A process that locks a folder, says so (`held`) or says why not, and holds it until its standard
 * input ends: `holder.ts FOLDER`.
 */
import { lockFolder } from "../../../lib/files/outputs";

try {
  lockFolder(process.argv[2]);
  console.log("held");
  process.stdin.resume();
} catch (error) {
  console.log((error as Error).message);
}
