//! A small knowledge base in both notations, for questions about it.

use super::client::Client;

pub(super) const CONFIG: (&str, &str) = ("touchbase.yaml", "language: de\n");

/// The same in `.cx` and in YAML.
pub(super) const FILES: &[(&str, &str)] = &[("größe.cx", CX), ("größe.yaml", YAML)];

const CX: &str = r#"// 😀 Menschen
// und Orte
persona mia "Mia 😀" { type: customer, needs: ["Kaffee"] }
channel telefon "Telefon" { type: phone, image: "bilder/telefon.png", links: ["https://example.org/telefon"] }
team service "Kundenservice" {
  summary: "Hilft allen."
}
touchpoint größe "Größen-Berater" {
  summary: "Hilft bei der Größe."
  mission: "Die richtige Größe in einem Gespräch finden." // 😀
  channels: [telefon]
  medium: analog
  owner: service
  aliases: ["Größenhilfe"]
  labels: { en: "Size guide" }
  source: "Bericht, https://example.org/bericht."
  description: """
    😀 Siehe [[service|das Team]] und [Bild](bilder/telefon.png).
    Der Kundenservice hilft.
    """
}
journey bestellen "Bestellen" {
  personas: [mia]
  need: "Kaffee, bevor er fehlt."
  stage kauf "Kauf" {
    step suchen "Suchen" { touchpoint: größe }
    step kaufen "Kaufen" { touchpoint: "Größenhilfe", after: [suchen], emotion: { mia: 1, default: 0 } }
  }
}
pain wartet "Wartet lange" { cause: wait, severity: 3 }
opportunity hebel "Schneller" { addresses: [bestellen.kaufen], need: "Kaffee" }
channel fax "Fax" { type: other, status: retired }
"#;

const YAML: &str = r#"# 😀 Menschen
# und Orte
personas:
  mia: { name: Mia 😀, type: customer, needs: [Kaffee] }
channels:
  telefon:
    name: Telefon
    type: phone
    image: bilder/telefon.png
    links: [https://example.org/telefon]
  fax:
    name: Fax
    type: other
    status: retired
teams:
  service:
    name: Kundenservice
    summary: Hilft allen.
touchpoints:
  größe:
    name: Größen-Berater
    summary: Hilft bei der Größe.
    mission: Die richtige Größe in einem Gespräch finden. # 😀
    channels: [telefon]
    medium: analog
    owner: service
    aliases: [Größenhilfe]
    labels: { en: Size guide }
    source: Bericht, https://example.org/bericht.
    description: |
      😀 Siehe [[service|das Team]] und [Bild](bilder/telefon.png).
      Der Kundenservice hilft.
journeys:
  bestellen:
    name: Bestellen
    personas:
      - mia
    need: Kaffee, bevor er fehlt.
    stages:
      - id: kauf
        name: Kauf
        steps:
          - id: suchen
            name: Suchen
            touchpoint: größe
          - id: kaufen
            name: Kaufen
            touchpoint: Größenhilfe
            after: [suchen]
            emotion: { mia: 1, default: 0 }
pains:
  wartet:
    name: Wartet lange
    cause: wait
    severity: 3
opportunities:
  hebel:
    name: Schneller
    addresses: [bestellen.kaufen]
    need: Kaffee
"#;

/// What holds for a file in either notation, whatever the columns are counted in.
pub(super) fn in_both(each: impl Fn(&mut Client, &str)) {
    for (path, text) in FILES {
        let files = [CONFIG, (*path, *text), ("bilder/telefon.png", "x")];
        for mut client in [Client::start(&files), Client::in_bytes(&files)] {
            client.open_file(path);
            client.settle();
            let errors: Vec<_> =
                client.findings.get(*path).into_iter().flatten().filter(|f| f["severity"] == 1).collect();
            assert!(errors.is_empty(), "{errors:?}");
            each(&mut client, path);
        }
    }
}
