// Every page of a site, opened once: what the browser complains about, what the page asks for, what it holds.
import { spread } from './browser.mjs'

/** Runs in the page, before its own scripts. */
function watch() {
  window.__seen = { violations: [], shifts: [] }
  document.addEventListener('securitypolicyviolation', event => {
    window.__seen.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`)
  })
  new PerformanceObserver(list => {
    const named = entry => entry.sources.map(({ node }) => node?.nodeName + '.' + (node?.className ?? '')).join(' ')
    for (const entry of list.getEntries()) window.__seen.shifts.push(`${entry.value.toFixed(4)} ${named(entry)}`)
  }).observe({ type: 'layout-shift', buffered: true })
}

/** Runs in the page: its links and targets as they are written, and its width. */
async function look() {
  await document.fonts.ready
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30))))
  const links = []
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (/^(href|src|srcset|xlink:href|action|formaction|poster|data)$/.test(name)) links.push([element.localName, name, value, element.rel ?? ''])
    }
    if (element.localName === 'meta' && element.name === 'refresh') links.push(['meta', 'refresh', element.content.replace(/^[^=]*=\s*/, ''), ''])
  }
  const active = []
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName
    const written = /^(iframe|object|embed|base|foreignobject|style)$/i.test(name) || (name === 'script' && !element.src)
    const does = [...element.attributes].filter(({ name, value }) => /^on|^style$|^srcdoc$/i.test(name) || /^\s*(javascript|vbscript):/i.test(value) && /href|src|action/i.test(name))
    if (written || does.length) active.push(element.outerHTML.slice(0, 160))
  }
  if (window.__pwned) active.push('a script of an author has run')
  const ids = [...document.querySelectorAll('[id]')].map(element => element.id)
  const root = document.documentElement
  return { ...window.__seen, links, active, ids, wide: root.scrollWidth > root.clientWidth ? `${root.scrollWidth} > ${root.clientWidth}` : '' }
}

/** Runs in the page, before its own scripts: what a reader has hidden before, and as much again that is not on this page. */
function hide() {
  const gone = ['marks', 'thought', 'expects', 'front', 'nothing', 'persona p1_', 'persona jana', 'persona learner']
  try { localStorage.setItem('touchbase-hidden', gone.join('\n')) } catch { /* a page that may not store anything hides nothing */ }
}

/** What moves on `pages` of `site` while they load, on a wide and on a narrow screen, when parts of journeys have been hidden before. */
export async function shiftsWithHidden(browser, site, pages) {
  const found = []
  for (const width of [1280, 360]) {
    const first = `(${hide})(); (${watch})()`
    const options = { viewport: { width, height: 900 }, first: { content: first } }
    const moves = await spread(browser, pages, options, async (page, file) => {
      await page.goto(site.still(file), { waitUntil: 'load' })
      const { shifts } = await page.evaluate(look)
      const still = shifts.length ? await moved(page, shifts) : []
      return still.map(shift => [file, `${shift} at ${width} pixels`])
    })
    found.push(...moves.flat())
  }
  return found
}

/** Opens every page and every picture of lines of `site`; returns what was found, by file. */
export async function visits(browser, site) {
  const files = site.files.filter(file => /\.(html|svg)$/.test(file))
  const options = { viewport: { width: 1280, height: 900 }, first: watch }
  const found = await spread(browser, files, options, (page, file) => visited(page, site, file))
  return new Map(files.map((file, at) => [file, found[at]]))
}

async function visited(page, site, file) {
  const complaints = [], requests = []
  const on = {
    console: message => complaints.push(`${message.type()}: ${message.text()}`),
    pageerror: error => complaints.push(`error: ${error.message}`),
    // what the browser itself gave up, going on to the next page, is no fault of this one
    requestfailed: request => aborted(request) || complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`),
    request: request => requests.push(request.url()),
  }
  for (const [event, listener] of Object.entries(on)) page.on(event, listener)
  await page.goto(site.still(file), { waitUntil: 'load' })
  const seen = await page.evaluate(look)
  for (const [event, listener] of Object.entries(on)) page.off(event, listener)
  const shifts = seen.shifts.length ? await moved(page, seen.shifts) : []
  return { ...seen, shifts, complaints, requests }
}

const aborted = request => request.failure()?.errorText === 'net::ERR_ABORTED'

/** What still moves when the page is loaded again: a busy machine may show half a page before the rest of it has come. */
async function moved(page, shifts) {
  for (let again = 0; again < 3 && shifts.length; again++) {
    await page.reload({ waitUntil: 'load' })
    shifts = (await page.evaluate(look)).shifts
  }
  return shifts
}
