// What the site promises its readers, measured on the examples in a real browser.
//
//   npm ci --prefix tests/browser && node tests/browser/measure.mjs target/debug/touchbase [name of a measure…]
import fs from 'node:fs'
import path from 'node:path'
import { axe } from './axe.mjs'
import { open } from './browser.mjs'
import { tabs } from './keyboard.mjs'
import { links, remote, sheets } from './links.mjs'
import { markup } from './markup.mjs'
import { heavy, narrow, withoutScripts } from './reading.mjs'
import { found } from './search.mjs'
import { build, repository, samples, scratch, sendsOn } from './sites.mjs'
import { visits } from './visit.mjs'

const [program = 'target/debug/touchbase', ...named] = process.argv.slice(2)
const EXAMPLES = ['kaffeeklub', 'learn-to-drive', 'minimal']
/** How many causes of a measure are shown. */
const SHOWN = 40
const WALKED = ['index.html', 'search.html', 'matrix.html']

const folder = scratch()
const browser = await open()
const sites = EXAMPLES.map(example => build(path.resolve(program), path.join(repository, 'examples', example), folder))
const opened = new Map()

/** What the visit of every page of `site` brought. */
async function visited(site) {
  if (!opened.has(site)) opened.set(site, await visits(browser, site))
  return opened.get(site)
}

/** Findings of all sites, one site after the other; each `[page, text]` or a text. */
async function each(work) {
  const all = []
  for (const site of sites) {
    for (const found of await work(site)) {
      const [page, text] = Array.isArray(found) ? found : ['', found]
      all.push({ place: `${site.name} ${page}`.trim(), text })
    }
  }
  return all
}

const ofVisits = pick => each(async site => [...(await visited(site))].flatMap(([page, visit]) => pick(visit, site).map(text => [page, text])))
const some = new Map()
const chosen = site => {
  if (!some.size) samples(sites).forEach((pages, site) => some.set(site, pages))
  return some.get(site)
}

/** The pages a reader walks: the start, search, the matrix, and the longest journey in each of its forms. */
function walked(site) {
  const size = page => fs.statSync(path.join(site.root, page)).size
  const journeys = site.pages.filter(journey).filter(page => !sendsOn(site.read(page)))
  const longest = journeys.reduce((best, page) => (size(page) > size(best) ? page : best), journeys[0])
  return [...WALKED.filter(page => site.pages.includes(page)), longest].filter(Boolean)
}
const journey = page => /(^|\/)journeys\//.test(page) && !/\/index(-\d+)?\.html$/.test(page)

/** Each gives its findings; none is good. */
const MEASURES = {
  'every link leads somewhere, also in a folder that was moved': () =>
    each(async site => [...links(site, await visited(site)).faults, ...sheets(site)]),
  'every page is three clicks away': () => each(async site => remote(site, links(site, await visited(site)).onward)),
  'no file names the folder it was built in': () => each(site => site.files.filter(file => site.read(file).includes(site.builtAs))),
  'no request leaves the folder': () => ofVisits(({ requests }, site) => requests.filter(url => !url.startsWith(site.address('')))),
  'the content security policy holds': () => ofVisits(({ violations }) => violations),
  'the console stays empty': () => ofVisits(({ complaints }) => complaints),
  'nothing moves while a page loads': () => ofVisits(({ shifts }) => shifts),
  'no page is wider than the screen': () => ofVisits(({ wide }) => (wide ? [wide] : [])),
  'a former address leads on at once': () =>
    each(site => site.pages.filter(page => sendsOn(site.read(page)) && !/content="0; ?url=/.test(site.read(page)))),
  'html-validate has no complaint': () => each(markup),
  'axe has no complaint, light and dark': () => each(site => axe(browser, site, chosen(site))),
  'a journey keeps its budget': () => each(async site => heavy(site, await visited(site), site.pages.filter(journey))),
  'scripts add nothing to read, and no control is dead without them': () => each(site => withoutScripts(browser, site, chosen(site))),
  'nothing is cut off at 320 pixels': () => each(site => narrow(browser, site, chosen(site), 320)),
  'nothing is cut off at 1024 pixels': () => each(site => narrow(browser, site, chosen(site), 1024)),
  'the keyboard reaches everything in order, in sight': () => each(site => tabs(browser, site, walked(site))),
  'search finds what is meant': () => each(site => found(browser, site)),
}

/** One line a cause, with the first place and the number of the others. */
function grouped(found) {
  const causes = new Map()
  for (const { place, text } of found) causes.set(text, [...(causes.get(text) ?? []), place])
  return [...causes].map(([text, places]) => `${places[0]}: ${text}${places.length > 1 ? ` (and ${places.length - 1} more)` : ''}`)
}

let failed = 0
for (const [name, measure] of Object.entries(MEASURES)) {
  if (named.length && !named.some(word => name.includes(word))) continue
  const start = Date.now()
  const found = grouped(await measure())
  failed += found.length ? 1 : 0
  console.log(`${found.length ? 'FAILED' : 'holds '} ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`)
  found.slice(0, SHOWN).forEach(line => console.log(`       ${line}`))
  if (found.length > SHOWN) console.log(`       and ${found.length - SHOWN} causes more`)
}
await browser.close()
process.exitCode = failed ? 1 : 0
