//! What an open page hears when files change, and what it gets then.

use std::fs;

use serde_json::json;

use super::client::Server;

const SAM: &str = "/personas/sam.html";

#[test]
fn a_change_reaches_the_pages_that_it_concerns() {
    let mut server = Server::start("minimal", &[]);
    let (sam, other) = (server.browser(SAM, &["/assets/site.css"]), server.browser("/touchpoints/workbench.html", &[]));
    server.edit("knowledge.cx", "Rides to work every day", "Größe 😀 every day");
    sam.hears("reload");
    assert!(server.get(SAM).text().contains("Größe 😀 every day"));
    assert!(other.stays(), "a page that shows nothing of it");
    let line = server.running.line("knowledge.cx changed");
    assert!(line.contains("no problems in 2 files") && line.ends_with(" ms."), "{line}");
    let again = server.browser(SAM, &[]);
    let text = fs::read_to_string(server.path("knowledge.cx")).expect("a file");
    server.put("knowledge.cx", &text.replace('\n', "\r\n"));
    server.running.line("knowledge.cx changed");
    assert!(again.stays(), "other line breaks say the same");
    server.edit("knowledge.cx", "Größe 😀", "Größe");
    again.hears("reload");
}

#[test]
fn errors_are_told_and_the_last_good_pages_stay() {
    let mut server = Server::start("minimal", &[]);
    let sam = server.browser(SAM, &[]);
    let good = server.get(SAM).body;
    server.edit("knowledge.cx", "channels: [web, counter]", "channels: [webb, counter]");
    let state = sam.hears("state");
    assert_eq!(server.get(SAM).body, good);
    let findings = server.findings();
    assert_eq!(findings["version"], state["findings"]);
    assert_eq!((&findings["errors"], &findings["stale"]), (&json!(1), &json!(true)));
    let finding = &findings["findings"][0];
    assert_eq!((&finding["check"], &finding["file"]), (&json!("unknown-reference"), &json!("knowledge.cx")));
    assert_eq!((finding["line"].as_u64(), finding["column"].as_u64()), (Some(17), Some(14)));
    let open = finding["open"].as_str().expect("an address");
    assert!(open.starts_with("vscode://file/") && open.ends_with("/gr%C3%B6%C3%9Fe%201/knowledge.cx:17:14"), "{open}");
    server.running.line("unknown-reference");
    server.running.line("pages stay as they were");
    assert!(sam.stays());
    server.edit("knowledge.cx", "[webb, counter]", "[web, counter]");
    sam.hears("state");
    assert_eq!(server.findings()["errors"], json!(0));
    assert!(sam.stays(), "the page is as it was");
    server.edit("knowledge.cx", "channels: [web, counter]", "channels: [web]");
    sam.hears("reload");
}

#[test]
fn a_base_with_errors_says_so_on_every_page_until_it_has_none() {
    let server = Server::start(
        "minimal",
        &[("x.cx", "touchpoint x \"</li><script>alert('größe')</script>\" { medium: <b> }\r\n")],
    );
    let page = server.get("/touchpoints/x.html");
    let text = page.text();
    assert_eq!(page.status, 503);
    assert!(text.contains("There is no site to show yet") && text.contains("x.cx:1:"), "{text}");
    assert!(!text.contains("<script>") && !text.contains("<b>"), "{text}");
    assert_eq!(server.get("/assets/site.css").status, 404);
    let browser = server.browser("/touchpoints/x.html", &[]);
    server.put("x.cx", "touchpoint x \"X\" { medium: <i> }\n");
    browser.hears("reload");
    let browser = server.browser("/touchpoints/repair-booking.html", &[]);
    fs::remove_file(server.path("x.cx")).expect("removed");
    browser.hears("reload");
    assert_eq!(server.get("/touchpoints/repair-booking.html").status, 200);
}

#[test]
fn preview_shows_pages_in_spite_of_errors() {
    let base = super::client::base("minimal", &[("x.cx", "touchpoint x \"X\" { channels: [nirgends] }\n")]);
    let server = Server::with(base, &["--preview"]);
    assert_eq!(server.get("/broken.html").status, 200);
    let built = server.built(&["--preview"]).expect("built in spite of errors");
    assert_eq!(server.differences(&built), Vec::<String>::new());
}

#[test]
fn files_come_and_go() {
    let server = Server::start("minimal", &[]);
    let (missing, list) = (server.browser("/channels/größe.html", &[]), server.browser("/channels/index.html", &[]));
    server.put("neu/tief/größe.yaml", "channels:\r\n  größe:\r\n    name: Größe 😀\r\n    type: phone\r\n");
    list.hears("reload");
    let page = server.get("/channels/groesse.html");
    let (status, path) = if page.status == 200 {
        (200, "/channels/groesse.html")
    } else {
        (server.get("/channels/größe.html").status, "/channels/größe.html")
    };
    assert_eq!(status, 200);
    drop(missing);
    let page = server.browser(path, &[]);
    fs::rename(server.path("neu"), server.path("alt")).expect("renamed");
    page.hears("reload");
    assert!(server.get(path).text().contains("alt/tief/größe.yaml"));
    let page = server.browser(path, &[]);
    // A folder that was moved is still watched.
    server.edit("alt/tief/größe.yaml", "Größe 😀", "Grösse");
    page.hears("reload");
    let page = server.browser(path, &[]);
    fs::remove_dir_all(server.path("alt")).expect("removed");
    page.hears("reload");
    assert_eq!(server.get(path).status, 404);
    let gone = server.browser(path, &[]);
    server.put("wieder.yaml", "channels:\n  größe:\n    name: Größe 😀\n    type: phone\n");
    gone.hears("reload");
}

