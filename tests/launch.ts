import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";
import { makeOnce } from "./once.ts";

// Nobody sees its windows: to draw them as a graphics card would takes a third of its time.
chromium.setGraphicsMode = false;

/** Starts the browser of the tests: in one process, which ends with the first page that is closed, or in several. */
export async function launchBrowser(processes: "one" | "several" = "one"): Promise<Browser> {
  const isAllowed = (arg: string) => processes === "one" || (arg !== "--single-process" && arg !== "--no-zygote");
  // Two that unpack it at once would each find the file of the other, half written.
  await makeOnce("browser", () => chromium.executablePath());
  return playwright.launch({
    args: chromium.args.filter(isAllowed),
    executablePath: await chromium.executablePath(),
  });
}
