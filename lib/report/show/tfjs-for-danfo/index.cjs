// danfojs-node asks for @tensorflow/tfjs-node ^3, which cannot load without its native
// download. It needs only tensors, so it gets the project's own pure-JavaScript tfjs.
module.exports = require("@tensorflow/tfjs");
