// Pictures of every kind of page for a person to look at: three widths, light and dark, German and English, on one sheet.
//
//   npm run --prefix tests/browser shots -- OUT [PROGRAM] [part of the name of a page…]
import fs from 'node:fs'
import path from 'node:path'
import { open, spread } from './browser.mjs'
import { build, repository, samples, scratch } from './sites.mjs'

const WIDTHS = [360, 1024, 1600]
const SCHEMES = ['light', 'dark']
const EXAMPLES = ['kaffeeklub', 'learn-to-drive']
/** A page may be very long; what is below this is more of the same. */
const TALLEST = 6000

const [out, program = 'target/debug/touchbase', ...named] = process.argv.slice(2)
if (!out) {
  console.error('usage: npm run --prefix tests/browser shots -- OUT [PROGRAM] [part of the name of a page…]')
  process.exit(2)
}
// npm runs scripts in the folder of the package; what a person writes is meant from where they stand
const from = process.env.INIT_CWD ?? process.cwd()
const target = path.resolve(from, out)
const compiler = fs.existsSync(path.resolve(from, program)) ? path.resolve(from, program) : path.resolve(repository, program)
fs.mkdirSync(target, { recursive: true })

const folder = scratch()
const browser = await open()
const sites = EXAMPLES.map(example => build(compiler, path.join(repository, 'examples', example), folder))
const chosen = [...samples(sites)].flatMap(([site, pages]) => pages.map(page => ({ site, page })))
const wanted = chosen.filter(({ page }) => !named.length || named.some(part => page.includes(part)))
const tasks = WIDTHS.flatMap(width => SCHEMES.map(colorScheme => ({ width, colorScheme })))
for (const { width, colorScheme } of tasks) {
  const options = { viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' }
  await spread(browser, wanted, options, (page, { site, page: file }) => taken(page, site, file, width, colorScheme))
}
await browser.close()
fs.writeFileSync(path.join(target, 'index.html'), sheet())
console.log(`${wanted.length * tasks.length} pictures; look at ${path.join(target, 'index.html')}`)

function name(site, file, width, scheme) {
  return `${site.name}-${file.replaceAll('/', '-').replace(/\.html$/, '')}-${width}-${scheme}.png`
}

async function taken(page, site, file, width, scheme) {
  await page.goto(site.still(file), { waitUntil: 'load' })
  await page.evaluate(() => document.fonts.ready)
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  const clip = { x: 0, y: 0, width, height: Math.min(height, TALLEST) }
  await page.screenshot({ path: path.join(target, name(site, file, width, scheme)), fullPage: true, clip, timeout: 120_000 })
}

/** All pictures, a row for each page. */
function sheet() {
  const picture = (site, page, width, scheme) => {
    const file = encodeURIComponent(name(site, page, width, scheme))
    return `<figure><a href="${file}"><img src="${file}" alt="" loading="lazy"></a><figcaption>${width} ${scheme}</figcaption></figure>`
  }
  const row = ({ site, page }) =>
    `<section><h2>${site.name} ${page}</h2><div>${tasks.map(({ width, colorScheme }) => picture(site, page, width, colorScheme)).join('')}</div></section>`
  const style = 'body{font:1rem system-ui;margin:2rem}div{display:flex;gap:1rem;overflow-x:auto;align-items:flex-start}figure{margin:0}img{height:26rem;border:1px solid #999}'
  return `<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Pages</title><style>${style}</style>\n${wanted.map(row).join('\n')}\n`
}
