// Which templates the pages of a site are made of. The compiler is asked: each block of each template gets a mark, and the site is built again.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { build } from './sites.mjs'

/** Templates of which the examples have no page: pieces for other templates, and what a preview says of faults, which is looked at where there are some. */
const PIECES = ['parts.html', 'broken.html']
const MARK = /<!-- template (\S+) -->/g

/** The names of the templates of `program`. */
function templates(program) {
  const { stdout } = spawnSync(program, ['templates', 'list'], { encoding: 'utf8' })
  return stdout.split('\n').map(line => line.trim().split(/\s+/)[0]).filter(name => name.endsWith('.html') && !PIECES.includes(name))
}

/** Templates that none of the pages `chosen` of `sites` is made of, though these pages are all that is looked at closely. */
export function unseen(program, folder, sites, chosen) {
  const open = new Set(templates(program))
  for (const site of sites.filter(site => site.source)) {
    const marked = build(program, withMarks(program, folder, site), folder, { name: `marked-${site.name}`, options: ['--preview'] })
    for (const page of chosen(site)) for (const [, name] of marked.read(page).matchAll(MARK)) open.delete(name)
  }
  return [...open].map(name => `no page of ${name} is measured`)
}

/** A copy of the knowledge base of `site` with templates of its own that say their names. */
function withMarks(program, folder, site) {
  const copy = path.join(folder, `source-of-${site.name}`)
  fs.cpSync(site.source, copy, { recursive: true })
  const config = path.join(copy, 'touchbase.yaml')
  const said = fs.existsSync(config) ? fs.readFileSync(config, 'utf8') : ''
  const own = /^templates: *(\S+)/m.exec(said)?.[1] ?? 'templates'
  if (!/^templates:/m.test(said)) fs.writeFileSync(config, `${said}\ntemplates: ${own}\n`)
  for (const name of templates(program)) {
    const file = path.join(copy, own, name)
    if (!fs.existsSync(file)) spawnSync(program, ['templates', 'eject', name], { cwd: copy, encoding: 'utf8' })
    const text = fs.readFileSync(file, 'utf8')
    const blocks = text.replace(/\{% block (?!head)(\w+) %\}/g, `$&<!-- template ${name} -->`)
    fs.writeFileSync(file, blocks === text ? text.replace('</body>', `<!-- template ${name} --></body>`) : blocks)
  }
  return copy
}
