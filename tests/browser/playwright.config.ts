import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results/browser",
  // Each worker starts a server and a browser of its own.
  workers: 2,
  fullyParallel: false,
  timeout: 60_000,
  reporter: [["list"]],
  forbidOnly: true,
  use: {
    locale: "en-GB",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // A name of a home network: not this machine, for the browser, and not encrypted.
        "--host-resolver-rules=MAP fuda.lan 127.0.0.1",
      ],
    },
  },
});
