// Bundles the pages' styles and islands into target/assets, named by their hashes, with a manifest
// that the server reads. With --watch it goes on doing so; debug builds read the files from disk.
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const web = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(web, "../../target/assets");

/**
 * Writes what has changed and removes what is gone, so that nothing is built again for nothing; the
 * manifest last, so that a page never sees half a bundle.
 */
const writer = {
  name: "writer",
  setup(build) {
    build.onEnd(async ({ errors, metafile, outputFiles = [] }) => {
      if (errors.length > 0 || !metafile) return;
      const named = (entry) => {
        const files = Object.entries(metafile.outputs);
        const found = files.find(([, file]) => file.entryPoint?.endsWith(entry));
        if (!found) throw new Error(`the bundle has no ${entry}`);
        return path.basename(found[0]);
      };
      const bundle = { style: named("frame/site.css"), script: named("frame/islands.ts") };
      for (const file of outputFiles) await put(path.basename(file.path), file.contents);
      await put("manifest.json", Buffer.from(`${JSON.stringify(bundle)}\n`));
      const kept = new Set([
        "manifest.json",
        ...outputFiles.map((file) => path.basename(file.path)),
      ]);
      for (const name of await readdir(out)) {
        if (!kept.has(name)) await rm(path.join(out, name), { recursive: true });
      }
    });
  },
};

async function put(name, contents) {
  const file = path.join(out, name);
  const old = await readFile(file).catch(() => undefined);
  if (old && Buffer.compare(old, contents) === 0) return;
  await writeFile(`${file}.new`, contents);
  await rename(`${file}.new`, file);
}

const options = {
  absWorkingDir: web,
  entryPoints: { site: "src/frame/site.css", islands: "src/frame/islands.ts" },
  entryNames: "[name]-[hash]",
  outdir: out,
  bundle: true,
  minify: true,
  metafile: true,
  format: "esm",
  target: ["es2022", "chrome109", "firefox115", "safari16"],
  logLevel: "warning",
  write: false,
  plugins: [writer],
};

await mkdir(out, { recursive: true });
if (process.argv.includes("--watch")) {
  const context = await esbuild.context(options);
  await context.watch();
} else {
  await esbuild.build(options);
}
