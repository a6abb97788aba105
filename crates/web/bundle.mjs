// Bundles the pages' styles and islands into target/assets, named by their hashes, with a manifest
// that the server reads. With --watch it goes on doing so; debug builds read the files from disk.
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const web = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(web, "../../target/assets");

/** Writes which file is the style and which the script, in one step: a page never sees half a bundle. */
const manifest = {
  name: "manifest",
  setup(build) {
    build.onEnd(async (result) => {
      if (result.errors.length > 0 || !result.metafile) return;
      const files = Object.entries(result.metafile.outputs);
      const output = (entry) => {
        const found = files.find(([, file]) => file.entryPoint?.endsWith(entry));
        if (!found) throw new Error(`the bundle has no ${entry}`);
        return path.basename(found[0]);
      };
      const bundle = { style: output("frame/site.css"), script: output("frame/islands.ts") };
      const unfinished = path.join(out, "manifest.json.new");
      await writeFile(unfinished, `${JSON.stringify(bundle)}\n`);
      await rename(unfinished, path.join(out, "manifest.json"));
    });
  },
};

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
  plugins: [manifest],
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
if (process.argv.includes("--watch")) {
  const context = await esbuild.context(options);
  await context.watch();
} else {
  await esbuild.build(options);
}
