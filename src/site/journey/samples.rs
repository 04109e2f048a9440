//! Journeys of any length for tests, in long German words: the same for the same numbers.

/// Words that are hard to set in narrow columns.
const WORDS: [&str; 12] = [
    "Kapselrückgabebeutel",
    "Lieferzeitraumbenachrichtigung",
    "Wartungsvertragsverlängerung",
    "Rechtsschutzversicherungsgesellschaft",
    "Maschinenentkalkungsanleitung",
    "prüfen",
    "und",
    "Mitgliedschaftskündigungsbestätigung",
    "Öl",
    "größer",
    "Kundenzufriedenheitsbefragung",
    "<b>&\\\"",
];

/// A knowledge base with one journey `long` of `steps` steps in stages of five, lived through by `personas` personas.
pub(super) fn knowledge(steps: usize, personas: usize) -> String {
    let mut text = String::from(
        "channel telefon \"Telefonberatungszentrale\" { type: phone }\nchannel netz \"Netz\" { type: web }\n\
         team t0 \"Mitgliederbetreuungsabteilung\" { }\nteam t1 \"Lager\" { }\nsystem s \"Auswertungsspeicherverwaltung\" { }\n\
         process vorne \"Anliegen nachhalten\" { layer: frontstage\n team: t0 }\n\
         process hinten \"Versandbereitstellungsprüfung\" { layer: backstage\n team: t1\n systems: [s]\n fail_points: [\"Bestandsdatenaktualisierung nur nachts\"] }\n\
         process stuetze \"Rechnungslauf\" { layer: support\n systems: [s] }\n\
         pain p0 \"Zustellbenachrichtigungsverzögerung\" { cause: wait\n severity: 4 }\n\
         touchpoint a \"Reparaturannahmeformularseite\" { mission: \"m\"\n channels: [netz]\n medium: digital\n control: own\n owner: t1 }\n\
         touchpoint b \"Abendtelefon\" { mission: \"m\"\n channels: [telefon]\n medium: analog\n control: partner\n staffed: true\n owner: t0 }\n\
         journey kurz \"Sich ausweisen\" { personas: [p0_]\n need: \"n\"\n stage \"S\" { step eins \"Adresse eintippen\" { touchpoint: a\n emotion: -1\n duration: 20s } step zwei \"Noch tiefer\" { journey: kurz } } }\n",
    );
    let ids: Vec<String> = (0..personas).map(|at| format!("p{at}_")).collect();
    for (at, id) in ids.iter().enumerate() {
        text.push_str(&format!(
            "persona {id} \"Person {at}, die Unterschiedlichempfindende\" {{ type: customer\n needs: [\"n\"] }}\n"
        ));
    }
    text.push_str(&format!(
        "journey long \"{} erleben\" {{ personas: [{}]\n need: \"{}.\"\n trigger: \"{}\"\n outcome: \"Gut.\"\n state: to_be\n improves: kurz\n",
        WORDS[3],
        ids.join(", "),
        words(1, 9),
        words(2, 5)
    ));
    for first in (0..steps).step_by(5) {
        text.push_str(&format!("stage g{first} \"{}\" {{ kind: use\n", words(first + 3, 2)));
        (first..steps.min(first + 5)).for_each(|at| text.push_str(&step(at, &ids)));
        text.push_str("}\n");
    }
    text + "}\n"
}

fn step(at: usize, personas: &[String]) -> String {
    let feelings: Vec<String> = personas
        .iter()
        .enumerate()
        .map(|(who, id)| format!("{id}: {}", (at * (who + 2) * 7 + who + who / 5 * (at % 3)) as i64 % 5 - 2))
        .collect();
    let place = match at % 4 {
        0 => "touchpoint: a\n pains: [p0]\n backstage: [hinten, stuetze]",
        1 => "touchpoint: b\n backstage: [vorne]\n moment: pain",
        2 => "journey: kurz",
        _ => "moment: wow\n optional: true",
    };
    format!(
        "step s{at} \"{}\" {{ {place}\n thought: \"{}\"\n expects: \"{}\"\n emotion: {{ {} }}\n effort: {}\n duration: {}min }}\n",
        words(at * 3, 3),
        words(at * 5 + 1, 8),
        words(at * 7 + 2, 6),
        feelings.join(", "),
        at % 5 + 1,
        at + 1
    )
}

/// `count` words from the list, by a fixed walk.
fn words(from: usize, count: usize) -> String {
    let word = |at: usize| WORDS[(from * 5 + at * 7) % WORDS.len()];
    (0..count).map(word).collect::<Vec<_>>().join(" ")
}
