// A knowledge base with journeys of 3, 12, 30 and 60 steps, six personas and the longest words that German has to offer.
import fs from 'node:fs'
import path from 'node:path'
import { build } from './sites.mjs'

const LENGTHS = [3, 12, 30, 60]
const PERSONAS = Array.from({ length: 6 }, (_, at) => `p${at}_`)
const WORDS = [
  'Kapselrückgabebeutel', 'Lieferzeitraumbenachrichtigung', 'Wartungsvertragsverlängerung', 'Rechtsschutzversicherungsgesellschaft',
  'Maschinenentkalkungsanleitung', 'prüfen', 'und', 'Mitgliedschaftskündigungsbestätigung', 'Öl', 'größer', 'Kundenzufriedenheitsbefragung', '<b>&',
]

const BASICS = `channel telefon "Telefonberatungszentrale" { type: phone }
channel netz "Netz" { type: web }
team t0 "Mitgliederbetreuungsabteilung" { }
team t1 "Lager" { }
system s "Auswertungsspeicherverwaltung" { }
process vorne "Anliegen nachhalten" { layer: frontstage, team: t0 }
process hinten "Versandbereitstellungsprüfung" { layer: backstage, team: t1, systems: [s] }
process stuetze "Rechnungslauf" { layer: support, systems: [s] }
pain p0 "Zustellbenachrichtigungsverzögerung" { cause: wait, severity: 4 }
touchpoint a "Reparaturannahmeformularseite" { mission: "m", channels: [netz], medium: digital, control: own, owner: t1 }
touchpoint b "Abendtelefon" { mission: "m", channels: [telefon], medium: analog, control: partner, staffed: true, owner: t0 }
journey kurz "Sich ausweisen" { personas: [p0_], need: "n", stage "S" { step eins "Adresse eintippen" { touchpoint: a, emotion: -1, duration: 20s } } }
`
const PLACES = [
  'touchpoint: a, pains: [p0], backstage: [hinten, stuetze]',
  'touchpoint: b, backstage: [vorne], moment: pain',
  'journey: kurz',
  'moment: wow, optional: true',
]

/** `count` words from the list, by a fixed walk. */
const words = (from, count) => Array.from({ length: count }, (_, at) => WORDS[(from * 5 + at * 7) % WORDS.length]).join(' ')

function step(at) {
  const feelings = PERSONAS.map((id, who) => `${id}: ${((at * (who + 2) * 7 + who + Math.floor(who / 5) * (at % 3)) % 5) - 2}`)
  const said = `thought: "${words(at * 5 + 1, 8)}", expects: "${words(at * 7 + 2, 6)}"`
  return `step s${at} "${words(at * 3, 3)}" { ${PLACES[at % 4]}, ${said}, emotion: { ${feelings.join(', ')} }, effort: ${(at % 5) + 1}, duration: ${at + 1}min }\n`
}

function journey(length) {
  const stages = Array.from({ length: Math.ceil(length / 5) }, (_, at) => {
    const steps = Array.from({ length: Math.min(5, length - at * 5) }, (_, next) => step(at * 5 + next))
    return `stage g${at} "${words(at * 5 + 3, 2)}" { kind: use\n${steps.join('')}}\n`
  })
  const head = `personas: [${PERSONAS.join(', ')}], need: "${words(1, 9)}.", trigger: "${words(2, 5)}", outcome: "Gut.", state: to_be, improves: kurz`
  return `journey lang${length} "${WORDS[3]} in ${length} Schritten" { ${head}\n${stages.join('')}}\n`
}

/** Builds the base below `folder`. */
export function longSite(program, folder) {
  const source = path.join(folder, 'long-source')
  const personas = PERSONAS.map((id, at) => `persona ${id} "Person ${at}, die Unterschiedlichempfindende" { type: customer, needs: ["n"] }\n`)
  fs.mkdirSync(source, { recursive: true })
  fs.writeFileSync(path.join(source, 'touchbase.yaml'), 'name: "Lange Reisen"\nlanguage: de\n')
  fs.writeFileSync(path.join(source, 'lang.cx'), BASICS + personas.join('') + LENGTHS.map(journey).join(''))
  return build(program, source, folder, { name: 'long', options: ['--preview'] })
}
