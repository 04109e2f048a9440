//! The language's own examples, in both notations, with the elements they refer to.

use crate::dump::{assert_same, findings, model};
use crate::support::base;

const CX: &str = r#"// A comment runs to the end of the line.
persona eilige-einkaeuferin "Eilige Einkäuferin" {
  type: customer
  summary: "Berufstätig, bestellt zwischen zwei Terminen, zahlt gern für Zeit."
  quote: "Wenn ich anrufen muss, ist es schon schiefgegangen."
  needs: ["Nachschub, bevor er fehlt", "eine klare Auskunft"]
  channels: [app, telefon]
}

touchpoint hotline "Service-Hotline" {
  mission: "Ein Anliegen in einem Gespräch lösen."
  channels: [telefon]
  medium: analog
  owner: kundenservice
  guardrails: ["Nie ein zweites Mal nach der Kundennummer fragen."]
  freedoms: ["Bis 30 € Kulanz ohne Rückfrage."]
  customer_value: high
  company_value: high
  metrics: [fcr, nps]
  description: """
    Erreichbar täglich von 7 bis 22 Uhr. Siehe auch [[chat-beratung]] und [[kundenwert|den Kundenwert]].
    """
}

journey kapseln-nachbestellen "Kapseln nachbestellen" {
  personas: [eilige-einkaeuferin]
  need: "Kaffee, bevor der Vorrat zu Ende ist."
  stage "Bedarf" {
    kind: discover
    step vorrat-wird-knapp "Vorrat wird knapp" {
      touchpoint: bestell-app
      emotion: -1
      thought: "Reicht das bis Montag?"
    }
    step "Anmelden" { journey: anmelden }        // a sub-journey, written once, used by many
  }
  stage "Hilfe" {
    kind: support
    step hilfe-holen "Hilfe holen" {
      touchpoint: hotline
      emotion: { eilige-einkaeuferin: -2, default: 0 }
      importance: 5
      duration: 8min
    }
  }
}

journey anmelden {
  personas: ["Eilige Einkäuferin"]
  need: "Ohne Umweg hineinkommen."
  stage "Anmeldung" {
    step "Kennwort eingeben" { touchpoint: "Bestell-App" }
  }
}

signature barista-am-telefon "Der Barista am Telefon" {
  touchpoint: hotline
  moments: [kapseln-nachbestellen.hilfe-holen]
  personas: [eilige-einkaeuferin]
  why_remembered: "Er fragt, wie der Kaffee \"eigentlich\" schmecken soll."
  performance_metrics: [fcr]
  brand_metrics: [nps]
}

touchpoint bestell-app "Bestell-App" {
  mission: "In einer Minute nachbestellen.", channels: [app,], medium: digital
}
touchpoint chat-beratung "Chat-Beratung" {
  mission: "Kurze Fragen schnell beantworten."
  channels: [
    app
  ]
  medium: digital
}

channel app "App" { type: app }
channel telefon "Telefon" { type: phone }
team "Kundenservice"
metric fcr "Erstlösungsquote" { class: performance, method: rate, unit: percent }
metric nps "Weiterempfehlung" { class: brand, method: NPS, unit: points }
term "Kundenwert" { definition: "Was ein Mitglied dem Klub in einem Jahr bringt." }
"#;

const YAML: &str = r#"# A comment runs to the end of the line.
personas:
  eilige-einkaeuferin:
    name: Eilige Einkäuferin
    type: customer
    summary: Berufstätig, bestellt zwischen zwei Terminen, zahlt gern für Zeit.
    quote: Wenn ich anrufen muss, ist es schon schiefgegangen.
    needs:
      - Nachschub, bevor er fehlt
      - eine klare Auskunft
    channels: [app, telefon]
