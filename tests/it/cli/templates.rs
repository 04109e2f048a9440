//! `touchbase templates`.

use super::Test;

const KB: &str = "team t \"T\" { }\n";

fn base(config: &str) -> Test {
    Test::new().file("kb/touchbase.yaml", config).file("kb/a.cx", KB)
}

#[test]
fn the_list_says_what_each_file_is_for_and_whose_it_is() {
    base("templates: mine\n")
        .file("kb/mine/home.html", "{% extends \"base.html\" %}")
        .file("kb/mine/team.html", "{% extends \"element.html\" %}")
        .file("kb/mine/personna.html", "x")
        .file("kb/mine/assets/more.js", "")
        .args("templates list -b kb")
        .stdout_has("your own  The front page.\n")
        .stdout_has("built in  The page of an element of any kind.\n")
        .stdout_has("your own  The pages of the kind `team`.\n")
        .stdout_has("your own  Replaces nothing; did you mean `persona.html`?\n")
        .stdout_has("your own  Copied to the site.\n")
        .run();
    base("name: X\n")
        .args("templates list -b kb")
        .stdout_has("built in")
        .stderr_has("add `templates: templates`")
        .run();
}

#[test]
fn files_are_copied_once_and_the_site_is_the_same_with_them() {
    let ran = base("templates: mine\n").file("kb/mine/.keep", "").args("build kb -o before").stdout_has("Built").run();
    let before = ran.read("before/teams/t.html");
    let ran = ran
        .then()
        .args("templates eject element site.css -b kb")
        .stdout_has("Copied `element.html`, `assets/site.css` to")
        .run();
    let copied = ran.read("kb/mine/assets/site.css").expect("the style sheet");
    assert!(copied.contains("--paper"));
    let ran = ran.then().args("build kb -o after").stdout_has("Built").run();
    assert!(before.is_some() && ran.read("after/teams/t.html") == before);
    let ran = ran
        .then()
        .args("templates eject --all -b kb")
        .stderr_has("nothing was written")
        .stderr_has("`--force`")
        .status(2)
        .run();
    assert!(ran.read("kb/mine/home.html").is_none());
    ran.then().args("templates eject --all --force -b kb").stdout_has("Copied").run();
}

#[test]
fn what_cannot_be_copied_is_told_with_what_to_do() {
    base("name: X\n")
        .args("templates eject persona -b kb")
        .stderr_has("names no folder for templates of your own")
        .stderr_has("Add `templates: templates`")
        .status(2)
        .run();
    base("templates: mine\n")
        .args("templates eject personna home -b kb")
        .stderr_has("There is no built-in template `personna`; nothing was written.")
        .stderr_has("Did you mean `persona`?")
        .status(2)
        .run();
}

#[test]
fn a_mistake_in_a_template_stops_the_build_with_its_place() {
    base("templates: mine\n")
        .file("kb/mine/team.html", "{% extends \"element.html\" %}\n{% block top %}\n{{ sumary }}\n{% endblock %}\n")
        .args("build kb -o out")
        .stderr_has("The template `team.html` cannot be used: line 3, `sumary`: undefined value")
        .stderr_has("Did you mean `summary`?")
        .status(2)
        .run();
}
