// Pages as `touchbase serve` shows them while the knowledge base is being written, in a real browser.
//
//   node tests/browser/serve.mjs target/debug/touchbase [folder for screenshots]
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { open } from './browser.mjs'
import { repository, scratch } from './sites.mjs'

const [program = 'target/debug/touchbase', shots] = process.argv.slice(2)
const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const base = path.join(scratch(), 'größe & 1')
fs.cpSync(path.join(repository, 'examples/kaffeeklub'), base, { recursive: true })

const file = name => path.join(base, name)
const edit = (name, from, to) => {
  const text = fs.readFileSync(file(name), 'utf8')
  assert(text.includes(from), `${name} has no ${from}`)
  fs.writeFileSync(file(name), text.replace(from, to))
}

const server = spawn(program, ['serve', base, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
process.on('exit', () => server.kill())
const address = await new Promise((found, failed) => {
  let said = ''
  server.on('exit', code => failed(new Error(`it ended with ${code}: ${said}`)))
  server.stdout.on('data', data => {
    said += data
    const at = /http:\/\/127\.0\.0\.1:\d+/.exec(said)
    if (at) found(at[0])
  })
})
server.stdout.resume()

const browser = await open()
const context = await browser.newContext({ viewport: { width: 1024, height: 700 } })
const page = await context.newPage()
const complaints = []
page.on('console', message => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
page.on('pageerror', error => complaints.push(error.message))

const sheet = page.locator('#touchbase-live .sheet')
const pill = page.locator('#touchbase-live .pill')
/** Does `act` and waits until the page has loaded itself again. */
async function reloads(act) {
  await page.evaluate(() => { window.before = true })
  await act()
  await page.waitForFunction(() => !window.before && document.readyState === 'complete', null, { timeout: 15000 })
}
/** A connected page has asked for events. */
async function show(place) {
  const connected = page.waitForResponse(response => response.url().includes('/.touchbase/findings'), { timeout: 15000 })
  await page.goto(`${address}/${place}`, { waitUntil: 'load' })
  await connected
}

const journey = fs.readdirSync(file('journeys')).find(name => name.endsWith('.cx'))
const source = `journeys/${journey}`
const [, id, name] = /^journey (\S+) "([^"]+)"/m.exec(fs.readFileSync(file(source), 'utf8'))

// The reader keeps the place: on the page, within the map, in opened details, in a field, with the focus.
await show(`journeys/${id}.html`)
const place = () => page.evaluate(() => {
  const map = Array.from(document.querySelectorAll('main *')).find(element => element.scrollWidth > element.clientWidth + 50 && getComputedStyle(element).overflowX !== 'visible')
  return { y: scrollY, x: map ? map.scrollLeft : null, open: Array.from(document.querySelectorAll('details')).map(one => one.open), focus: document.activeElement.textContent }
})
await page.evaluate(() => {
  scrollTo({ top: 600, behavior: 'instant' })
  const map = Array.from(document.querySelectorAll('main *')).find(element => element.scrollWidth > element.clientWidth + 50 && getComputedStyle(element).overflowX !== 'visible')
  if (map) map.scrollTo({ left: 120, behavior: 'instant' })
  document.querySelectorAll('details').forEach((one, at) => { one.open = at % 2 === 0 })
  document.querySelector('main a[href]').focus({ preventScroll: true })
})
const before = await place()
assert(before.y === 600, `the page is long enough: ${JSON.stringify(before)}`)
assert(before.x === 120, `the map is wide enough: ${JSON.stringify(before)}`)
await reloads(() => edit(source, name, `${name} 😀`))
assert((await page.title()).includes('😀'), 'the page shows what was written')
await page.waitForFunction(() => scrollY > 0)
const after = await place()
assert.deepEqual({ ...after, focus: '' }, { ...before, focus: '' })
assert.equal(after.focus, before.focus)

// An error is told on the page, which stays as it is; its place opens the editor.
const lines = fs.readFileSync(file(source), 'utf8').split('\n')
const line = lines.findIndex(text => /^\s+touchpoint: /.test(text)) + 1
const touchpoint = /touchpoint: (\S+)/.exec(lines[line - 1])[1]
await page.evaluate(() => { window.before = true })
edit(source, `touchpoint: ${touchpoint}`, 'touchpoint: <b>größe')
await sheet.waitFor({ timeout: 15000 })
assert(await page.evaluate(() => window.before), 'the page was not loaded again')
assert.equal(await sheet.getAttribute('role'), 'region')
assert.equal(await sheet.getAttribute('aria-label'), 'Befunde')
assert.match(await sheet.locator('header').textContent(), /\d+ Fehler.*Die Seiten zeigen den letzten Stand ohne Fehler\./s)
const hrefs = await sheet.locator('.place a').evaluateAll(links => links.map(link => link.getAttribute('href')))
const encoded = base.split('/').map(encodeURIComponent).join('/')
assert(hrefs.some(href => href.startsWith(`vscode://file${encoded}/${source}:${line}:`)), `${hrefs} leads to line ${line}`)
assert.equal(await sheet.locator('b').count(), 0)
assert.equal(await sheet.evaluate(element => element.getRootNode().activeElement), null, 'nobody loses the focus to it')

async function look(name) {
  for (const width of shots ? [360, 1024, 1600] : []) {
    for (const colorScheme of ['light', 'dark']) {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: path.join(shots, `${name}-${width}-${colorScheme}.png`) })
    }
  }
  await page.setViewportSize({ width: 1024, height: 700 })
  await page.emulateMedia({ colorScheme: 'light' })
}
async function accessible(what) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
    const { violations } = await page.evaluate(() => window.axe.run('#touchbase-live', { resultTypes: ['violations'] }))
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].target} ${nodes[0].html}`), [], `${what}, ${colorScheme}`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
}
if (shots) fs.mkdirSync(shots, { recursive: true })
await look('sheet')
await accessible('the list of findings')

const paper = () => sheet.evaluate(element => getComputedStyle(element).backgroundColor)
const light = await paper()
await page.evaluate(() => { document.documentElement.dataset.theme = 'dark' })
assert.notEqual(await paper(), light, 'the list takes the colours that the reader has chosen')
await page.evaluate(() => { delete document.documentElement.dataset.theme })

// Escape closes it, the keyboard opens it again, and closed it stays over a reload by hand.
await page.keyboard.press('Escape')
await pill.waitFor()
assert.match(await pill.textContent(), /Fehler/)
await look('pill')
await page.reload({ waitUntil: 'load' })
await pill.waitFor()
await pill.focus()
await page.keyboard.press('Enter')
await sheet.waitFor()
const narrow = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
assert(narrow, 'the list makes no page wider')

// When the error is gone, so is the list.
edit(source, 'touchpoint: <b>größe', `touchpoint: ${touchpoint}`)
await page.locator('#touchbase-live').waitFor({ state: 'detached', timeout: 15000 })

// A style sheet changes without the page being loaded again.
fs.mkdirSync(file('stile'))
fs.writeFileSync(file('stile/eigen.css'), 'body { outline: 1px solid rgb(1, 2, 3); }\n')
const settings = fs.readFileSync(file('touchbase.yaml'), 'utf8')
const styled = settings.includes('\nsite:\n') ? settings.replace('\nsite:\n', '\nsite:\n  css: [stile/eigen.css]\n') : `${settings}site:\n  css: [stile/eigen.css]\n`
if (!/^\s+css:/m.test(settings)) {
  await reloads(() => fs.writeFileSync(file('touchbase.yaml'), styled))
  await page.waitForFunction(() => getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)')
  await page.evaluate(() => { window.before = true })
  await page.waitForTimeout(500)
  fs.writeFileSync(file('stile/eigen.css'), 'body { outline: 1px solid rgb(4, 5, 6); }\n')
  await page.waitForFunction(() => getComputedStyle(document.body).outlineColor === 'rgb(4, 5, 6)', null, { timeout: 15000 })
  assert(await page.evaluate(() => window.before), 'the page was not loaded again')
}

// Search results are looked up in an index that a page loads late; a change of it counts too.
await show(`search.html?q=${encodeURIComponent(id)}`)
await page.waitForTimeout(1000)
await reloads(() => edit(source, `${name} 😀`, `${name} Zwei`))

// A page that is not there yet comes into being.
const missing = await page.goto(`${address}/channels/neu.html`, { waitUntil: 'load' })
assert.equal(missing.status(), 404)
await page.waitForTimeout(500)
complaints.splice(0)
await reloads(() => fs.writeFileSync(file('neu.cx'), 'channel neu "Neu" {\r\n  type: phone\r\n}\r\n'))
assert.match(await page.title(), /^Neu/)

assert.deepEqual(complaints, [], 'the console stays empty')

// The end of the server is told, to pages that it has told what was found.
await show('channels/neu.html')
await page.waitForTimeout(500)
server.removeAllListeners('exit')
server.kill('SIGINT')
await pill.waitFor({ timeout: 15000 })
assert.match(await pill.textContent(), /Keine Verbindung/)
await browser.close()
console.log('Open pages keep their place, tell errors, and follow what is written.')
process.exit(0)
