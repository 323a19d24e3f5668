/* The engines come packed with brotli, which node opens. */
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const zlib = require("node:zlib");

for (const [name, packed] of [["chromium-69", "chromium-69.0.3494.0.br"], ["chromium-87", "chromium.br"]]) {
  const folder = path.join(__dirname, "node_modules", name, "bin");
  fs.writeFileSync(path.join(folder, name), zlib.brotliDecompressSync(fs.readFileSync(path.join(folder, packed))), { mode: 0o755 });
}
