// Pages without scripts, on a narrow screen, and in few bytes: what every reader must be able to count on.
import fs from 'node:fs'
import path from 'node:path'
import { spread } from './browser.mjs'
import { resolved } from './links.mjs'

const HTML = 60_000
/** Steps that must fit into it, and what each further one may take: map and story say everything twice, for wide and for narrow screens. */
const STEPS = 12
const FURTHER = 4_500
const SHARED = 40_000

/** Journey pages, and whatever shows a journey in another way, that take more than their budget: of HTML, and of style sheets and scripts. */
export function heavy(site, visits, pages) {
  const size = file => fs.statSync(path.join(site.root, file)).size
  const faults = []
  for (const page of pages) {
    const loaded = new Set(visits.get(page).requests.map(url => resolved(site, page, url).file).filter(file => /\.(css|js)$/.test(file)))
    const shared = [...loaded].map(size).reduce((sum, next) => sum + next, 0)
    // a sheet of a journey has as many steps as its page tells
    const told = page.replace(/\.(story|blueprint|compare)\.html$/, '.html')
    const steps = (site.read(told).match(/<div class="stop"/g) ?? []).length
    const most = HTML + Math.max(0, steps - STEPS) * FURTHER
    if (size(page) > most) faults.push([page, `${size(page)} bytes of HTML for ${steps} steps`])
    if (shared > SHARED) faults.push([page, `${shared} bytes of ${[...loaded].join(', ')}`])
  }
  return faults
}

/** Runs in the page: the words a reader sees, but for those that only scripts need, and the controls that do nothing without scripts. */
function readable() {
  const visible = element => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
  const words = []
  const texts = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const { parentElement: parent, data } = texts.currentNode
    const aside = parent.closest('.js-only, noscript, script, style, [data-label-on], option')
    if (data.trim() && !aside && visible(parent)) words.push(data.trim().replace(/\s+/g, ' '))
  }
  const dead = [...document.querySelectorAll('button, select, input, textarea, [onclick], [tabindex="0"][role="button"]')]
    .filter(control => visible(control) && !control.closest('form[action]') && !['checkbox', 'radio'].includes(control.type))
  return { words, dead: dead.map(control => control.outerHTML.slice(0, 120)) }
}

/** What is missing on `pages` when scripts do not run. */
export async function withoutScripts(browser, site, pages) {
  const look = async javaScriptEnabled => {
    const options = { viewport: { width: 1280, height: 900 }, javaScriptEnabled }
    return spread(browser, pages, options, async (page, file) => {
      await page.goto(site.still(file), { waitUntil: 'load' })
      return page.evaluate(readable)
    })
  }
  const [on, off] = [await look(true), await look(false)]
  return pages.flatMap((page, at) => {
    const seen = new Set(off[at].words)
    const lost = on[at].words.filter(words => !seen.has(words)).slice(0, 5)
    return [
      ...lost.map(words => [page, `only scripts show “${words.slice(0, 80)}”`]),
      ...off[at].dead.map(control => [page, `a control that does nothing: ${control}`]),
    ]
  })
}

/** Runs in the page: text that is cut off, and what is wider than the screen. */
function cut() {
  const faults = []
  const visible = element => element.checkVisibility({ visibilityProperty: true })
  const root = document.documentElement
  if (root.scrollWidth > root.clientWidth) {
    const inScroller = element => {
      for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) if (getComputedStyle(up).overflowX !== 'visible') return true
      return false
    }
    const wide = [...document.querySelectorAll('body *')].filter(element => element.getBoundingClientRect().right > root.clientWidth + 1 && visible(element) && !inScroller(element))
    faults.push(`wider than the screen: ${root.scrollWidth} > ${root.clientWidth}, by ${wide.slice(-3).map(element => element.outerHTML.slice(0, 80)).join(' ')}`)
  }
  for (const element of document.querySelectorAll('th, td, h1, h2, h3, h4, a, button, dt, dd, li, p, span, summary, label')) {
    const style = getComputedStyle(element)
    if (!visible(element) || style.display === 'inline' || element.closest('.vh, svg') || element.clientWidth < 2) continue
    const scrolls = /auto|scroll/.test(style.overflowX)
    if (!scrolls && element.scrollWidth > element.clientWidth + 1 && textual(element)) {
      faults.push(`text is wider than its place: ${element.scrollWidth} > ${element.clientWidth} ${element.outerHTML.slice(0, 120)}`)
    }
  }
  // A label that is longer than its value must keep its own lines.
  for (const cell of document.querySelectorAll('[data-label]')) {
    const label = getComputedStyle(cell, '::before')
    if (visible(cell) && label.content !== 'none' && parseFloat(label.height) > cell.getBoundingClientRect().height + 1) {
      faults.push(`a label runs into what is below it: ${cell.dataset.label}`)
    }
  }
  function textual(element) {
    return [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()) || !element.querySelector('svg, table, pre, .vh, .scroll')
  }
  return faults.slice(0, 4)
}

/** What is cut off on `pages` at `width` pixels. */
export async function narrow(browser, site, pages, width) {
  const options = { viewport: { width, height: 640 }, isMobile: true, hasTouch: true }
  const found = await spread(browser, pages, options, async (page, file) => {
    await page.goto(site.still(file), { waitUntil: 'load' })
    return (await page.evaluate(cut)).map(fault => [file, fault])
  })
  return found.flat()
}
