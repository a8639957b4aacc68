// The first file that runs where a notebook is confined. It is plain JavaScript so that Node reads
// it by itself; the rest is read as everywhere.
require("../../prepare.cjs");
require("./inside").run();