#[test]
fn settings_and_style_sheets_change() {
    let server = Server::start("minimal", &[]);
    let sam = server.browser(SAM, &[]);
    let settings = fs::read_to_string(server.path("touchbase.yaml")).expect("a file");
    server.put("touchbase.yaml", &format!("{settings}templates: vorlagen\n"));
    server.put("vorlagen/assets/site.css", "/* a */\n");
    server.until("an own style sheet", |server| server.get("/assets/site.css").text() == "/* a */\n");
    drop(sam);
    let (sam, unstyled) = (server.browser(SAM, &["/assets/site.css"]), server.browser(SAM, &[]));
    server.put("vorlagen/assets/site.css", "/* b */\n");
    assert_eq!(sam.hears("styles"), json!({ "paths": ["/assets/site.css"] }));
    assert!(unstyled.stays());
    server.put("vorlagen/404.html", "<p>Größe 😀 {{ t.missing }}");
    server.until("an own page", |server| server.get("/x").text().contains("Größe 😀"));
}

#[test]
fn a_template_with_a_mistake_is_told_like_any_other() {
    let settings = "name: N\ntemplates: vorlagen\n";
    let server = Server::start(
        "minimal",
        &[("touchbase.yaml", settings), ("vorlagen/persona.html", "{% extends \"element.html\" %}")],
    );
    let sam = server.browser(SAM, &[]);
    let good = server.get(SAM).body;
    server.put("vorlagen/persona.html", "a\n{% if %}");
    sam.hears("state");
    let findings = server.findings();
    let finding = &findings["findings"][0];
    assert_eq!((&finding["file"], &finding["line"]), (&json!("vorlagen/persona.html"), &json!(2)), "{findings}");
    assert_eq!(server.get(SAM).body, good);
    server.put("vorlagen/persona.html", "{{ nirgends.wo }}");
    sam.hears("reload");
    let reply = server.get(SAM);
    assert!(
        reply.status == 500 && reply.text().contains("The template `persona.html` cannot be used"),
        "{}",
        reply.text()
    );
    assert_eq!(server.get("/channels/web.html").status, 200);
}

#[test]
fn pictures_change_wherever_they_lie() {
    let svg = |color: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path fill=\"{color}\" d=\"M0 0h9v9z\"/></svg>"
        )
    };
    let server = Server::start("minimal", &[(".gitignore", "bilder/\n"), ("bilder/sam.svg", &svg("red"))]);
    server.edit("knowledge.cx", "  type: customer\n", "  type: customer\n  image: bilder/sam.svg\n");
    let path = "/assets/pictures/bilder/sam.svg";
    server.until("a picture", |server| server.get(path).status == 200);
    let (sam, other) = (server.browser(SAM, &[path]), server.browser("/channels/web.html", &[]));
    server.put("bilder/sam.svg", &svg("blue"));
    sam.hears("reload");
    assert!(server.get(path).text().contains("blue"));
    assert!(other.stays());
}

#[test]
fn what_is_left_out_wakes_nobody() {
    let files = [
        (".gitignore", "drafts/\n*.tmp\nstill.cx\n"),
        ("touchbase.yaml", "name: N\nexclude: [\"old/**\"]\n"),
        ("old/a.cx", ""),
        ("drafts/a.cx", ""),
    ];
    let mut server = Server::start("minimal", &files);
    let sam = server.browser(SAM, &[]);
    for path in [
        "old/a.cx",
        "old/b.cx",
        "drafts/a.cx",
        "drafts/tief/b.cx",
        "still.cx",
        ".versteckt.cx",
        ".versteckt/a.cx",
        "x.tmp",
        "site/x.html",
    ] {
        server.put(path, "kaputt {{{");
    }
    assert!(sam.stays());
    // A file beside the knowledge is no knowledge, but links may lead to it: only `old/b.cx` and `site/x.html` are ones.
    while !server.running.is_silent() {}
    assert!(
        !server.running.said.contains("drafts") && !server.running.said.contains("still"),
        "{}",
        server.running.said
    );
    assert!(!server.running.said.contains("error"), "{}", server.running.said);
}

#[test]
fn two_browsers_hear_and_one_that_is_gone_harms_nobody() {
    let server = Server::start("minimal", &[]);
    let (one, two) = (server.browser(SAM, &[]), server.browser(SAM, &[]));
    for _ in 0..20 {
        drop(server.browser("/", &[]));
    }
    server.edit("knowledge.cx", "Sam Carter", "Sam Größe");
    one.hears("reload");
    two.hears("reload");
    assert!(server.get(SAM).text().contains("Sam Größe"));
}

