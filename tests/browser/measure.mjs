// What the site promises its readers, measured on the examples in a real browser.
//
//   npm ci --prefix tests/browser && node tests/browser/measure.mjs target/debug/touchbase [name of a measure…]
import path from 'node:path'
import { axe } from './axe.mjs'
import { open } from './browser.mjs'
import { links, remote, sheets } from './links.mjs'
import { markup } from './markup.mjs'
import { build, repository, samples, scratch, sendsOn } from './sites.mjs'
import { visits } from './visit.mjs'

const [program = 'target/debug/touchbase', ...named] = process.argv.slice(2)
const EXAMPLES = ['kaffeeklub', 'learn-to-drive', 'minimal']
/** How many findings of a measure are shown; one cause often shows on every page. */
const SHOWN = 40

const folder = scratch()
const browser = await open()
const sites = EXAMPLES.map(example => build(path.resolve(program), path.join(repository, 'examples', example), folder))
for (const site of sites) site.visits = await visits(browser, site)

const each = async work => (await Promise.all(sites.map(work))).flat()
const ofVisits = pick => each(site => [...site.visits].flatMap(([file, visit]) => pick(visit, site).map(text => `${site.name} ${file}: ${text}`)))
const inTurn = async work => {
  const found = []
  for (const site of sites) found.push(...(await work(site)))
  return found
}

/** Each gives its findings, one a line; none is good. */
const MEASURES = {
  'every link leads somewhere, also in a folder that was moved': () =>
    each(site => [...links(site, site.visits).faults, ...sheets(site)].map(text => `${site.name} ${text}`)),
  'every page is three clicks away': () =>
    each(site => remote(site, links(site, site.visits).onward).map(text => `${site.name} ${text}`)),
  'no file names the folder it was built in': () =>
    each(site => site.files.filter(file => site.read(file).includes(site.builtAs)).map(file => `${site.name} ${file}`)),
  'no request leaves the folder': () =>
    ofVisits(({ requests }, site) => requests.filter(url => !url.startsWith(`${site.address('')}`))),
  'the content security policy holds': () => ofVisits(({ violations }) => violations),
  'the console stays empty': () => ofVisits(({ complaints }) => complaints),
  'nothing moves while a page loads': () => ofVisits(({ shifts }) => shifts),
  'no page is wider than the screen': () => ofVisits(({ wide }) => (wide ? [wide] : [])),
  'a former address leads on at once': () =>
    each(site => site.pages.filter(page => sendsOn(site.read(page)) && !/content="0; ?url=/.test(site.read(page))).map(page => `${site.name} ${page}`)),
  'html-validate has no complaint': () => inTurn(markup),
  'axe has no complaint, light and dark': () => {
    const chosen = samples(sites)
    return inTurn(site => axe(browser, site, chosen.get(site)))
  },
}

let failed = 0
for (const [name, measure] of Object.entries(MEASURES)) {
  if (named.length && !named.some(word => name.includes(word))) continue
  const start = Date.now()
  const found = await measure()
  failed += found.length ? 1 : 0
  console.log(`${found.length ? 'FAILED' : 'holds '} ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`)
  found.slice(0, SHOWN).forEach(line => console.log(`       ${line}`))
  if (found.length > SHOWN) console.log(`       and ${found.length - SHOWN} more`)
}
await browser.close()
process.exitCode = failed ? 1 : 0
