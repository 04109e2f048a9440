//! YAML.

use super::{becomes, formatted, stays};

#[test]
fn every_step_is_two_blanks_wide_and_lists_stand_below_their_keys() {
    becomes(
        "a.yaml",
        "\n\npersonas:\n    mia:\n        name:   Mia Größe   \n        needs:\n        -   Ruhe 😀\n        -   zwei\n            Zeilen\n\n\n\n        emotion: {a: 1,\n          b: 2}\njourneys:\n-   name: X\n    stages:\n    - name: Los\n      steps:\n          -   name: Z\n              after: [a]\n\n",
        "personas:\n  mia:\n    name:   Mia Größe\n    needs:\n      - Ruhe 😀\n      - zwei\n        Zeilen\n\n    emotion: {a: 1,\n      b: 2}\njourneys:\n  - name: X\n    stages:\n      - name: Los\n        steps:\n          - name: Z\n            after: [a]\n",
    );
}

#[test]
fn comments_move_with_what_they_are_about() {
    becomes(
        "a.yaml",
        "# Kopf\n\npersonas: # hier\n    # über Mia\n    mia:\n        needs: # dort\n        # erstes\n        - a # eins\n        # am Ende der Liste\n        goals: [x]\n        # am Ende\n# ganz am Rand\n    jo: {}\n# Schluss\n",
        "# Kopf\n\npersonas: # hier\n  # über Mia\n  mia:\n    needs: # dort\n      # erstes\n      - a # eins\n    # am Ende der Liste\n    goals: [x]\n    # am Ende\n# ganz am Rand\n  jo: {}\n# Schluss\n",
    );
}

#[test]
fn texts_of_several_lines_keep_their_content() {
    becomes(
        "a.yaml",
        "terms:\n    a:\n        description: |\n            # Größe  \n\n              - eins\n\n\n        history: >-\n          x\n          y\n        summary: \"a\n\n           b\"\n        d: |2\n            tief\n        e: |+\n         ende\n\n\n        f: x\n",
        "terms:\n  a:\n    description: |\n      # Größe  \n\n        - eins\n\n    history: >-\n      x\n      y\n    summary: \"a\n\n       b\"\n    d: |2\n        tief\n    e: |+\n      ende\n\n\n    f: x\n",
    );
}

#[test]
fn texts_that_others_misread_get_quotes_and_values_do_not() {
    becomes(
        "a.yaml",
        "channels:\n  a:\n    name: No\n    live: no\n    aliases: [on, 017, \"1_000\", Nein]\n    reviewed: 2026-11-02\n    owner: y\n    labels: { de: 1_000 }\n",
        "channels:\n  a:\n    name: \"No\"\n    live: no\n    aliases: [\"on\", \"017\", \"1_000\", Nein]\n    reviewed: 2026-11-02\n    owner: \"y\"\n    labels: { de: \"1_000\" }\n",
    );
}

#[test]
fn sections_with_something_unusual_are_left_as_they_are() {
    let text = "terms:\n    a: &x\n        definition: y\n\n\n    b: *x   \nteams:\n    c:\n        name: C\n";
    let formatted = formatted("a.yaml", text);
    assert_eq!(
        formatted.text,
        "terms:\n    a: &x\n        definition: y\n\n\n    b: *x   \nteams:\n  c:\n    name: C\n"
    );
}

#[test]
fn documents_stay_apart() {
    becomes(
        "a.yaml",
        "--- # eins\nteams:\n   a:\n     name: A\n---\nteams:\n   b:\n     name: B\n...\n",
        "--- # eins\nteams:\n  a:\n    name: A\n---\nteams:\n  b:\n    name: B\n...\n",
    );
    stays("a.yaml", "# nichts\n");
}
