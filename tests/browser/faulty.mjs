// A small site with a fault for every measure to find: a measure that finds nothing here looks at nothing.
import fs from 'node:fs'
import path from 'node:path'
import { site } from './sites.mjs'

const page = (head, body) => `<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>Faulty</title>${head}</head><body>${body}</body></html>
`
const POLICY = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https:">`

const FILES = {
  'index.html': page(
    `${POLICY}<link rel="stylesheet" href="site.css"><script src="site.js" defer></script>`,
    `<main><h1>Faults</h1><h3>Skipped</h3><p class="pale">pale</p><p id="late"></p><button type="button">Dead</button>
<table><tr><td class="thin">Donaudampfschifffahrtsgesellschaftskapitän</td></tr></table><p class="wide">wide</p>
<a href="missing.html">gone</a><a href="#nowhere">nowhere</a><a href="../outside.html">outside</a><img src="https://example.org/x.png" alt="x">
<script>window.inline = 1</script><a href="javascript:alert(1)" class="blind">script</a><p class="shown" onclick="x()">{{ 7 * 1910057 }} is 13370399</p>
<iframe srcdoc="x"></iframe><a href="a.html" tabindex="3">first</a><a href="b.html">b</a><a href="c.html" class="low">c</a><div class="bar">bar</div></main>`,
  ),
  'search.html': page('<script src="search/index.js" defer></script>', '<input id="q" name="q" aria-label="q"><ol id="hits"></ol>'),
  'search/index.js': `window.touchbaseIndex = ${JSON.stringify('x'.repeat(250_000))}\n`,
  'a.html': page('', '<main><h1>a</h1><a href="b.html">b</a></main>'),
  'b.html': page('', '<main><h1>b</h1><a href="c.html">c</a></main>'),
  'c.html': page('', '<main><h1>c</h1></main>'),
  'alone.html': page('', '<main><h1>Nobody comes here</h1></main>'),
  'old.html': page('<meta http-equiv="refresh" content="5; url=a.html">', '<main><h1>old</h1><a href="a.html">a</a></main>'),
  'reports/management.html': page('', `<main><h1>Long</h1>${'<p>line</p>'.repeat(200)}</main>`),
  'journeys/long.html': page('<link rel="stylesheet" href="../heavy.css">', `<main><h1>Long</h1>${'<p>step</p>'.repeat(7000)}</main>`),
  'matrix-2.html': page('', `<main><h1>Long</h1><p>${'long '.repeat(210_000)}</p></main>`),
  'site.css': '.pale { color: #eee; background: #fff } .thin { display: block; width: 3rem } .wide { width: 5000px } a.blind:focus { outline: none } .low { position: absolute; top: 90rem } .bar { position: fixed; inset: auto 0 0 0; height: 60rem; background: #fff } @import "gone.css";\n',
  'heavy.css': `/* ${'x'.repeat(50_000)} */\n`,
  'site.js': `window.__pwned = 1
console.error('noise')
setTimeout(() => { const p = document.createElement('p'); p.textContent = 'only scripts say this'; p.style.height = '300px'; document.querySelector('main').prepend(p) }, 20)
`,
  'glossary.csv': 'term,meaning\n=1+2,formula\n',
  'index.json': '{ broken\n',
  'reviews.ics': 'BEGIN:VCALENDAR\nBEGIN:VALARM\nno line\n',
  'llms.txt': '[x](javascript:alert(1))\n',
  'feed.xml': '<feed><entry></feed>\n',
}

/** Writes the faulty site below `folder`. */
export function faultySite(folder) {
  const root = path.join(folder, 'faulty')
  for (const [file, text] of Object.entries(FILES)) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    fs.writeFileSync(path.join(root, file), text)
  }
  fs.appendFileSync(path.join(root, 'llms.txt'), `${root}\n`)
  return { ...site(root, 'faulty'), builtAs: root }
}
