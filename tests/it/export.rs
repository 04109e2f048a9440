//! Exports: the JSON can be read back and tells places, the Markdown's links lead somewhere.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use touchbase::Compilation;
use touchbase::export::{FORMATS, Input};
use touchbase::output::OutputFile;

use crate::support::base;

fn export(format: &str, compilation: &Compilation) -> Vec<OutputFile> {
    let format = FORMATS.iter().find(|known| known.name == format).unwrap();
    (format.files)(&Input { model: &compilation.model, sources: &compilation.sources, config: &compilation.config })
}

const BASE: &str = r#"channel phone "Telefon & Co" { type: phone
  description: """
    # Überschrift
    Siehe [[hotline|die *Hotline*]] und [[nichts]]. <b>fett</b>
    """
}
touchpoint hotline "Hotline" { mission: "Ein Anliegen lösen."
  channels: [phone]
  medium: analog
  response_time: 90s
}
persona mia "Mia" { type: customer
  needs: ["Ruhe", "Klarheit"] }
journey anruf "Anruf" { personas: [mia]
  need: "Hilfe"
  stage "Reden" { step fragen "Fragen | stellen" { touchpoint: hotline
    emotion: { mia: -2, default: 0 }
    effort: 3 } }
}
"#;

#[test]
fn json_holds_every_element_with_values_references_and_places() {
    let files = export("json", &base(&[("größe/a.cx", BASE)]));
    let model: Value = serde_json::from_slice(&files[0].contents).unwrap();
    assert_eq!(model["schema_version"], 1);
    let find = |id: &str| model["elements"].as_array().unwrap().iter().find(|element| element["id"] == id).unwrap();
    let hotline = find("hotline");
    assert_eq!(
        (&hotline["kind"], &hotline["file"], &hotline["line"]),
        (&json!("touchpoint"), &json!("größe/a.cx"), &json!(7))
    );
    assert_eq!(hotline["fields"]["response_time"]["value"], "1min30s");
    assert_eq!(hotline["fields"]["medium"]["value"], "analog");
    assert_eq!(hotline["fields"]["channels"]["value"][0], json!({ "reference": "phone", "target": "phone" }));
    assert_eq!(hotline["fields"]["channels"]["line"], 8);
    let step = find("anruf.fragen");
    assert_eq!(step["parent"], "anruf.reden");
    assert_eq!(step["fields"]["emotion"]["value"][0]["key"]["target"], "mia");
    assert_eq!(step["fields"]["emotion"]["value"][1], json!({ "key": "default", "value": 0 }));
}

#[test]
fn markdown_pages_link_to_each_other_and_show_what_was_written() {
    let files = export("markdown", &base(&[("a.cx", BASE)]));
    let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for file in &files {
        let text = std::str::from_utf8(&file.contents).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let folder = file.path.parent().map(|folder| folder.as_str()).unwrap_or_default();
            let path = link.strip_prefix("../").map_or_else(|| format!("{folder}/{link}"), str::to_owned);
            assert!(paths.contains(path.trim_start_matches('/')), "{} links to {link}", file.path);
        }
    }
    let text =
        |path: &str| String::from_utf8(files.iter().find(|file| file.path == path).unwrap().contents.clone()).unwrap();
    let phone = text("channels/phone.md");
    assert!(phone.contains("# Telefon &amp; Co") && phone.contains("### Überschrift"), "{phone}");
    assert!(
        phone.contains("[die \\*Hotline\\*](../touchpoints/hotline.md)") && phone.contains("&lt;b>fett&lt;/b>"),
        "{phone}"
    );
    let journey = text("journeys/anruf.md");
    assert!(
        journey.contains("| Fragen \\| stellen | [Hotline](../touchpoints/hotline.md) | −2 frustrated |"),
        "{journey}"
    );
}

/// Where the link `link` on the page at `path` leads.
fn resolved(path: &str, link: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn markdown_is_written_in_every_language_with_the_same_addresses() {
    let texts = r#"channel telefon "Telefon" { type: phone
  labels: { en: "Phone 📞" } }
touchpoint hotline "Größte Hotline" {
  summary: { de: "Die Leitung.", en: "The line." }
  mission: "Anliegen lösen."
  channels: [telefon]
  medium: analog
}
"#;
    let compilation = base(&[("touchbase.yaml", "languages: [de, en]\n"), ("a.cx", &texts.replace('\n', "\r\n"))]);
    let files = export("markdown", &compilation);
    let text = |path: &str| String::from_utf8(files.iter().find(|file| file.path == path).unwrap().contents.clone());
    let main = text("touchpoints/hotline.md").unwrap();
    assert!(main.contains("[Touchpoint](index.md) · [English](../en/touchpoints/hotline.md)"), "{main}");
    assert!(main.contains("Die Leitung.") && main.contains("[Telefon](../channels/telefon.md)"), "{main}");
    let other = text("en/touchpoints/hotline.md").unwrap();
    assert!(other.contains("[Touchpoint](index.md) · [Deutsch](../../touchpoints/hotline.md)"), "{other}");
    assert!(other.contains("# Größte Hotline") && other.contains("The line."), "{other}");
    assert!(other.contains("[Phone 📞](../channels/telefon.md)") && other.contains("Anliegen lösen."), "{other}");
    assert!(text("index.md").unwrap().contains("[English](en/index.md)"));
    assert!(text("en/channels/index.md").unwrap().contains("[Deutsch](../../channels/index.md)"));

    let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for file in &files {
        let text = std::str::from_utf8(&file.contents).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = resolved(file.path.as_str(), link);
            assert!(paths.contains(target.as_str()), "{} links to {link}", file.path);
        }
    }
    let single = export("markdown", &base(&[("a.cx", texts.replace("{ en: \"Phone 📞\" }", "{}").as_str())]));
    assert!(single.iter().all(|file| !file.path.starts_with("en/") && !file.path.starts_with("de/")));
}