#[test]
fn editors_that_save_by_renaming_are_followed() {
    let server = Server::start("minimal", &[]);
    for name in ["Eins", "Zwei 😀", "Drei"] {
        let sam = server.browser(SAM, &[]);
        let text = fs::read_to_string(server.path("knowledge.cx")).expect("a file");
        let line = text.lines().find(|line| line.starts_with("persona sam")).expect("there is one").to_owned();
        server.put("knowledge.cx~", &text.replace(&line, &format!("persona sam \"{name}\" {{")));
        fs::rename(server.path("knowledge.cx~"), server.path("knowledge.cx")).expect("renamed");
        sam.hears("reload");
        server.until("the new text", |server| server.get(SAM).text().contains(name));
    }
}

/// Edits of every kind, one after the other; whatever happens in between, what is served at the end is what a fresh build writes.
#[test]
fn after_many_changes_the_site_is_that_of_a_fresh_build() {
    let server = Server::start("minimal", &[]);
    let settings = fs::read_to_string(server.path("touchbase.yaml")).expect("a file");
    let remove = |path: &str| match server.path(path) {
        path if path.is_dir() => fs::remove_dir_all(path).expect("removed"),
        path => fs::remove_file(path).expect("removed"),
    };
    let rename = |from: &str, to: &str| fs::rename(server.path(from), server.path(to)).expect("renamed");
    let channel = |id: &str, name: &str| format!("channel {id} \"{name}\" {{ type: phone }}\r\n");
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>";
    let steps: &[&dyn Fn()] = &[
        &|| server.edit("knowledge.cx", "Sam Carter", "Sam Größe 😀"),
        &|| server.put("a.cx", &channel("a", "A")),
        &|| server.put("b/b.cx", &channel("b", "B")),
        &|| server.put("b/c/c.yaml", "channels:\n  c:\n    name: C\n    type: chat\n"),
        &|| rename("a.cx", "z.cx"),
        &|| rename("b", "y"),
        &|| server.edit("y/b.cx", "\"B\"", "\"Bé\""),
        &|| server.put("touchbase.yaml", &format!("{settings}exclude: [\"y/c/**\"]\n")),
        &|| server.put("y/c/d.yaml", "channels:\n  d:\n    name: D\n    type: chat\n"),
        &|| server.put("touchbase.yaml", &settings),
        &|| server.put(".gitignore", "z.cx\n"),
        &|| server.edit("z.cx", "\"A\"", "\"Ae\""),
        &|| remove(".gitignore"),
        &|| server.put("touchbase.yaml", &format!("{settings}languages: [en, de]\n")),
        &|| server.edit("knowledge.cx", "\"Website\"", "{ de: \"Webseite\", en: \"Website\" }"),
        &|| server.edit("knowledge.cx", "{ de: \"Webseite\", en: \"Website\" }", "\"Website\""),
        &|| server.put("touchbase.yaml", &format!("{settings}templates: t\n")),
        &|| server.put("t/assets/site.css", "/* größe */\n"),
        &|| server.put("t/persona.html", "{% extends \"element.html\" %}{% block head %}<!-- x -->{% endblock %}"),
        &|| remove("t/persona.html"),
        &|| server.put("bild.svg", svg),
        &|| server.edit("knowledge.cx", "  type: customer\n", "  type: customer\n  image: bild.svg\n"),
        &|| server.put("bild.svg", &svg.replace("9 9", "7 7")),
        &|| server.put("kaputt.cx", "touchpoint {"),
        &|| server.put("y/b.cx", &channel("b", "Während es kaputt ist")),
        &|| remove("kaputt.cx"),
        &|| server.put("y/c/touchbase.yaml", "name: Eine eigene\n"),
        &|| server.edit("y/b.cx", "Während", "Nachdem"),
        &|| remove("y/c/touchbase.yaml"),
        &|| rename("y/c", "c"),
        &|| server.put("c/c.yaml", "channels:\n  c:\n    name: C 2\n    type: chat\n"),
        &|| remove("z.cx"),
        &|| rename("bild.svg", "bilder.svg"),
        &|| rename("bilder.svg", "bild.svg"),
        &|| server.put("notiz.md", "# Größe\n"),
    ];
    for (at, step) in steps.iter().enumerate() {
        step();
        if at % 6 == 5 || at + 1 == steps.len() {
            let Some(built) = server.built(&[]) else { continue };
            let same = |server: &Server| server.differences(&built).is_empty() && !is_more(server, &built);
            server.until(&format!("the site after step {at}"), same);
        }
    }
    assert_eq!(server.findings()["errors"], json!(0));
}

/// Whether pages are served that would not be built.
fn is_more(server: &Server, built: &std::collections::BTreeMap<String, Vec<u8>>) -> bool {
    let once = ["channels/a.html", "channels/b.html", "channels/c.html", "channels/d.html", "de/index.html"];
    once.iter().any(|path| !built.contains_key(*path) && server.get(&format!("/{path}")).status == 200)
}
