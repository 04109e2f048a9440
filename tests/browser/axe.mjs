// Accessibility of pages, by the rules of axe-core.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import { spread } from './browser.mjs'

const SOURCE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Violations on `pages` of `site`, light and dark, each with its page. */
export async function axe(browser, site, pages, viewport = { width: 1280, height: 900 }) {
  const options = { viewport, reducedMotion: 'reduce' }
  const found = await spread(browser, pages, options, (page, file) => examined(page, site, file))
  return found.flat()
}

async function examined(page, site, file) {
  await page.goto(site.still(file), { waitUntil: 'load' })
  const noted = []
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE)
    const { violations } = await page.evaluate(tags => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), TAGS)
    noted.push(...violations.flatMap(violation => lines(file, colorScheme, violation)))
  }
  return noted
}

function lines(file, scheme, { id, nodes }) {
  const few = nodes.slice(0, 3).map(({ target, html, any, all }) => {
    const why = [...any, ...all].map(check => check.message).join('; ')
    return `${id} (${scheme}): ${target.join(' ')} ${html.slice(0, 160)} ${why}`
  })
  return [...few, ...(nodes.length > few.length ? [`${id} (${scheme}): ${nodes.length - few.length} more`] : [])].map(text => [file, text])
}
