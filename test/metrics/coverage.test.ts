import assert from "node:assert/strict";
import { test } from "node:test";
import { simulateCoverage } from "../bench/coverageSimulation";

const shifts = [0.6, 0.5] as const;
const populations = [
  { name: "continuous scores", shifts, grid: 0 },
  { name: "tied scores", shifts, grid: 0.05 },
];

// An interval a fifth too narrow would cover .88, one a quarter too wide .986. Bootstrap
// differences are known to be wide at few rows (test/bench/coverage.md), so only their floor is held.
for (const population of populations) {
  test(`95 % intervals hold the truth about 95 times in 100: ${population.name}`, () => {
    const closedForm = { rows: 200, samples: 1000, replicates: 0, seed: 11 };
    const bootstrapped = { rows: 400, samples: 300, replicates: 200, seed: 12 };
    const tallies = [closedForm, bootstrapped].flatMap((s) => simulateCoverage(population, s));
    assert.equal(tallies.length, 10);
    for (const { name, coverage } of tallies) {
      const ceiling = name.startsWith("TPR difference") ? 1 : 0.985;
      assert.ok(coverage > 0.915 && coverage < ceiling, `${name}: ${coverage}`);
    }
  });
}
