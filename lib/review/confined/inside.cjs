// The first file that runs where a notebook is confined. It is plain JavaScript so that Node reads
// it by itself; tsx then reads the rest.
require("tsx/cjs");
require("./inside").run();
