// onnxruntime sends what it is used for to its maker, and keeps it in the user's cache folder until
// it can, unless this stands in the environment before its native part is loaded. In a worker thread
// process.env is a copy that native code never sees: whatever starts threads loads this file too.
process.env.ORT_DISABLE_TELEMETRY = "1";
