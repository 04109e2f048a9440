// Chromium as Debian installs it, without what it would load by itself, and pages in it.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chromium } from 'playwright-core'

const NAMES = [process.env.CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome'].filter(Boolean)

function program() {
  const found = NAMES.map(name => spawnSync('sh', ['-c', 'command -v "$0"', name], { encoding: 'utf8' }).stdout.trim()).find(Boolean)
  assert(found, 'no Chromium found; install it (apt install chromium) or name it in the variable CHROMIUM')
  return found
}

/** A browser with a profile of its own that is thrown away. */
export function open() {
  return chromium.launch({
    executablePath: program(),
    chromiumSandbox: false,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
      '--disable-background-networking', '--disable-component-update',
    ],
  })
}

/** Puts the focus before everything, wherever the page had put it; a field with `autofocus` takes it as late as with the first picture. */
export function atStart(page) {
  return page.evaluate(async () => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
    document.body.tabIndex = -1
    document.body.focus()
    document.body.removeAttribute('tabindex')
  })
}

/** Hands every item to `work`, with one page of the browser for each of `hands` at a time; `first` runs in each page before its own scripts. */
export async function spread(browser, items, { hands = 2, first, ...options }, work) {
  const rest = items.entries()
  const context = await browser.newContext({ offline: true, ...options })
  if (first) await context.addInitScript(first)
  const results = []
  const hand = async () => {
    const page = await context.newPage()
    for (const [at, item] of rest) results[at] = await work(page, item)
  }
  await Promise.all(Array.from({ length: hands }, hand))
  await context.close()
  return results
}
