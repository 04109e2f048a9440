// Reports of touchbase check, read by the programs of those who define the formats:
// SARIF by Microsoft's Multitool, JUnit by the schema of Jenkins, annotations by the toolkit of GitHub Actions.
// Each must also find a fault that is put in, so that a reader that reads nothing is noticed.
//
//   npm ci --prefix tests/validate && node tests/validate/validate.mjs target/debug/touchbase
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { validateXML } from 'xmllint-wasm'

const here = path.dirname(fileURLToPath(import.meta.url))
const program = path.resolve(process.argv[2] ?? 'target/debug/touchbase')
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'touchbase-'))

function run(command, args, options = {}) {
  const ended = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options })
  assert.ifError(ended.error)
  return ended
}

/** A base in a folder of a repository, with findings in places whose names need care; its reports by format. */
function reports(formats) {
  const base = path.join(folder, 'docs', 'kbä 1')
  fs.mkdirSync(base, { recursive: true })
  fs.writeFileSync(path.join(base, 'touchbase.yaml'), 'name: A\nnmae: "100 %, <b>::error::]]>"\n')
  fs.writeFileSync(
    path.join(base, 'Größe, mehr & 100 % 😀.cx'),
    'channel phone "Telefon" {\n  type: phone\n}\n\ntouchpoint hotline "Hotline 😀" {\n  mission: "[[a](1)]] {0}"\n' +
      '  channels: [phnoe, phnoe]\n  medium: "100 %, <b>::error::]]>"\n}\n\ntouchpoint hotline {\n'
  )
  const file = format => path.join(folder, `report.${format}`)
  const asked = formats.flatMap(format => ['--format', `${format}=${file(format)}`])
  const ended = run(program, ['check', base, '--strict', ...asked], { cwd: folder })
  assert.equal(ended.status, 1, ended.stdout + ended.stderr)
  return Object.fromEntries(formats.map(format => [format, fs.readFileSync(file(format), 'utf8')]))
}

/** What the Multitool has against a log; it ends with 0 whatever it finds. */
function multitool(log) {
  const file = path.join(folder, 'checked.sarif')
  fs.writeFileSync(file, JSON.stringify(log))
  const tool = path.join(here, 'node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool')
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' }
  fs.chmodSync(tool, 0o755) // what its install script would do
  const said = run(tool, ['validate', file, '--rule-kind', 'Sarif;Ghas'], { env }).stdout
  assert.match(said, /1 files scanned/, said)
  return said.split('\n').filter(line => / error [A-Z]+\d+:/.test(line))
}

function sarif(text) {
  const log = JSON.parse(text)
  assert.ok(log.runs[0].results.length > 4)
  assert.deepEqual(multitool(log), [])
  const broken = structuredClone(log)
  broken.runs[0].results[0].ruleIndex = 999
  assert.match(multitool(broken).join(), /SARIF1009/)
}

async function junit(text) {
  const schema = fs.readFileSync(path.join(here, '../data/junit-10.xsd'), 'utf8')
  const faults = async contents => (await validateXML({ xml: [{ fileName: 'junit.xml', contents }], schema: [schema] })).errors
  assert.deepEqual(await faults(text), [])
  assert.notDeepEqual(await faults(text.replaceAll(' classname=', ' class=')), [])
}

/** The annotations, written by the toolkit from what it understood of ours. */
async function github(text) {
  const core = await import('@actions/core')
  const commands = text.split('\n').filter(line => line.startsWith('::'))
  assert.ok(commands.length > 4)
  const decoded = value =>
    value.replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%')
  const sorted = (word, properties, message) => [word, properties.split(',').sort(), message]
  const parts = line => /^::(\w+) (.*?)::(.*)$/s.exec(line)?.slice(1) ?? assert.fail(line)
  for (const command of commands) {
    const [word, properties, message] = parts(command)
    const given = Object.fromEntries(properties.split(',').map(it => it.split('=')).map(([key, value]) => [key, decoded(value)]))
    const { title, file, line, endLine, col, endColumn } = given
    const theirs = captured(() =>
      core[word](decoded(message), { title, file, startLine: line, endLine, startColumn: col, endColumn })
    )
    assert.deepEqual(sorted(...parts(theirs.trimEnd())), sorted(word, properties, message))
  }
}

/** What `action` writes to standard output. */
function captured(action) {
  const write = process.stdout.write
  let text = ''
  process.stdout.write = part => ((text += part), true)
  try {
    action()
  } finally {
    process.stdout.write = write
  }
  return text
}

try {
  const written = reports(['sarif', 'junit', 'github'])
  sarif(written.sarif)
  await junit(written.junit)
  await github(written.github)
  console.log('SARIF, JUnit and annotations are read by others as they are meant.')
} finally {
  fs.rmSync(folder, { recursive: true })
}
