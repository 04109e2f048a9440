//! Another display name.

use super::{after, name_plan, notes, refusal};

const CX: &str = r#"team mueller "Müllers 😀" {
  summary: "Sie mahlen."
}
team b "B" {
  parent: "Müllers 😀"
  description: "[[Müllers 😀]], [[mueller]], [[Müllers 😀|sie]]"
}
"#;

#[test]
fn the_name_and_its_uses_change_and_the_old_one_is_an_alias() {
    let text = after(name_plan(&[("a.cx", CX)], "mueller", "Die Müllerei", true));
    let expected = r#"team mueller "Die Müllerei" {
  summary: "Sie mahlen."
  aliases: ["Müllers 😀"]
}
team b "B" {
  parent: "Die Müllerei"
  description: "[[Die Müllerei]], [[mueller]], [[Die Müllerei|sie]]"
}
"#;
    assert_eq!(text, expected);
    let back = after(name_plan(&[("a.cx", expected)], "mueller", "Müllers 😀", false));
    assert_eq!(back, CX.replace("[[Müllers 😀]]", "[[mueller]]").replace("[[Müllers 😀|", "[[mueller|"));
    let back = after(name_plan(&[("a.cx", expected)], "mueller", "Müllers 😀", true));
    assert!(back.contains("aliases: [\"Die Müllerei\"]"), "{back}");
}

#[test]
fn an_id_that_was_made_of_the_name_is_written() {
    let text = after(name_plan(
        &[("a.cx", "team \"Müllers\" { summary: \"S\" }\nteam b { parent: muellers }\n")],
        "muellers",
        "Mühle",
        false,
    ));
    assert_eq!(text, "team muellers \"Mühle\" { summary: \"S\" }\nteam b { parent: muellers }\n");
    let text =
        after(name_plan(&[("a.yaml", "teams:\n  - name: Müllers\n    summary: S\n")], "muellers", "Mühle: groß", true));
    assert_eq!(text, "teams:\n  - id: muellers\n    name: \"Mühle: groß\"\n    summary: S\n    aliases: [Müllers]\n");
}

#[test]
fn a_name_is_written_where_there_was_none() {
    let files = [("a.cx", "team a {\n}\nteam b\n"), ("b.yaml", "teams:\n  c:\n    summary: S\n  d:\n  e: {}\n")];
    let named = |id: &str| after(name_plan(&files, id, "Größe \"X\"", true));
    assert!(named("a").contains("team a \"Größe \\\"X\\\"\" {\n}\n"));
    assert!(named("b").contains("team b \"Größe \\\"X\\\"\"\n"));
    assert!(named("c").contains("  c:\n    name: Größe \"X\"\n    summary: S\n"), "{}", named("c"));
    assert!(named("d").contains("  d:\n    name: Größe \"X\"\n"));
    assert!(named("e").contains("  e: {name: Größe \"X\"}\n"));
}

#[test]
fn a_step_keeps_its_id_and_gets_no_alias() {
    let text = "journey j \"J\" {\n  stage \"Phase\" {\n    step \"Anrufen\" {\n    }\n    step \"Warten\" {\n      after: [\"Anrufen\"]\n    }\n  }\n}\n";
    let text = after(name_plan(&[("a.cx", text)], "j.anrufen", "Größe fragen", true));
    assert!(
        text.contains("step anrufen \"Größe fragen\" {\n    }") && text.contains("after: [\"Größe fragen\"]"),
        "{text}"
    );
    // Names of steps may repeat, as long as no use is mistaken by it.
    let again = after(name_plan(&[("a.cx", &text)], "j.warten", "Größe fragen?", true));
    assert!(again.contains("step warten \"Größe fragen?\""), "{again}");
}

#[test]
fn a_name_that_is_taken_is_refused() {
    let refused = |to: &str| refusal(name_plan(&[("a.cx", CX)], "b", to, true));
    assert_eq!(
        refused("MUELLERS 😀"),
        "`MUELLERS 😀` is taken: people take it for `Müllers 😀`, the name of team `mueller`. | a.cx:1 the name of the other"
    );
    assert_eq!(refused("mueller"), "`mueller` is taken: it is the id of team `mueller`. | a.cx:1 the id of the other");
    assert_eq!(refused("a\nb"), "A name is one line of text with at least one letter or digit.");
    assert_eq!(refused("B"), "The name of this team is `B` already. | a.cx:4 given here");
}

#[test]
fn a_name_that_cannot_stand_in_prose_gives_way_to_the_id() {
    let text = after(name_plan(&[("a.cx", CX)], "mueller", "A|B]] \"c\"", true));
    assert!(text.contains("[[mueller]], [[mueller]], [[mueller|sie]]"), "{text}");
    assert!(text.contains("parent: \"A|B]] \\\"c\\\"\""), "{text}");
}

#[test]
fn comments_with_the_old_name_are_pointed_out() {
    let text = "// B und C\nteam b \"B\" {\n}\n";
    assert_eq!(
        notes(name_plan(&[("a.cx", text)], "b", "Größe", true)),
        ["1: A comment mentions `B`; it was left as it is."]
    );
}

#[test]
fn names_in_rules_follow() {
    let config = "rules:\n  one:\n    select: \"team[parent = 'Müllers 😀']\"\n    message: Ja.\n";
    let text = after(name_plan(&[("a.cx", CX), ("touchbase.yaml", config)], "mueller", "Mühle Nord", true));
    assert!(text.contains("team[parent = 'Mühle Nord']"), "{text}");
}
