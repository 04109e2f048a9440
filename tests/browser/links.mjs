// Links to what they lead to. Resolves as a browser does that opened the folder from a disk, where a folder is no page.
import path from 'node:path'
import { sendsOn } from './sites.mjs'

const OUTSIDE = /^(https?|mailto|tel):/i
/** Elements whose address a reader follows; all others load it. */
const FOLLOWED = ['a', 'area']

function decoded(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The file of the site and the place in it that `link`, written in `from`, leads to; `fault` says why it leads nowhere. */
export function resolved(site, from, link) {
  let url
  try {
    url = new URL(link, site.address(from))
  } catch {
    return { fault: 'is no address' }
  }
  if (url.protocol !== 'file:') return { fault: `leads to another scheme, ${url.protocol}` }
  const root = site.address('')
  const folder = root.endsWith('/') ? root : `${root}/`
  if (!url.href.startsWith(folder)) return { fault: 'leaves the folder of the site' }
  const file = decoded(url.href.slice(folder.length).replace(/[?#].*$/s, ''))
  return { file, place: decoded(url.hash.slice(1)) }
}

/** Faults of all links of `site`, and for each file the files its readers can go on to. */
export function links(site, visits) {
  const faults = [], onward = new Map()
  const known = new Set(site.files)
  for (const [from, { links }] of visits) {
    const next = new Set()
    for (const [tag, name, link, rel] of links) {
      const fault = wrong(site, visits, known, from, { tag, name, link, rel }, next)
      if (fault) faults.push([from, `<${tag} ${name}="${link}"> ${fault}`])
    }
    onward.set(from, next)
  }
  return { faults, onward }
}

function wrong(site, visits, known, from, { tag, name, link, rel }, next) {
  const address = name === 'srcset' ? link.trim().split(/\s+/)[0] : link
  if (OUTSIDE.test(address)) return FOLLOWED.includes(tag) || rel === 'canonical' ? '' : 'loads from elsewhere'
  if (/^data:image\//.test(address) && ['img', 'image'].includes(tag)) return ''
  const { fault, file, place } = resolved(site, from, address)
  if (fault) return fault
  if (!known.has(file)) return `leads to \`${file}\`, which does not exist`
  if (FOLLOWED.includes(tag) || tag === 'form' || tag === 'meta') next.add(file)
  const target = visits.get(file)
  if (place && place !== 'top' && target && !target.ids.includes(place)) return `leads to \`${place}\`, which \`${file}\` does not have`
  return ''
}

/** Style sheets name files too. */
export function sheets(site) {
  const faults = []
  for (const file of site.files.filter(file => file.endsWith('.css'))) {
    for (const [, , link] of site.read(file).matchAll(/(?:url\(|@import\s)\s*(["']?)([^"')]+)\1/g)) {
      const { fault, file: target } = resolved(site, file, link)
      if (/^data:image\//.test(link)) continue
      if (fault || !site.files.includes(target)) faults.push([file, `${link} ${fault ?? 'does not exist'}`])
    }
  }
  return faults
}

/** Pages with no other page that leads to them within `most` steps from the start. Search leads to elements. */
export function remote(site, onward, most = 3) {
  // every language has a start of its own, which is where its readers go
  const queue = site.pages.filter(page => /^([a-z]{2}\/)?index\.html$/.test(page))
  const steps = new Map(queue.map(page => [page, 0]))
  for (const page of queue) {
    for (const next of onward.get(page) ?? []) {
      if (steps.has(next)) continue
      steps.set(next, steps.get(page) + 1)
      queue.push(next)
    }
  }
  const far = site.pages.filter(page => !(steps.get(page) <= most) && path.basename(page) !== '404.html' && !sendsOn(site.read(page)))
  return far.map(page => [page, steps.has(page) ? `${steps.get(page)} clicks` : 'no way'])
}
