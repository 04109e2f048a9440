//! Journeys drawn in Mermaid as knowledge.

use touchbase::Compilation;
use touchbase::import::{self, Drawn};

use crate::support::{base, findings};

/// Reads diagrams for a base; what is new as `.cx` and as YAML, and what is told.
fn drawn(compilation: &Compilation, text: &str) -> (Drawn, String) {
    let (diagrams, remarks) = import::mermaid::read("j.md", text, text.starts_with("journey"));
    let drawn = import::journeys(&compilation.model, &diagrams);
    let told =
        remarks.iter().chain(&drawn.remarks).map(|remark| format!("{}: {}\n", remark.place, remark.message)).collect();
    (drawn, told)
}

fn blocks(drawn: &Drawn) -> Vec<import::Block> {
    drawn.personas.iter().chain(drawn.journeys.iter().map(|(block, _)| block)).cloned().collect()
}

const DAY: &str = "journey\n  title Größter Tag 😀\n  %% aus dem Workshop\n  section Los\n    Tee kochen: 5: Ich, Katze\n    %% hier\n    Gehen: 1: Ich\n    Gehen: 2\n  section Ende\n    Ruhen: 3: katze\n";

#[test]
fn sections_tasks_scores_and_actors_become_a_draft() {
    let (drawn, told) = drawn(&base(&[("touchbase.yaml", "language: de\n")]), DAY);
    let text = import::cx(&blocks(&drawn));
    let wanted = "\
persona ich \"Ich\" {
  status: draft
  source: \"j.md:5\"
}

persona katze \"Katze\" {
  status: draft
  source: \"j.md:5\"
}

// aus dem Workshop
journey groesster-tag \"Größter Tag 😀\" {
  status: draft
  personas: [ich, katze]
  source: \"j.md:1\"
  stage los \"Los\" {
    step tee-kochen \"Tee kochen\" {
      emotion: { ich: 2, katze: 2 }
    }
    // hier
    step gehen \"Gehen\" {
      emotion: { ich: -2 }
    }
    step gehen-2 \"Gehen\" {
      emotion: -1
    }
  }
  stage ende \"Ende\" {
    step ruhen \"Ruhen\" {
      emotion: { katze: 0 }
    }
  }
}
";
    assert_eq!(text, wanted, "{told}");
    assert_eq!(told.lines().count(), 3, "{told}");
    for text in [("a.cx", text), ("a.yaml", import::yaml(&blocks(&drawn)))] {
        let after = base(&[(text.0, &text.1)]);
        assert!(!findings(&after).contains(" error["), "{}\n{}", findings(&after), text.1);
    }
}

#[test]
fn what_the_base_has_is_referred_to_and_what_is_called_the_same_gets_another_name() {
    let text = "persona ich-selbst \"ICH\" {\n  type: customer\n  needs: [\"Ruhe\"]\n}\nsystem katze \"Katze\" {\n  purpose: \"Schnurren\"\n}\n";
    let known = base(&[("a.cx", text)]);
    let (drawn, told) = drawn(&known, DAY);
    assert_eq!(drawn.personas.len(), 1, "{told}");
    assert_eq!(
        (drawn.personas[0].id.as_str(), drawn.personas[0].name.as_deref()),
        ("katze-persona", Some("Katze (Persona)"))
    );
    assert!(
        told.contains("`Ich` is taken for the persona `ich-selbst` (`ICH`)")
            && told.contains("`Katze` is a name of the system `katze`"),
        "{told}"
    );
    let after = base(&[("a.cx", text), ("b.cx", &import::cx(&blocks(&drawn)))]);
    assert!(!findings(&after).contains(" error["), "{}", findings(&after));
}

#[test]
fn a_journey_that_is_there_is_left_out() {
    let known = base(&[("a.cx", "journey tag \"größter TAG\" { status: draft }\n")]);
    let (drawn, told) = drawn(&known, DAY);
    assert!(drawn.journeys.is_empty() && drawn.personas.is_empty());
    assert!(told.contains("The base has the journey `tag`"), "{told}");
}

#[test]
fn strange_diagrams_compile_too() {
    for text in [
        "journey\n",
        "journey\n  Los: 5: default\n",
        "journey\n  section A\n  section A\n  A: 3: A, 😀, ###\n  A: nan: journey\n  title A\n",
        "journey\n  title \"]] { } \\\"\n  section \"\"\" #quot;\n  // x: 7: # y\n",
    ] {
        let (drawn, told) = drawn(&base(&[]), text);
        assert!(!told.is_empty(), "{text}");
        for (path, text) in [("a.cx", import::cx(&blocks(&drawn))), ("a.yaml", import::yaml(&blocks(&drawn)))] {
            let after = base(&[(path, &text)]);
            assert!(!findings(&after).contains(" error["), "{}\n{text}", findings(&after));
        }
    }
}
