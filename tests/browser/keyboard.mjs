// A walk through a page by keyboard alone: what is reached, in which order, and whether one sees where one is.
import { atStart, spread } from './browser.mjs'

/** More than any page of the examples has to stop at. */
const MOST = 1500

/** Runs in the page before its scripts: notes what happens to the place that has the focus. */
function focused() {
  window.__focus = first => {
    const element = document.activeElement
    if (!element || element === document.body) return null
    const box = element.getBoundingClientRect()
    const style = getComputedStyle(element)
    const seen = element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none'
    const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0 && box.height > 0
    const before = window.__last
    const follows = first || !before || !before.isConnected || Boolean(before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)
    const again = element.__reached
    element.__reached = true
    window.__last = element
    return { seen, marked, inView, covered: inView && covered(element, box), follows, again, what: element.outerHTML.replace(/\s+/g, ' ').slice(0, 100) }
  }
  /** Whether something else lies over the whole of it, such as a header that stays in place. */
  function covered(element, box) {
    const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]]
    return points.every(([x, y]) => {
      const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)
      return top && !element.contains(top) && !top.contains(element)
    })
  }
}

/** Faults on the way by Tab through `pages`. */
export async function tabs(browser, site, pages) {
  const options = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', first: focused }
  const found = await spread(browser, pages, options, async (page, file) => {
    await page.goto(site.address(file), { waitUntil: 'load' })
    return (await walked(page)).map(fault => [file, fault])
  })
  return found.flat()
}

async function walked(page) {
  await atStart(page)
  const faults = []
  let steps = 0
  for (; steps < MOST; steps++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(first => window.__focus(first), steps === 0)
    if (!at || at.again) break
    if (steps === 0 && !at.what.includes('href="#main"')) faults.push(`the first stop is no link to the content: ${at.what}`)
    if (!at.seen || !at.inView) faults.push(`the focus is out of sight: ${at.what}`)
    else if (at.covered) faults.push(`the focus is covered: ${at.what}`)
    if (!at.marked) faults.push(`the focus does not show: ${at.what}`)
    if (!at.follows) faults.push(`the focus goes back: ${at.what}`)
  }
  if (steps < 5) faults.push(`only ${steps} stops`)
  if (steps === MOST) faults.push(`more than ${MOST} stops`)
  return faults.slice(0, 6)
}
