// HTML against its standard, by html-validate; other text files against what they claim to be.
import path from 'node:path'
import { HtmlValidate, StaticConfigLoader } from 'html-validate'

const CONFIG = {
  root: true,
  extends: ['html-validate:standard', 'html-validate:document', 'html-validate:a11y'],
  rules: {
    'no-inline-style': 'error',
    'heading-level': 'error',
    'no-dup-class': 'error',
    'no-redundant-role': 'error',
    'require-sri': 'off',
    // a region that scrolls sideways is no section of the text
    'prefer-native-element': ['error', { exclude: ['region'] }],
  },
}
const validator = new HtmlValidate(new StaticConfigLoader([], CONFIG))

/** Faults of every page of `site`. */
export async function markup(site) {
  const faults = []
  for (const page of site.pages) {
    const { results } = await validator.validateString(site.read(page), path.posix.basename(page))
    const messages = results.flatMap(result => result.messages)
    faults.push(...messages.map(({ line, column, ruleId, message }) => [`${page}:${line}:${column}`, `${ruleId}: ${message}`]))
  }
  return faults
}

/** Faults of the other files of `site` that claim to be something: XML is read by the browser, JSON here. */
export async function machineFiles(browser, site) {
  const xml = site.files.filter(file => /\.(xml|svg|rdf)$/.test(file))
  const page = await browser.newPage()
  const faults = await page.evaluate(texts => texts.map(text => new DOMParser().parseFromString(text, 'text/xml').querySelector('parsererror')?.textContent), xml.map(site.read))
  await page.close()
  const json = site.files.filter(file => /\.(json|jsonld)$/.test(file)).map(file => [file, unreadable(site.read(file))])
  return [...xml.map((file, at) => [file, faults[at]]), ...json].filter(([, fault]) => fault)
}

function unreadable(text) {
  try {
    JSON.parse(text)
  } catch (error) {
    return error.message
  }
}
