import type { Procedure, Statement } from "../code/tree";
import { Scope } from "../data/scope";
import { valueWith } from "../data/value";
import { BudgetSpent, type Run } from "./run";

/** Goes through a whole piece of code, and at the end through the functions that it never calls. */
export function goThrough(statements: readonly Statement[], run: Run): void {
  try {
    run.execute(statements, run.globals, run);
    for (const procedure of proceduresOf(statements)) {
      if (run.called.has(procedure)) continue;
      goThroughUncalled(procedure, run);
    }
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
  }
}

function proceduresOf(statements: readonly Statement[]): Procedure[] {
  return statements.flatMap((statement) => {
    if (statement.kind === "define") return [statement.procedure];
    return statement.kind === "class" ? proceduresOf(statement.body) : [];
  });
}

/** With rows of its own for each parameter, named as that is. */
function goThroughUncalled(procedure: Procedure, run: Run): void {
  const scope = new Scope(run.globals, run.journal);
  for (const { name } of procedure.parameters) {
    if (name === "self") continue;
    const part = run.parts.source(`${name} of ${procedure.name}`);
    scope.set(name, valueWith({ path: name, parts: new Set([part]) }));
  }
  run.returned.push([]);
  run.execute(procedure.body, scope, run);
  run.returned.pop();
}
