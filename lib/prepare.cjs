// What every process and every thread of this project does first: `node --require lib/prepare.cjs`.
require("./noTelemetry.cjs");
require("./readTypescript.cjs");
