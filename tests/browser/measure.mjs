// What the site promises its readers, measured on the examples in a real browser.
//
//   npm ci --prefix tests/browser && node tests/browser/measure.mjs target/debug/touchbase [part of the name of a measure…]
//   node tests/browser/measure.mjs target/debug/touchbase --of examples keyboard   # some measures of some sites
//   node tests/browser/measure.mjs target/debug/touchbase --large FOLDER    # a large knowledge base, such as `cargo run --example generate` writes
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { acts } from './acts.mjs'
import { axe } from './axe.mjs'
import { open } from './browser.mjs'
import { faultySite } from './faulty.mjs'
import { hostileSite, traces } from './hostile.mjs'
import { tabs } from './keyboard.mjs'
import { firstQuery, sizes } from './large.mjs'
import { links, remote, sheets } from './links.mjs'
import { longSite } from './long.mjs'
import { machineFiles, markup } from './markup.mjs'
import { sheets as onPaper } from './paper.mjs'
import { heavy, narrow, withoutScripts } from './reading.mjs'
import { QUERIES, found, unmarked } from './search.mjs'
import { build, repository, samples, scratch, sendsOn } from './sites.mjs'
import { unseen } from './types.mjs'
import { shiftsWithHidden, visits } from './visit.mjs'

const { positionals: [program = 'target/debug/touchbase', ...named], values: { large, of = '' } } = parseArgs({ allowPositionals: true, options: { large: { type: 'string' }, of: { type: 'string' } } })
const EXAMPLES = ['kaffeeklub', 'learn-to-drive', 'minimal']
/** How many causes of a measure are shown. */
const SHOWN = 40
const WALKED = ['index.html', 'search.html', 'matrix.html', 'touchpoints/index.html', 'reports/pains.html']

const folder = scratch()
const browser = await open()
let sites = [faultySite(folder)]
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

/** The pages a reader walks: the start, search, the matrix, a list, a report, and the longest journey in each of its forms. */
function walked(site) {
  const size = page => fs.statSync(path.join(site.root, page)).size
  const journeys = site.pages.filter(journey).filter(page => !sendsOn(site.read(page)))
  const longest = journeys.reduce((best, page) => (size(page) > size(best) ? page : best), journeys[0])
  return [...WALKED.filter(page => site.pages.includes(page)), longest].filter(Boolean)
}
/** The page of a journey itself, none of its other sheets. */
const plain = page => /(^|\/)journeys\/[^.]+\.html$/.test(page) && journey(page)
const journey = page => /(^|\/)journeys\//.test(page) && !/\/index(-\d+)?\.html$/.test(page)

