//! One cause, one finding: a single defect in a sound knowledge base is reported once, where it is, and floods nothing else.

use touchbase::compile;
use touchbase::text::{Source, Sources};

const CX: &str = r#"persona mia "Mia Öztürk" {
  type: customer
  needs: ["Coffee before the last capsule is gone"]
  channels: [phone]
}

channel phone "Telephone" {
  type: phone
}

team service "Customer service" {
}

touchpoint hotline "Service hotline" {
  mission: "Settle a concern in one conversation."
  channels: [phone]
  medium: analog
  owner: service
  reviewed: 2026-09-01
  description: """
    Open all day. See also [[mia]].
    """
}

journey reorder "Order capsules again" {
  personas: [mia]
  need: "Coffee before the last capsule is gone."
  state: as_is
  stage "Notice" {
    kind: discover
    step count "Count the capsules" {
      touchpoint: hotline
      emotion: { mia: -1, default: 0 }
      duration: 8min
    }
    step call "Call the hotline" {
      touchpoint: "Service hotline"
      after: [count]
    }
  }
}

signature barista "The barista on the phone" {
  touchpoint: hotline
  moments: [reorder.call]
  personas: [mia]
  why_remembered: "Somebody who knows coffee."
  performance_metrics: [fcr]
  brand_metrics: [nps]
}

metric fcr "First contact resolution" {
  class: performance
  method: rate
  unit: percent
}

metric nps "Recommendation" {
  class: brand
  method: nps
  unit: points
}
"#;

const YAML: &str = r#"personas:
  mia:
    name: Mia Öztürk
    type: customer
    needs: [Coffee before the last capsule is gone]
    channels: [phone]
channels:
  phone:
    type: phone
teams:
  service:
    name: Customer service
touchpoints:
  hotline:
    name: Service hotline
    mission: Settle a concern in one conversation.
    channels: [phone]
    medium: analog
    owner: service
    reviewed: 2026-09-01
    description: |
      Open all day. See also [[mia]].
journeys:
  - id: reorder
    name: Order capsules again
    personas:
      - mia
    need: Coffee before the last capsule is gone.
    state: as_is
    stages:
      - name: Notice
        kind: discover
        steps:
          - id: count
            name: Count the capsules
            touchpoint: hotline
            emotion: { mia: -1, default: 0 }
            duration: 8 min
          - id: call
            name: Call the hotline
            touchpoint: Service hotline
            after: [count]
"#;

/// What is found in a text, as `check:line`.
fn found(path: &str, text: &str) -> Vec<String> {
    let compilation = compile(Sources::new(vec![Source::new(path, text)]));
    let shown = |span: touchbase::text::Span| compilation.sources.get(span.source).position(span.start).line;
    compilation.diagnostics.iter().map(|finding| format!("{}:{}", finding.check, shown(finding.primary.span))).collect()
}

