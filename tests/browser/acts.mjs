// What a reader does by keyboard alone: skips the navigation, searches from anywhere, goes through results, hides and shows parts.
import { atStart, spread } from './browser.mjs'
import { QUERIES } from './search.mjs'

const SOON = { timeout: 8000 }
const active = page => page.evaluate(() => document.activeElement?.id || document.activeElement?.getAttribute('name') || document.activeElement?.localName)
const expect = (good, text) => (good ? [] : [text])

/** Faults of what can be done on `pages`, and of searching from the first and from the page for searching. */
export async function acts(browser, site, pages) {
  const options = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', hands: 1 }
  const found = await spread(browser, pages, options, async (page, file) => {
    const open = () => page.goto(site.address(file), { waitUntil: 'load' })
    const faults = []
    for (const act of [skips, toggles, sorts, copies, themes, ...(file === 'index.html' ? [searches] : []), ...(file === 'search.html' ? [results] : [])]) {
      await open()
      const bad = await act(page, site).catch(error => [`${act.name}: ${error.message.split('\n')[0]}`])
      faults.push(...bad.map(fault => [file, fault]))
    }
    return faults
  })
  return found.flat()
}

async function skips(page) {
  await atStart(page)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  return expect((await active(page)) === 'main', `the first Tab and Enter lead to ${await active(page)}, not to the content`)
}

/** A switch by the space bar: it says so, and on a journey still does when the page is opened again. */
async function toggles(page) {
  const button = page.locator('main button[aria-pressed]:visible').first()
  if (!(await button.count())) return []
  const state = () => button.getAttribute('aria-pressed')
  const before = await state()
  await button.focus()
  await page.keyboard.press('Space')
  const after = await state()
  await page.reload({ waitUntil: 'load' })
  const kept = await state()
  return [
    ...expect(before !== after, 'the space bar does not press a switch'),
    ...expect(kept === after || !page.url().includes('/journeys/'), 'a switch is forgotten when the page is opened again'),
  ]
}

/** Heads of tables sort by Enter and Space, keep the focus, stay heads of columns by their names, and say in which order. */
async function sorts(page) {
  const button = page.locator('table.data th button:visible').first()
  if (!(await button.count())) return []
  const head = button.locator('xpath=..')
  const [name, order] = [(await button.textContent()).trim(), () => head.getAttribute('aria-sort')]
  await button.focus()
  await page.keyboard.press('Space')
  const first = await order()
  await page.keyboard.press('Enter')
  const second = await order()
  const kept = await button.evaluate(element => element === document.activeElement)
  const named = await page.getByRole('columnheader', { name, exact: true }).getByRole('button', { name, exact: true }).count()
  return [
    ...expect(first === 'ascending' && second === 'descending', `a head that sorts says ${first}, then ${second}`),
    ...expect(kept, 'the focus leaves a head that sorts'),
    ...expect(named, `no head of a column with a button is called “${name}”`),
  ]
}

/** Copying the address says so where screen readers listen, and keeps the focus. */
async function copies(page) {
  const button = page.locator('[data-copy]:visible').first()
  if (!(await button.count())) return []
  await button.focus()
  await page.keyboard.press('Enter')
  const status = page.locator('[data-copy] + [role=status]')
  const said = await status.filter({ hasText: /./ }).waitFor(SOON).then(() => true, () => false)
  const kept = await button.evaluate(element => element === document.activeElement)
  return [...expect(said, 'copying the address is not announced'), ...expect(kept, 'copying the address takes the focus away')]
}

/** The switch of colours is called by what it does and how it stands, and announces the new state. */
async function themes(page) {
  const button = page.locator('button.theme:visible').first()
  if (!(await button.count())) return []
  const name = () => button.getAttribute('aria-label')
  const before = await name()
  await button.focus()
  await page.keyboard.press('Space')
  const after = await name()
  const said = await page.locator('.theme + [role=status]').textContent(SOON)
  const chosen = await page.evaluate(() => document.documentElement.dataset.theme)
  await page.evaluate(() => localStorage.clear())
  return [
    ...expect(before !== after && after === said, `the switch of colours is called “${before}”, then “${after}”, and announces “${said}”`),
    ...expect(chosen === 'light', `the first press chooses ${chosen}, not light`),
  ]
}

async function searches(page, site) {
  const [query, wanted] = QUERIES[site.name]?.[0] ?? ['x', 'x']
  await page.keyboard.press('/')
  const there = await active(page)
  if (there !== 'q') return [`/ leads to ${there}, not to the search`]
  const option = page.locator('[role=option]').first()
  await page.keyboard.type(query, { delay: 20 })
  await option.waitFor(SOON)
  await page.keyboard.press('ArrowDown')
  const field = page.locator('input[name=q]').first()
  const chosen = await field.getAttribute('aria-activedescendant')
  await page.keyboard.press('Escape')
  const open = await field.getAttribute('aria-expanded')
  await page.keyboard.press('Backspace')
  await page.keyboard.type(query.slice(-1))
  await option.waitFor(SOON)
  await page.keyboard.press('ArrowDown')
  await Promise.all([page.waitForURL(url => !url.pathname.endsWith('/index.html'), SOON), page.keyboard.press('Enter')])
  const title = await page.locator('h1').first().textContent()
  return [
    ...expect(chosen, 'the arrow down chooses no result'),
    ...expect(open === 'false', 'Escape leaves the results open'),
    ...expect(title.toLowerCase().includes(wanted.toLowerCase()), `Enter leads to “${title}”, not to ${wanted}`),
  ]
}

async function results(page, site) {
  const [query, wanted] = QUERIES[site.name]?.[0] ?? ['x', 'x']
  await page.locator('#q').focus()
  await page.keyboard.type(query, { delay: 20 })
  const hit = page.locator('#hits a').first()
  await hit.waitFor(SOON)
  await page.keyboard.press('ArrowDown')
  const down = await hit.evaluate(link => link === document.activeElement)
  await page.keyboard.press('ArrowUp')
  const up = await active(page)
  await page.keyboard.press('ArrowDown')
  await Promise.all([page.waitForURL(url => !url.pathname.endsWith('/search.html'), SOON), page.keyboard.press('Enter')])
  const title = await page.locator('h1').first().textContent()
  return [
    ...expect(down, 'the arrow down does not lead to the first result'),
    ...expect(up === 'q', 'the arrow up does not lead back to the field'),
    ...expect(title.toLowerCase().includes(wanted.toLowerCase()), `Enter leads to “${title}”, not to ${wanted}`),
  ]
}
