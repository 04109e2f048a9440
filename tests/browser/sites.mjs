// Knowledge bases to built sites, and what lies in them. Knows no page by name, but for the sets of files that a test asks for:
// pages that are added to the site later are found by themselves.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const here = path.dirname(fileURLToPath(import.meta.url))
export const repository = path.resolve(here, '../..')

/** A folder that is gone when the program ends. */
export function scratch() {
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'touchbase-'))
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }))
  return folder
}

/**
 * Builds the base in `source` with `program` into a folder below `into`, and moves it before anybody looks at it: to a name with a blank,
 * a letter that is no ASCII and signs that mean something in addresses.
 */
export function build(program, source, into, { name = path.basename(source), options = [] } = {}) {
  const first = path.join(into, `built-here-${name}`)
  const ended = spawnSync(program, ['build', source, '-o', first, ...options], { encoding: 'utf8' })
  assert.ifError(ended.error)
  assert.equal(ended.status, 0, `${name} builds:\n${ended.stdout}${ended.stderr}`)
  const root = path.join(into, `${name} größer & 100% #1`)
  fs.renameSync(first, root)
  return { ...site(root, name), builtAs: first, source }
}

/** What lies in the folder `root`. */
export function site(root, name = path.basename(root)) {
  const files = fs.readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter(file => !path.basename(file).startsWith('.'))
    .sort()
  const read = file => fs.readFileSync(path.join(root, file), 'utf8')
  const pages = files.filter(file => file.endsWith('.html'))
  const address = file => pathToFileURL(path.join(root, file)).href
  return { name, root, files, pages, read, address, still: file => address(still(root, file)) }
}

/** Whether the page sends its readers on to another, as former addresses do. */
export const sendsOn = html => /http-equiv="refresh"/.test(html)

/** The file to look at for `file`: of a page that sends its readers on, a hidden copy beside it that stays. */
function still(root, file) {
  const html = file.endsWith('.html') ? fs.readFileSync(path.join(root, file), 'utf8') : ''
  if (!sendsOn(html)) return file
  const copy = path.posix.join(path.posix.dirname(file), `.${path.posix.basename(file)}`)
  fs.writeFileSync(path.join(root, copy), html.replace('http-equiv="refresh"', 'name="refresh"'))
  return copy
}

/**
 * The type of a page, by its address: each page at the root of the site and each report is one, and so are the list of a kind, its elements, and
 * each further sheet of one, such as `story` or `compare`. Former addresses are one together.
 */
function type(page, html) {
  if (sendsOn(html)) return 'former address'
  const [, folder, name] = /^(?:[a-z]{2}\/)?(?:(.+)\/)?([^/]+)\.html$/.exec(page) ?? []
  if (!folder || folder === 'reports') return `${folder ?? ''}/${name.replace(/\.\d+$/, '').replace(/-(\d+|[a-z])$/, '')}`
  if (/^index(-\d+)?$/.test(name)) return `list of ${folder}`
  return `${folder}.${name.split('.')[1] ?? ''}`
}

/** Everything a style sheet or a reader of the markup could tell apart in a page: its elements with their classes, roles and states. */
function features(html) {
  const found = new Set()
  for (const [, tag, attributes] of html.matchAll(/<([a-z][\w-]*)((?:\s[^<>]*)?)>/g)) {
    found.add(tag)
    for (const [, name, value] of attributes.matchAll(/([\w-]+)="([^"]*)"/g)) {
      if (name === 'class' || name === 'role') value.split(/\s+/).forEach(word => found.add(`${tag}.${word}`))
      else if (/^(aria|data)-/.test(name)) found.add(`${tag}[${name}]`)
    }
  }
  return found
}

/**
 * Few pages of `sites` that have among them, for each language, every piece of markup and a page of every type: those
 * with most that is new come first. Returns them by site.
 */
export function samples(sites) {
  const news = new Map()
  for (const site of sites) {
    for (const page of site.pages) {
      const html = site.read(page)
      const language = /<html lang="([^"]*)"/.exec(html)?.[1]
      const own = [`type ${type(page, html)}`]
      news.set([site, page], new Set([...features(html), ...own].map(feature => `${language} ${feature}`)))
    }
  }
  const chosen = new Map(sites.map(site => [site, []]))
  while (news.size) {
    const [best, first] = [...news].reduce((best, next) => (next[1].size > best[1].size ? next : best))
    if (!first.size) break
    chosen.get(best[0]).push(best[1])
    news.delete(best)
    for (const rest of news.values()) for (const feature of first) rest.delete(feature)
  }
  return chosen
}
