// Search by keyboard: from anywhere to a page, with names as people type them.
import { spread } from './browser.mjs'

/** What must be found, by site: words as a reader types them and a part of the name of the element meant. */
export const QUERIES = {
  kaffeeklub: [
    ['Kaffeetelefon', 'Kaffeetelefon'],
    ['Klubtelefon', 'Kaffeetelefon'],
    ['servicenummer', 'Kaffeetelefon'],
    ['Kaffetelefon', 'Kaffeetelefon'],
    ['Wasserhaerte', 'Wasserhärte'],
    ['Wasserhärte', 'Wasserhärte'],
  ],
  faulty: [['x', 'y']],
  minimal: [['Workbench', 'Workbench']],
  large: [['Rückfrage', 'Rückfrage'], ['Bestelung', 'Bestellung'], ['Störung', 'Störung'], ['e', '']],
  'learn-to-drive': [
    ['practical tset', 'driving test'],
    ['DSA', 'Driver and Vehicle Standards Agency'],
  ],
}

/** Editions in which a result is not translated: the page for searching, a query, and the language that the result must say it is in. */
const FOREIGN = { kaffeeklub: [['en/search.html', 'Abendtelefon', 'de']], faulty: [['search.html', 'x', 'de']] }

/** Results in another language than their page that do not say so. */
export async function unmarked(browser, site) {
  const faults = await spread(browser, FOREIGN[site.name] ?? [], { viewport: { width: 1024, height: 800 } }, async (page, [file, query, language]) => {
    await page.goto(`${site.address(file)}?q=${encodeURIComponent(query)}`, { waitUntil: 'load' })
    const marked = page.locator(`#hits [lang=${language}]`).first()
    const there = await marked.waitFor({ timeout: 10_000 }).then(() => true, () => false)
    return there ? [] : [[file, `no result for “${query}” says that it is in the language ${language}`]]
  })
  return faults.flat()
}

/** What is not found, on the page for searching. */
export async function found(browser, site) {
  const faults = await spread(browser, QUERIES[site.name] ?? [], { viewport: { width: 1024, height: 800 } }, async (page, [query, wanted]) => {
    await page.goto(`${site.address('search.html')}?q=${encodeURIComponent(query)}`, { waitUntil: 'load' })
    const hits = page.locator('#hits a')
    await hits.first().waitFor({ timeout: 10_000 }).catch(() => {})
    const names = await hits.allTextContents()
    return names.some(name => name.toLowerCase().includes(wanted.toLowerCase())) ? [] : [`“${query}” finds ${JSON.stringify(names.slice(0, 5))}, not ${wanted}`]
  })
  return faults.flat()
}
