// Starts a headless browser, that of FOEDERIS_CHROMIUM or FOEDERIS_FIREFOX, else of the machine. A call of its protocol
// may take so many ms.
import puppeteer from "puppeteer-core";

export const chromium = (protocolTimeout = 180_000, ...more) =>
  puppeteer.launch({
    executablePath: process.env.FOEDERIS_CHROMIUM || "/usr/bin/chromium",
    args: ["--disable-gpu", ...more, ...(process.getuid() === 0 ? ["--no-sandbox"] : [])],
    protocolTimeout,
  });

export const firefox = (protocolTimeout = 180_000) =>
  puppeteer.launch({ browser: "firefox", executablePath: process.env.FOEDERIS_FIREFOX || "/usr/bin/firefox-esr", protocolTimeout });
