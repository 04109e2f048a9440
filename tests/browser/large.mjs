// How much a reader loads for a first query, on a site of any size.
import { spread } from './browser.mjs'
import fs from 'node:fs'
import { fileURLToPath } from 'node:url'

const MOST = 200_000

/** Loads the page for searching of `site`, asks for each of `queries`, and says what that took if it was too much. */
export async function firstQuery(browser, site, queries) {
  const faults = await spread(browser, queries, {}, async (page, query) => {
    const loaded = new Set()
    const note = request => /\/search\//.test(request.url()) && loaded.add(request.url())
    page.on('request', note)
    await page.goto(site.address('search.html'), { waitUntil: 'load' })
    await page.locator('#q').pressSequentially(query, { delay: 20 })
    await page.locator('#hits a').first().waitFor({ timeout: 20_000 }).catch(() => {})
    const hits = await page.locator('#hits a').count()
    page.off('request', note)
    const bytes = [...loaded].map(url => fs.statSync(fileURLToPath(url)).size).reduce((sum, next) => sum + next, 0)
    return [
      ...(bytes > MOST ? [['search.html', `“${query}” loads ${bytes} bytes of the index`]] : []),
      ...(hits ? [] : [['search.html', `“${query}” finds nothing`]]),
    ]
  })
  return faults.flat()
}

const PAGE = 1_000_000
const MEDIAN = 12_000

/** Pages that are too long, and the median if it is. */
export function sizes(site) {
  const sizes = site.pages.map(page => [fs.statSync(`${site.root}/${page}`).size, page]).sort((a, b) => a[0] - b[0])
  const [median] = sizes[Math.floor(sizes.length / 2)]
  const long = sizes.filter(([size]) => size > PAGE).map(([size, page]) => [page, `${size} bytes`])
  return median > MEDIAN ? [...long, ['', `the median page has ${median} bytes`]] : long
}