/// Each defect (what is replaced by what) gives just this finding; the line is the one of the replaced text.
fn each(path: &str, text: &str, defects: &[(&str, &str, &str)]) {
    assert_eq!(found(path, text), [""; 0], "the base is sound");
    let mut failures = String::new();
    for (right, wrong, expected) in defects {
        let (before, _) = text.split_once(right).unwrap_or_else(|| panic!("`{right}` is in the base"));
        let (check, shift) = expected.split_once('+').unwrap_or((expected, "0"));
        let line = before.matches('\n').count() as i32 + 1 + shift.parse::<i32>().unwrap();
        let found = found(path, &text.replacen(right, wrong, 1));
        if found != [format!("{check}:{line}")] {
            failures += &format!("{right:?} → {wrong:?}: expected {check}:{line}, found {found:?}\n");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn one_defect_in_cx_is_one_finding() {
    each(
        "a.cx",
        CX,
        &[
            ("persona mia", "persna mia", "unknown-kind"),
            ("persona mia", "Person mia", "unknown-kind"),
            ("persona mia", "personas mia", "unknown-kind"),
            ("channel phone", "Kanal phone", "unknown-kind"),
            ("touchpoint hotline \"Service hotline\" {", "touchpunkt hotline \"Service hotline\" {", "unknown-kind"),
            ("stage \"Notice\"", "Phase \"Notice\"", "unknown-kind"),
            ("step count", "stp count", "unknown-kind"),
            ("mission:", "misson:", "unknown-field"),
            ("mission:", "Auftrag:", "unknown-field"),
            ("channels: [phone]\n  medium", "chanels: [phone]\n  medium", "unknown-field"),
            ("emotion:", "emmotion:", "unknown-field"),
            ("medium: analog", "medium: analg", "bad-enum"),
            ("medium: analog", "medium: Analogue", "bad-enum"),
            ("state: as_is", "state: Ist", "bad-enum"),
            ("mia: -1", "mia: -7", "bad-value"),
            ("8min", "8 minuten", "syntax-error"),
            ("8min", "eightmin", "bad-value"),
            ("2026-09-01", "2026-09-31", "bad-value"),
            ("2026-09-01", "01.09.2026", "bad-value"),
            ("needs: [\"Coffee before the last capsule is gone\"]", "needs: []", "missing-field"),
            ("needs: [\"Coffee before the last capsule is gone\"]", "needs: [\"\"]", "bad-value"),
            ("needs: [\"Coffee before the last capsule is gone\"]", "needs: [Coffee before]", "syntax-error"),
            ("needs: [\"Coffee before the last capsule is gone\"]", "needs: Coffee before", "syntax-error"),
            (
                "hotline \"Service hotline\" {\n  mission: \"Settle a concern in one conversation.\"\n",
                "hotline \"Service hotline\" {\n",
                "missing-field",
            ),
            ("mission: \"Settle", "mission: Settle", "syntax-error"),
            ("conversation.\"", "conversation.", "unclosed-block"),
            ("channels: [phone]\n  medium", "channels: [phone\n  medium", "unclosed-block"),
            ("  medium: analog", "  medium: analog\n  medium: digital", "repeated-field+1"),
            ("channels: [phone]\n  medium", "channels: []\n  medium", "missing-field"),
            ("channels: [phone]\n  medium", "channels: [\"\"]\n  medium", "empty-reference"),
            ("channels: [phone]\n  medium", "channels: [{ name: \"Telephone\" }]\n  medium", "inline-definition"),
            ("touchpoint: hotline\n      emotion", "touchpoint: \"\"\n      emotion", "empty-reference"),
            (
                "touchpoint: hotline\n      emotion",
                "touchpoint: { name: \"Service hotline\" }\n      emotion",
                "inline-definition",
            ),
            ("touchpoint: hotline\n      emotion", "touchpoint:\n      emotion", "empty-reference"),
            ("touchpoint: hotline\n      emotion", "touchpoint: hotlin\n      emotion", "unknown-reference"),
            ("personas: [mia]\n  need", "personas: [hotline]\n  need", "wrong-kind"),
            ("[[mia]]", "[[mai]]", "unknown-reference"),
            ("[[mia]]", "[[]]", "empty-reference"),
            ("persona mia \"Mia Öztürk\" {", "persona 1mia \"mia\" {", "bad-id"),
            (
                "team service \"Customer service\" {\n}",
                "team {\n}\nteam service \"Customer service\" {\n}",
                "missing-name",
            ),
            (
                "team service \"Customer service\" {\n}",
                "team service \"Customer service\" {\n  step x \"X\" {\n  }\n}",
                "misplaced-block+1",
            ),
            ("team service \"Customer service\" {\n}", "team service \"Customer service\" {\n", "unclosed-block"),
            ("    }\n    step call", "    step call", "unclosed-block+-4"),
            ("team service \"Customer service\" {\n}", "team service \"Customer service\" {\n}\n}", "syntax-error+2"),
            ("Settle a concern", "Settle\u{202e} a concern", "bad-text"),
            ("Settle a concern", "Settle\u{0} a concern", "bad-text"),
            ("owner: service", "owner service", "syntax-error"),
            ("owner: service", "owner: „service“", "syntax-error"),
            ("emotion: { mia: -1, default: 0 }", "emotion { mia: -1, default: 0 }", "syntax-error"),
            ("emotion: { mia: -1, default: 0 }", "emotion: { mia: -1, mia: 0 }", "repeated-field"),
            ("emotion: { mia: -1, default: 0 }", "emotion: [1, 2]", "bad-value"),
        ],
    );
}

#[test]
fn one_defect_in_yaml_is_one_finding() {
    each(
        "a.yaml",
        YAML,
        &[
            ("personas:\n  mia", "persona:\n  mia", "unknown-kind"),
            ("personas:\n  mia", "persnas:\n  mia", "unknown-kind"),
            ("channels:\n  phone", "Kanäle:\n  phone", "unknown-kind"),
            ("stages:", "Phasen:", "unknown-kind"),
            ("stages:", "stage:", "unknown-kind"),
            ("steps:", "stpes:", "unknown-kind"),
            ("mission:", "misson:", "unknown-field"),
            ("mission:", "Auftrag:", "unknown-field"),
            ("channels: [phone]\n    medium", "channel: [phone]\n    medium", "unknown-field"),
            ("medium: analog", "medium: analg", "bad-enum"),
            ("state: as_is", "state: Ist", "bad-enum"),
            ("mia: -1", "mia: -7", "bad-value"),
            ("8 min", "a while", "bad-value"),
            ("needs: [Coffee before the last capsule is gone]", "needs: []", "missing-field"),
            ("needs: [Coffee before the last capsule is gone]", "needs: [\"\"]", "bad-value"),
            ("needs: [Coffee before the last capsule is gone]", "needs:", "bad-value"),
            (
                "  hotline:\n    name: Service hotline\n    mission: Settle a concern in one conversation.\n",
                "  hotline:\n    name: Service hotline\n",
                "missing-field",
            ),
            ("mission: Settle", "mission: Note: settle", "syntax-error"),
            ("mission: Settle", "mission: @Settle", "syntax-error"),
            ("mission: Settle", "mission: \"Settle", "unclosed-block"),
            ("mission: Settle", "mission: \"Settle\"", "syntax-error"),
            ("mission: Settle", "mission: &x Settle", "yaml-hazard"),
            ("mission: Settle a concern in one conversation.", "mission: *x", "yaml-hazard"),
            ("mission: Settle a concern in one conversation.", "<<: *x", "yaml-hazard"),
            ("mission: Settle", "mission: !x Settle", "yaml-hazard"),
            ("    mission: Settle", "\tmission: Settle", "yaml-hazard"),
            ("    mission: Settle", "   mission: Settle", "syntax-error"),
            ("    mission: Settle", "     mission: Settle", "syntax-error"),
            ("mission: Settle", "mission:Settle", "syntax-error"),
            ("channels: [phone]\n    medium", "channels: [phone\n    medium", "unclosed-block"),
            ("    medium: analog", "    medium: analog\n    medium: digital", "repeated-field+1"),
            ("channels: [phone]\n    medium", "channels: []\n    medium", "missing-field"),
            ("channels: [phone]\n    medium", "channels: [\"\"]\n    medium", "empty-reference"),
            ("channels: [phone]\n    medium", "channels:\n    medium", "empty-reference"),
            (
                "channels: [phone]\n    medium",
                "channels:\n      - name: Telephone 2\n        type: phone\n    medium",
                "inline-definition+1",
            ),
            ("touchpoint: hotline\n", "touchpoint: ~\n", "empty-reference"),
            ("touchpoint: hotline\n", "touchpoint: { name: Service hotline }\n", "inline-definition"),
            ("touchpoint: hotline\n", "touchpoint:\n              name: Service hotline\n", "inline-definition+1"),
            ("touchpoint: hotline\n", "touchpoint: hotlin\n", "unknown-reference"),
            ("      - mia\n", "      - \"\"\n      - mia\n", "empty-reference"),
            ("  hotline:\n    name", "  hotline\n    name", "syntax-error"),
            ("  mia:\n    name: Mia Öztürk", "  1mia:\n    name: mia", "bad-id"),
            ("- id: call\n            name: Call the hotline\n            touchpoint", "- touchpoint", "missing-name"),
            ("emotion: { mia: -1, default: 0 }", "emotion: { mia: -1, mia: 0 }", "repeated-field"),
            ("emotion: { mia: -1, default: 0 }", "emotion: [1, 2]", "bad-value"),
            ("Settle a concern", "Settle\u{202e} a concern", "bad-text"),
            ("Settle a concern", "Settle\u{1} a concern", "bad-text"),
        ],
    );
}
