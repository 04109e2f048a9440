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