/** Each gives its findings; none is good. All are taken of the examples. */
const MEASURES = {
  'every link leads somewhere, also in a folder that was moved': () =>
    each(async site => [...links(site, await visited(site)).faults, ...sheets(site)]),
  'every page is three clicks away': () => each(async site => remote(site, links(site, await visited(site)).onward)),
  'no file names the folder it was built in': () => each(site => site.files.filter(file => site.read(file).includes(site.builtAs))),
  'no request leaves the folder': () => ofVisits(({ requests }, site) => requests.filter(url => !url.startsWith(site.address('')))),
  'the content security policy holds': () => ofVisits(({ violations }) => violations),
  'the console stays empty': () => ofVisits(({ complaints }) => complaints),
  'nothing moves while a page loads': () => ofVisits(({ shifts }) => shifts),
  'nothing moves where parts of journeys are hidden': () => each(site => shiftsWithHidden(browser, site, ['index.html', ...site.pages.filter(plain)])),
  'nothing of an author has become active': () => ofVisits(({ active }) => active),
  'nothing of an author has been taken for more than text': () => each(traces),
  'no page is wider than the screen': () => ofVisits(({ wide }) => (wide ? [wide] : [])),
  'a former address leads on at once': () =>
    each(site => site.pages.filter(page => sendsOn(site.read(page)) && !/content="0; ?url=/.test(site.read(page)))),
  'html-validate has no complaint': () => each(markup),
  'files for machines can be read': () => each(site => machineFiles(browser, site)),
  'pages of every template are looked at closely': async () => unseen(compiler, folder, sites, chosen).map(text => ({ place: 'the examples', text })),
  'axe has no complaint, light and dark': () => each(site => axe(browser, site, chosen(site))),
  'a journey keeps its budget': () => each(async site => heavy(site, await visited(site), site.pages.filter(journey))),
  'scripts add nothing to read, and no control is dead without them': () => each(site => withoutScripts(browser, site, chosen(site))),
  'nothing is cut off at 320 pixels': () => each(site => narrow(browser, site, chosen(site), 320)),
  'nothing is cut off at 1024 pixels': () => each(site => narrow(browser, site, chosen(site), 1024)),
  'the keyboard reaches everything in order, in sight': () => each(site => tabs(browser, site, walked(site))),
  'a reader gets by with the keyboard': () => each(site => acts(browser, site, walked(site))),
  'journeys and the page for the management print on few sheets': () => each(site => onPaper(browser, site)),
  'search finds what is meant': () => each(site => found(browser, site)),
  'results say their language': () => each(site => unmarked(browser, site)),
  'a first query loads little': () => each(site => firstQuery(browser, site, (QUERIES[site.name] ?? []).map(([query]) => query))),
  'pages are short': () => each(sizes),
}
/** What a knowledge base with ill will must not get past. */
const GUARDS = ['leads somewhere', 'leaves the folder', 'security policy', 'console', 'author', 'wider', 'html-validate', 'machines']
/** The report that only a base with faults has. */
const FAULTS = ['axe has no complaint about the report on faults', () => each(site => axe(browser, site, ['broken.html']))]
/** What journeys of many steps and personas must not break. */
const LONG = ['moves', 'wider', 'budget', 'cut off', 'sheets', 'html-validate']
/** What only size can break. */
const SCALE = ['first query', 'pages are short']

/** One line a cause, with the first place and the number of the others. */
function grouped(found) {
  const causes = new Map()
  for (const { place, text } of found) causes.set(text, [...(causes.get(text) ?? []), place])
  return [...causes].map(([text, places]) => `${places[0]}: ${text}${places.length > 1 ? ` (and ${places.length - 1} more)` : ''}`)
}

const chosenBy = words => Object.entries(MEASURES).filter(([name]) => words.some(word => name.includes(word)))
let failed = 0

/** Takes `measures` of `built`; they hold, or, of the faulty site, must not. */
async function take(title, built, measures, holds = true) {
  if (!title.includes(of)) return
  sites = built
  some.clear()
  console.log(title)
  for (const [name, measure] of measures) {
    if (named.length && !named.some(word => name.includes(word))) continue
    const start = Date.now()
    const found = grouped(await measure())
    const good = holds === !found.length
    failed += good ? 0 : 1
    console.log(`  ${good ? 'holds ' : 'FAILED'} ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`)
    if (holds) found.slice(0, SHOWN).forEach(line => console.log(`         ${line}`))
    if (holds && found.length > SHOWN) console.log(`         and ${found.length - SHOWN} causes more`)
  }
}

const compiler = path.resolve(program)
const all = Object.entries(MEASURES)
if (large) {
  const built = build(compiler, large, folder, { name: 'large' })
  await take(`A site of ${built.pages.length} pages`, [built], chosenBy(SCALE))
} else {
  await take('Every measure finds the fault that was made for it', sites, all, false)
  await take('The examples', EXAMPLES.map(example => build(compiler, path.join(repository, 'examples', example), folder)), all.filter(([name]) => !name.includes(SCALE[0])))
  await take('Journeys of 3 to 60 steps, six personas', [longSite(compiler, folder)], chosenBy(LONG))
  await take('A knowledge base with ill will', [hostileSite(compiler, folder)], [...chosenBy(GUARDS), FAULTS])
}
await browser.close()
process.exitCode = failed ? 1 : 0
