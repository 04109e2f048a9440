//! What the files say: names, references, backlinks.

use touchbase::Compilation;
use touchbase::model::Via;

use crate::support::{base, findings};

const BASE: &str = "\
personas:
  mia-öztürk:
    name: Mia Öztürk
    type: customer
    needs: [Kaffee, bevor der Vorrat zu Ende ist]
channels:
  telefon:
    type: phone
touchpoints:
  hotline:
    name: Service-Hotline
    aliases: [Kundentelefon]
    formerly: [servicenummer]
    mission: Ein Anliegen in einem Gespräch lösen.
    channels: telefon
    medium: analog
    description: |
      Größe zählt: [[mia-öztürk|Mia]] ruft an; `[[kein-verweis]]` ist Code.
journeys:
  anmelden:
    name: Anmelden
    personas: [Mia Öztürk]
    need: Hineinkommen.
    stages:
      - name: Anmeldung
        steps:
          - name: Kennwort eingeben
  nachbestellen:
    name: Nachbestellen
    personas: mia-öztürk
    need: Kaffee im Haus.
    stages:
      - name: Bedarf
        steps:
          - id: knapp
            name: Vorrat wird knapp
            emotion: { mia-öztürk: -1, default: 0 }
          - name: Anmelden
            journey: anmelden
            after: knapp
      - name: Hilfe
        steps:
          - name: Hilfe holen
            touchpoint: Kundentelefon
            importance: 5
metrics:
  nps:
    class: brand
    method: NPS
    unit: points
  fcr:
    class: performance
    method: rate
    unit: percent
signatures:
  barista:
    name: Der Barista am Telefon
    touchpoint: hotline
    moments: nachbestellen.hilfe-holen
    personas: mia-öztürk
    why_remembered: Er kennt die Maschine.
    performance_metrics: fcr
    brand_metrics: nps
";

fn compiled() -> Compilation {
    let compilation = base(&[("wissen.yaml", BASE)]);
    assert_eq!(findings(&compilation), "");
    compilation
}

#[test]
fn elements_are_named_by_id_name_alias_and_former_id() {
    let compilation = compiled();
    let model = &compilation.model;
    let via = |text: &str| model.lookup(text).map(|(element, via)| (element.address(), via));
    assert_eq!(via("hotline"), Some(("hotline".into(), Via::Id)));
    assert_eq!(via("Service-Hotline"), Some(("hotline".into(), Via::Name)));
    assert_eq!(via("Kundentelefon"), Some(("hotline".into(), Via::Alias)));
    assert_eq!(via("servicenummer"), Some(("hotline".into(), Via::Former)));
    assert_eq!(via("nachbestellen.knapp"), Some(("nachbestellen.knapp".into(), Via::Id)));
    assert_eq!(via("service-hotline"), None, "names never match by folding");
    assert_eq!(via("knapp"), None, "a step is named with its journey from outside");
}

#[test]
fn uses_are_found_from_the_other_side() {
    let compilation = compiled();
    let (hotline, _) = compilation.model.lookup("hotline").expect("defined");
    let users: Vec<String> = hotline.backlinks().map(|reference| reference.from().address()).collect();
    assert_eq!(users, ["nachbestellen.hilfe-holen", "barista"]);
    let (mia, _) = compilation.model.lookup("mia-öztürk").expect("defined");
    let fields: Vec<&str> = mia.backlinks().map(|reference| reference.field().key.as_ref()).collect();
    assert_eq!(fields, ["description", "personas", "personas", "emotion", "personas"]);
}

#[test]
fn steps_know_their_journey_and_sub_journeys() {
    let compilation = compiled();
    let (journey, _) = compilation.model.lookup("nachbestellen").expect("defined");
    let steps = journey.steps();
    let names: Vec<&str> = steps.iter().map(|step| step.name().as_str()).collect();
    assert_eq!(names, ["Vorrat wird knapp", "Anmelden", "Hilfe holen"]);
    let sub_journey = steps.iter().find_map(|step| step.target("journey"));
    assert_eq!(sub_journey.map(|journey| journey.address()).as_deref(), Some("anmelden"));
    assert_eq!(steps.last().and_then(|step| step.integer("importance")), Some(5));
    assert_eq!(
        steps.get(1).and_then(|step| step.target("after")).map(|step| step.address()).as_deref(),
        Some("nachbestellen.knapp")
    );
}

#[test]
fn an_element_defined_in_another_file_is_the_same() {
    let split = base(&[
        ("a/kanäle.yaml", "channels:\n  telefon:\n    type: phone\n"),
        ("b.yaml", "personas:\n  mia:\n    type: customer\n    needs: [Ruhe]\n    channels: [telefon]\n"),
    ]);
    assert_eq!(findings(&split), "");
}