touchpoints:
  hotline:
    name: Service-Hotline
    mission: Ein Anliegen in einem Gespräch lösen.
    channels: [telefon]
    medium: analog
    owner: kundenservice
    guardrails:
      - Nie ein zweites Mal nach der Kundennummer fragen.
    freedoms:
      - Bis 30 € Kulanz ohne Rückfrage.
    customer_value: high
    company_value: high
    metrics: [fcr, nps]
    description: |
      Erreichbar täglich von 7 bis 22 Uhr. Siehe auch [[chat-beratung]] und [[kundenwert|den Kundenwert]].
journeys:
  kapseln-nachbestellen:
    name: Kapseln nachbestellen
    personas: [eilige-einkaeuferin]
    need: Kaffee, bevor der Vorrat zu Ende ist.
    stages:
      - name: Bedarf
        kind: discover
        steps:
          - id: vorrat-wird-knapp
            name: Vorrat wird knapp
            touchpoint: bestell-app
            emotion: -1
            thought: Reicht das bis Montag?
          - name: Anmelden
            journey: anmelden # a sub-journey, written once, used by many
      - name: Hilfe
        kind: support
        steps:
          - id: hilfe-holen
            name: Hilfe holen
            touchpoint: hotline
            emotion:
              eilige-einkaeuferin: -2
              default: 0
            importance: 5
            duration: 8 min
  anmelden:
    personas: [Eilige Einkäuferin]
    need: Ohne Umweg hineinkommen.
    stages:
      - name: Anmeldung
        steps:
          - name: Kennwort eingeben
            touchpoint: Bestell-App
signatures:
  barista-am-telefon:
    name: Der Barista am Telefon
    touchpoint: hotline
    moments: kapseln-nachbestellen.hilfe-holen
    personas: [eilige-einkaeuferin]
    why_remembered: Er fragt, wie der Kaffee "eigentlich" schmecken soll.
    performance_metrics: [fcr]
    brand_metrics: [nps]
---
touchpoints:
  bestell-app:
    name: Bestell-App
    mission: In einer Minute nachbestellen.
    channels: [app,]
    medium: digital
  chat-beratung:
    name: Chat-Beratung
    mission: Kurze Fragen schnell beantworten.
    channels:
      - app
    medium: digital
channels:
  app: { name: App, type: app }
  telefon: { name: Telefon, type: phone }
teams:
  - name: Kundenservice
metrics:
  fcr:
    name: Erstlösungsquote
    class: performance
    method: rate
    unit: percent
  nps: { name: Weiterempfehlung, class: brand, method: NPS, unit: points }
terms:
  - name: Kundenwert
    definition: Was ein Mitglied dem Klub in einem Jahr bringt.
"#;

#[test]
fn the_language_examples_say_the_same_in_both_notations() {
    let (cx, yaml) = (base(&[("a.cx", CX)]), base(&[("a.yaml", YAML)]));
    assert_same("the models", &model(&cx), &model(&yaml));
    assert_same("the findings", &findings(&cx).join("\n"), &findings(&yaml).join("\n"));
    assert!(cx.model.references().all(|reference| reference.target().is_some()), "every reference is resolved");
}

#[test]
fn the_language_examples_have_no_error() {
    for (path, text) in [("a.cx", CX), ("a.yaml", YAML)] {
        let compilation = base(&[(path, text)]);
        assert_eq!(compilation.summary().errors, 0, "{}", crate::support::findings(&compilation));
    }
}

/// Line endings and a byte order mark are the editor's business.
#[test]
fn what_an_editor_does_to_a_file_does_not_change_what_it_says() {
    for (path, text) in [("a.cx", CX), ("a.yaml", YAML)] {
        let plain = base(&[(path, text)]);
        for other in [text.replace('\n', "\r\n"), format!("\u{feff}{text}"), text.trim_end().to_owned()] {
            let other = base(&[(path, &other)]);
            assert_same(path, &model(&plain), &model(&other));
            assert_same(path, &findings(&plain).join("\n"), &findings(&other).join("\n"));
        }
    }
}
