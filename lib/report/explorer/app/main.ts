import { openRun } from "./openRun";

async function start(): Promise<void> {
  const run = (await openRun(0))!;
  document.getElementById("opening")!.textContent = `${run.ids.length} rows`;
}

void start();
