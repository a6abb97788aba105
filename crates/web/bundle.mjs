// Bundles the pages' styles and islands into target/assets, named by their hashes, with a manifest
// that the server reads; and into target/cardframe what runs in the frame of cards, with the programs
// that cards know from Anki. With --watch it goes on doing so; debug builds read the files from disk.
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const web = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(web, "../../target/assets");
const frame = path.resolve(web, "../../target/cardframe");

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
      for (const file of outputFiles) {
        await put(path.join(out, path.basename(file.path)), file.contents);
      }
      await put(path.join(out, "manifest.json"), Buffer.from(`${JSON.stringify(bundle)}\n`));
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

async function put(file, contents) {
  const old = await readFile(file).catch(() => undefined);
  if (old && Buffer.compare(old, contents) === 0) return;
  await writeFile(`${file}.new`, contents);
  await rename(`${file}.new`, file);
}

const shared = {
  absWorkingDir: web,
  bundle: true,
  minify: true,
  metafile: true,
  target: ["es2022", "chrome109", "firefox115", "safari16"],
  logLevel: "warning",
  write: false,
};

const pages = {
  ...shared,
  entryPoints: { site: "src/frame/site.css", islands: "src/frame/islands.ts" },
  entryNames: "[name]-[hash]",
  outdir: out,
  format: "esm",
  plugins: [writer],
};

/** The shell stands in the page of the frame itself, so it ends where a script ends. */
const shell = {
  ...shared,
  entryPoints: { shell: "../cardframe/src/shell/shell.ts" },
  outdir: frame,
  format: "iife",
  plugins: [
    {
      name: "shell",
      setup(build) {
        build.onEnd(async ({ outputFiles = [] }) => {
          for (const file of outputFiles) {
            const text = file.text.replaceAll("</script", "<\\/script");
            await put(path.join(frame, path.basename(file.path)), Buffer.from(text));
          }
        });
      },
    },
  ],
};

/** Programs that cards know from Anki, as their packages bring them. */
async function programs() {
  const require = createRequire(import.meta.url);
  const mathjax = path.join(path.dirname(require.resolve("mathjax/package.json")), "es5");
  const fonts = "output/chtml/fonts/woff-v2";
  const files = [
    ["mathjax/tex-chtml-full.js", path.join(mathjax, "tex-chtml-full.js")],
    ["jquery.js", require.resolve("jquery/dist/jquery.min.js")],
  ];
  for (const font of await readdir(path.join(mathjax, fonts))) {
    files.push([path.join("mathjax", fonts, font), path.join(mathjax, fonts, font)]);
  }
  for (const [name, source] of files) {
    await mkdir(path.dirname(path.join(frame, name)), { recursive: true });
    await put(path.join(frame, name), await readFile(source));
  }
}

await mkdir(out, { recursive: true });
await mkdir(frame, { recursive: true });
await programs();
for (const options of [pages, shell]) {
  if (process.argv.includes("--watch")) {
    const context = await esbuild.context(options);
    await context.watch();
  } else {
    await esbuild.build(options);
  }
}
