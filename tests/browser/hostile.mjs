// A knowledge base whose every text tries to become something else than text, and what must not have become of it.
//
// The kinds and their fields are those that `touchbase schema` tells, so new ones are tried by themselves.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { build } from './sites.mjs'

/** What runs if it can: it leaves its name where `visit.mjs` finds it. */
const RUN = 'window.__pwned=1'

/** In names: one line each, as long as people write them. */
const NAMES = [
  `<script>${RUN}</script>`,
  `"><img src=x onerror=${RUN}>`,
  `' onfocus='${RUN}' autofocus='`,
  `</title></style></script><script>${RUN}</script>`,
  `<svg onload=${RUN}><script>${RUN}</script></svg>`,
  '{{ 7 * 1910057 }} {% for x in range(3) %}{{ x }}{% endfor %} {# gone #}',
  '<!-- --><![CDATA[ ]]> -->',
  `javascript:${RUN}`,
  '=HYPERLINK("https://example.org","x")',
  '+1-1', '-2+3', "@SUM(1)|cmd' /C calc'!A0",
  '\u202egnp.exe\u202c', '\u2066Größe\u2069 \u202dumgekehrt',
  '&lt;script&gt; &amp; &#x3c;b&#x3e;',
  `\${${RUN}} \`${RUN}\` '+${RUN}+'`,
  '\\"});window.__pwned=1;//', '*/window.__pwned=1;/*', '--></script>',
  'constructor', 'toString', '](javascript:window.__pwned=1)', '[[x]]', '<a href="javascript:window.__pwned=1">',
  '# ; \\, \\n BEGIN:VALARM', '../../../../etc/x', 'CON', '%2e%2e%2f', '\u2028\u2029', 'a\u0000b',
]

