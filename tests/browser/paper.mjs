// Pages on paper: how many sheets they take, as Chromium prints them.
import { spread } from './browser.mjs'

/** Steps of a journey to a sheet, as its map is printed. */
const STEPS = 7

async function printed(page, format, landscape) {
  const pdf = (await page.pdf({ format, landscape, preferCSSPageSize: true })).toString('latin1')
  return (pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length
}

/** Pages for the management that take more than one sheet, and maps of journeys that take more than theirs and one for the verdict. */
export async function sheets(browser, site) {
  const pages = site.pages.filter(page => /(^|\/)reports\/management\.html$/.test(page) || /(^|\/)journeys\/[^.]+\.html$/.test(page))
  const found = await spread(browser, pages, {}, async (page, file) => {
    await page.goto(site.still(file), { waitUntil: 'load' })
    const steps = await page.locator('.map thead .act').count()
    if (file.includes('/journeys/') || file.startsWith('journeys/')) {
      if (!steps) return []
      await page.evaluate(() => document.documentElement.classList.add('print-map'))
      const most = Math.ceil(steps / STEPS) + 1
      const took = [await printed(page, 'A4', true), await printed(page, 'A3', true)]
      return took.filter(sheets => sheets > most).map(sheets => [file, `${sheets} sheets for ${steps} steps, more than ${most}`])
    }
    const sheets = await printed(page, 'A4', false)
    return sheets > 1 ? [[file, `${sheets} sheets instead of one`]] : []
  })
  return found.flat()
}