/** In texts, some of which are Markdown. */
const TEXTS = [
  ...NAMES,
  `<script>${RUN}</script>\n\n</style></script>\n\n<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `[x](javascript:${RUN}) [y](JaVaScRiPt&#58;${RUN}) [z](<data:text/html,<script>${RUN}</script>>) <javascript:${RUN}>`,
  `![x](javascript:${RUN}) ![y](data:image/svg+xml,<svg onload=${RUN}>) ![z](https://example.org/x.png"onerror=${RUN})`,
  `[x](https://example.org/"onmouseover="${RUN}) [y](https://example.org/'><script>${RUN}</script>)`,
  `[x]: javascript:${RUN}\n\n[x] [x][x] ![x][x]`,
  `| a | b |\n|---|---|\n| <img src=x onerror=${RUN}> | [x](vbscript:${RUN}) |`,
  `\`\`\`html"onclick="${RUN}\n</code></pre><script>${RUN}</script>\n\`\`\``,
  `<details open ontoggle=${RUN}> <math><mtext></form><form><mglyph><style></math><img src onerror=${RUN}>`,
  `- [ ] <input autofocus onfocus=${RUN}>\n- <style>body{display:none}</style>\n- <base href="https://example.org/">\n- <meta http-equiv="refresh" content="0; url=https://example.org">`,
  `[[persona-0|<img src=x onerror=${RUN}>]] [[persona-0|"onclick="${RUN}]] [[persona-0|{{ 7 * 1910057 }}]] [[no-such|<script>${RUN}</script>]]`,
  'Zeile\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nTRIGGER:-PT1M',
]

const LINKS = [
  `https://example.org/"onmouseover="${RUN}`,
  `https://example.org/'><script>${RUN}</script>`,
  `mailto:a@example.org?subject=<script>${RUN}</script>`,
  'HTTPS://example.org/{{7*1910057}}#"x',
  'tel:+49"onclick="x',
]

/** Gives out one after the other, from the beginning again after the last. */
function dealt(values) {
  let at = 0
  return () => values[at++ % values.length]
}

/** What a field takes, from its JSON Schema. */
function type(schema) {
  const forms = [schema, ...(schema.anyOf ?? [])]
  const one = forms.flatMap(form => [form, form.items ?? {}])
  const says = pattern => one.some(form => pattern.test(form.patternErrorMessage ?? ''))
  const list = forms.some(form => form.type === 'array')
  if (says(/Name the element/)) return { kind: 'reference', list }
  if (says(/web address/)) return { kind: 'link', list }
  if (says(/picture/)) return { kind: 'picture', list }
  const choices = one.find(form => form.enum)?.enum
  if (choices) return { kind: 'choice', choices, list }
  if (one.some(form => [].concat(form.type ?? []).includes('string') && form.pattern === '\\S' && !form.patternErrorMessage)) return { kind: 'text', list }
  return { kind: 'other', list }
}

/** The knowledge base, as the sections of a YAML file. */
function written(schema) {
  const [name, text, link] = [dealt(NAMES), dealt(TEXTS), dealt(LINKS)]
  const { definitions } = schema
  const filled = (kind, status) => {
    const fields = {}
    for (const [key, { $ref }] of Object.entries(definitions[`element.${kind}`]?.properties ?? definitions[`item.${kind}`]?.properties ?? {})) {
      const { kind: takes, choices, list } = type(definitions[$ref?.split('/').at(-1)] ?? {})
      if (key === 'name' || key === 'id' || key === 'formerly') continue
      if (takes === 'text') fields[key] = list ? [text(), text(), text()] : text()
      if (takes === 'link') fields[key] = [link(), link()]
      if (takes === 'picture') fields[key] = 'evil.svg'
      if (takes === 'choice' && key !== 'status') fields[key] = list ? [choices[0]] : choices[0]
    }
    return { name: name(), status, ...fields }
  }
  const base = {}
  for (const section of Object.keys(schema.properties)) {
    const kind = schema.properties[section].$ref?.split('/section.')[1]
    if (!kind) continue
    // as many as show every name in one kind or another, drafts so that what is required may be missing
    base[section] = Object.fromEntries([0, 1, 2].map(at => [`${kind}-${at}`, filled(kind, 'draft')]))
  }
  const personas = Object.keys(base.personas)
  const steps = NAMES.map((name, at) => ({
    ...filled('step'), id: `step-${at}`, name: `${name} ${at}`, status: undefined, touchpoint: `touchpoint-${at % 3}`,
    emotion: { 'persona-0': at % 5 - 2, 'persona-1': 1 }, pains: ['pain-0'], personas: undefined,
  }))
  const half = Math.ceil(steps.length / 2)
  Object.assign(base.journeys['journey-0'], {
    status: 'active', personas, need: TEXTS[0],
    stages: [{ id: 'first', name: NAMES[1], steps: steps.slice(0, half) }, { id: 'second', name: NAMES[4], steps: steps.slice(half) }],
  })
  Object.assign(base.touchpoints['touchpoint-0'], { channels: ['channel-0', 'channel-1'], owner: 'team-0', metrics: ['metric-0'], formerly: ['Früher <b>'] })
  return base
}

const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" onload="${RUN}"><script>${RUN}</script><foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="${RUN}"/></foreignObject></svg>\n`

/** Writes the base into `folder` and builds its site, in spite of the errors it must have. */
export function hostileSite(program, folder) {
  const schema = JSON.parse(spawnSync(program, ['schema'], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout)
  const source = path.join(folder, 'hostile source')
  fs.mkdirSync(source)
  // every JSON is YAML
  fs.writeFileSync(path.join(source, 'base.yaml'), JSON.stringify(written(schema), null, 1))
  fs.writeFileSync(path.join(source, 'touchbase.yaml'), JSON.stringify({ name: `</title><script>${RUN}</script>{{ 7 * 1910057 }}`, language: 'de' }))
  fs.writeFileSync(path.join(source, 'evil.svg'), PICTURE)
  return build(program, source, folder, { name: 'hostile', options: ['--preview'] })
}

/** What only a fault could have brought into the text of a file. */
export function traces(site) {
  const faults = []
  for (const file of site.files) {
    const text = site.read(file)
    const all = [
      [/13370399/, 'a template of an author has run'],
      ...(file.endsWith('.html') ? [[/[\u202a-\u202e\u2066-\u2069\u0000]/, 'a character turns the direction of what follows']] : []),
      ...(file.endsWith('.csv') ? [[/(^|[;,\n])"?[=+@\t-](?!\d+([.,]\d+)?"?([;,\r\n]|$))/, 'a cell begins a formula']] : []),
      ...(/\.(md|txt)$/.test(file) ? [[/(?<!\\)\]\((javascript|data|vbscript):/i, 'a link runs a script']] : []),
      ...(file.endsWith('.ics') ? [[/^BEGIN:VALARM/m, 'a line break of an author begins a component'], [/^(?![A-Z-]+[;:]|[ \t]|\r?$)/m, 'a line that is none of a calendar']] : []),
    ]
    faults.push(...all.filter(([pattern]) => pattern.test(text)).map(([pattern, why]) => [file, `${why}: ${excerpt(text, pattern)}`]))
  }
  return faults
}

const excerpt = (text, pattern) => JSON.stringify(text.slice(Math.max(0, pattern.exec(text).index - 30)).slice(0, 90))
