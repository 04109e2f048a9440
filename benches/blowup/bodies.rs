//! What elements, prose, settings, imports and editors can be made of to take long.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Case, Work, add, again, one};

/// Elements that have much to do with each other.
pub(super) fn elements(cases: &mut Vec<Case>) {
    let list: &'static [(&str, &str, &str, &str)] = &[
        ("one-field", "persona a \"A\" {\n", "  share: 1\n", "}\n"),
        ("unknown-fields", "persona a \"A\" {\n", "  shaer{}: 1\n", "}\n"),
        ("unknown-kinds", "", "persoon a{} \"A{}\" {}\n", ""),
        ("unknown-kinds-all-different", "", "persona{} a{} \"A{}\" {}\n", ""),
        ("one-id", "", "team a \"A{}\" {}\n", ""),
        ("one-id-one-name", "", "team a \"A\" {}\n", ""),
        ("one-name", "", "team a{} \"Alle gleich\" {}\n", ""),
        ("no-name", "", "team a{} {}\n", ""),
        ("derived-ids", "", "team \"Alle gleich\" {}\n", ""),
        ("unknown-reference", "", "team a{} \"A{}\" { parent: nobody }\n", ""),
        ("unknown-references", "", "team a{} \"A{}\" { parent: nobody{} }\n", ""),
        ("unknown-references-near", "", "team service-{} \"A{}\" { parent: servcie-{} }\n", ""),
        (
            "references-of-one",
            "persona a \"A\" {\n  channels: [\n",
            "    app,\n",
            "  ]\n}\nchannel app \"App\" { type: app }\n",
        ),
        ("unknown-references-of-one", "persona a \"A\" {\n  channels: [\n", "    app{},\n", "  ]\n}\n"),
        ("chain", "", "team a1{} \"A{}\" { parent: a{} }\n", ""),
        ("star", "team a \"A\" {}\n", "team a{} \"A{}\" { parent: a }\n", ""),
        ("formerly", "", "team a{} \"A{}\" { formerly: [b{}, b] }\n", ""),
        ("formerly-of-one", "team a \"A\" { formerly: [\n", "b{},\n", "] }\n"),
        ("aliases", "", "term a{} \"A{}\" { aliases: [\"B\", \"C{}\"] }\n", ""),
        ("near-names", "", "team a{} \"Kundenservice Mitte {}\" {}\n", ""),
        ("near-names-of-letters", "", "team a{} \"Kundenservcie{}\" {}\n", ""),
        ("long-name", "team a \"", "größe ", "\" {}\n"),
        ("long-id", "team ", "a", " \"A\" {}\n"),
        ("tags", "team a \"A\" { tags: [\n", "\"x{}\",\n", "] }\n"),
        ("steps", "journey a \"A\" {\n stage \"S\" {\n", "  step s{} \"S\" { emotion: -1 }\n", " }\n}\n"),
        ("steps-after", "journey a \"A\" {\n stage \"S\" {\n", "  step s1{} \"S{}\" { after: [s{}] }\n", " }\n}\n"),
        ("stages", "journey a \"A\" {\n", "  stage \"S{}\" {}\n", "}\n"),
        ("stages-of-one-name", "journey a \"A\" {\n", "  stage \"S\" { step x }\n", "}\n"),
        ("emotions", "journey a \"A\" {\n stage \"S\" {\n  step s \"S\" { emotion: {\n", "p{}: 1,\n", "} }\n }\n}\n"),
        ("junk", "", "= = =\n", ""),
        (
            "escalates",
            "channel w \"W\" { type: bot }\n",
            "touchpoint a1{} \"A{}\" { channels: [w], escalates_to: a{} }\n",
            "",
        ),
        ("drives", "", "metric a1{} \"A{}\" { drives: [a{}] }\n", ""),
        ("silenced", "", "// touchbase: allow missing-field - x\nteam a{} {}\n", ""),
        (
            "same-texts",
            "",
            "pain a{} \"A{}\" { description: \"Immer derselbe lange Satz, der sich überall wiederholt.\" }\n",
            "",
        ),
        ("abbreviations", "", "pain a{} \"A{}\" { description: \"XYZ{} und QQQ und ABC.\" }\n", ""),
        ("mails", "persona a \"A\" { description: \"", "a@b.de 030 123456{} ", "\" }\n"),
        ("dots", "persona a \"A\" { description: \"", "a.", "\" }\n"),
        ("ats", "persona a \"A\" { description: \"", "a@", "\" }\n"),
        ("digits", "persona a \"A\" { description: \"", "1", "\" }\n"),
        ("digits-and-blanks", "persona a \"A\" { description: \"", "1 ", "\" }\n"),
        ("numbers", "persona a \"A\" { share: ", "9", "\n}\n"),
        ("date", "persona a \"A\" { reviewed: ", "2026-", "\n}\n"),
        ("length-of-time", "touchpoint a \"A\" { talk_time: ", "1h", "\n}\n"),
        ("links", "persona a \"A\" { links: [", "\"https://a.example/{}\", ", "]\n}\n"),
    ];
    for (name, before, piece, after) in list {
        one(cases, format!("elements/{name}"), "a.cx", move |bytes| format!("{before}{}{after}", again(piece, bytes)));
    }
    one(cases, "elements/cycle", "a.cx", move |bytes| {
        let many = bytes / 32;
        let of = |n: usize| format!("team a{n} \"A{n}\" {{ parent: a{} }}\n", (n + 1) % many);
        (0..many).map(of).collect()
    });
    one(cases, "elements/chain-in-order", "a.cx", move |bytes| {
        let of = |n: usize| format!("team a{n} \"A{n}\" {{ parent: a{} }}\n", n.saturating_sub(1));
        (1..bytes / 32).map(of).collect()
    });
    one(cases, "elements/steps-after-in-order", "a.cx", move |bytes| {
        let of = |n: usize| format!("  step s{n} \"S{n}\" {{ after: [s{}] }}\n", n.saturating_sub(1));
        format!("journey a \"A\" {{\n stage \"S\" {{\n{} }}\n}}\n", (1..bytes / 36).map(of).collect::<String>())
    });
    one(cases, "elements/replaced-in-order", "a.cx", move |bytes| {
        let of = |n: usize| format!("team a{n} \"A{n}\" {{ status: retired, replaced_by: a{} }}\n", n + 1);
        (1..bytes / 50).map(of).collect()
    });
    one(cases, "elements/many-to-many", "a.cx", move |bytes| {
        let many = ((bytes / 6) as f64).sqrt() as usize;
        let all: String = (0..many).map(|n| format!("c{n}, ")).collect();
        let touchpoints = (0..many).map(|n| format!("touchpoint t{n} \"T{n}\" {{ channels: [{all}] }}\n"));
        let channels = (0..many).map(|n| format!("channel c{n} \"C{n}\" {{ type: web }}\n"));
        touchpoints.chain(channels).collect()
    });
    one(cases, "elements/words-in-other-orders", "a.cx", move |bytes| {
        let words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"];
        let name = |n: usize| {
            (0..6).filter_map(|at| words.get((n / 8_usize.pow(at)) % 8).copied()).collect::<Vec<_>>().join(" ")
        };
        (0..bytes / 60).map(|n| format!("team a{n} \"{}\" {{}}\n", name(n))).collect()
    });
    one(cases, "yaml-elements/one-key", "a.yaml", move |bytes| {
        format!("personas:\n{}", again("  a:\n    name: A\n", bytes))
    });
    one(cases, "yaml-elements/list", "a.yaml", move |bytes| format!("teams:\n{}", again("  - name: Gleich\n", bytes)));
    one(cases, "yaml-elements/merges", "a.yaml", move |bytes| {
        format!("x: &a {{ type: customer }}\npersonas:\n{}", again("  a{}:\n    <<: *a\n", bytes))
    });
}

/// Prose: Markdown and references in it.
pub(super) fn prose(cases: &mut Vec<Case>) {
    let list: &'static [(&str, &str)] = &[
        ("emphasis", "*a_ "),
        ("stars", "*"),
        ("stars-and-underscores", "*_"),
        ("strong", "**a"),
        ("strike", "~~a "),
        ("references", "[["),
        ("references-closed", "[[a]] "),
        ("references-ends", "]]"),
        ("reference-bars", "[[a|"),
        ("brackets", "["),
        ("links", "]("),
        ("links-open", "[a]("),
        ("links-nested", "[a](<b"),
        ("links-closed", "[a](https://a.example/{}) "),
        ("pictures", "![a]("),
        ("definitions", "[a{}]: https://a.example\n"),
        ("definitions-used", "[a]: x\n\n[a] "),
        ("footnotes", "[^{}] \n\n[^{}]: a\n\n"),
        ("lists", "- "),
        ("lists-of-lines", "- a\n"),
        ("numbers", "1. "),
        ("quotes", "> "),
        ("quotes-of-lines", "> a\n"),
        ("headings", "# a\n\n"),
        ("angle", "<"),
        ("angle-letter", "<a "),
        ("comments", "<!--"),
        ("instructions", "<?"),
        ("cdata", "<![CDATA["),
        ("entities", "&amp;"),
        ("ampersands", "&"),
        ("code", "`"),
        ("code-growing", "`a``b"),
        ("fences", "```\n"),
        ("backslashes", "\\"),
        ("rules", "---\n"),
        ("table-rows", "|a|\n|-|\n"),
        ("pipes", "|"),
        ("math", "$a"),
        ("names", "Storno und Hotline. "),
        ("urls", "https://a.example/{} "),
        ("www", "www."),
    ];
    for (name, piece) in list {
        one(cases, format!("prose/{name}"), "a.yaml", move |bytes| element(&again(piece, bytes)));
    }
    one(cases, "prose/table-wide", "a.yaml", move |bytes| {
        let (head, line) = ("|a".repeat(bytes / 8), "|-".repeat(bytes / 8));
        element(&format!("{head}|\n{line}|\n{}", "|b|\n".repeat(bytes / 8)))
    });
    one(cases, "prose/lists-nested", "a.yaml", move |bytes| {
        let steps = (bytes as f64).sqrt() as usize;
        element(&(0..steps).map(|step| format!("{}- a\n", "  ".repeat(step))).collect::<String>())
    });
    one(cases, "prose/quotes-nested", "a.yaml", move |bytes| {
        let steps = (bytes as f64).sqrt() as usize;
        element(&(0..steps).map(|step| format!("{}a\n", "> ".repeat(step + 1))).collect::<String>())
    });
    one(cases, "prose/code-of-all-lengths", "a.yaml", move |bytes| {
        let steps = (bytes as f64 * 2.0).sqrt() as usize;
        element(&(1..steps).map(|step| format!("{}a", "`".repeat(step))).collect::<String>())
    });
    one(cases, "prose/terms-in-terms", "a.yaml", move |bytes| {
        let terms = again("  - name: wort wort {}\n    definition: wort wort wort wort wort {}\n", bytes);
        format!("terms:\n{terms}")
    });
}

fn element(text: &str) -> String {
    let quoted: String = text
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            '\n' => "\\n".to_owned(),
            c => c.to_string(),
        })
        .collect();
    format!(
        "channels:\n  a:\n    name: Hotline\n    type: phone\nterms:\n  storno:\n    name: Storno\n    definition: Das Ende.\n\
         personas:\n  p:\n    name: P\n    description: \"{quoted}\"\n"
    )
}

/// Files of decisions.
pub(super) fn settings(cases: &mut Vec<Case>) {
    let list: &'static [(&str, &str, &str, &str)] = &[
        ("rules", "rules:\n", "  r{}: { select: \"team[name = x{}]\", message: \"{name}\" }\n", ""),
        ("rules-of-one-name", "rules:\n", "  r: { select: team, message: m }\n", ""),
        ("kinds", "extend:\n  kinds:\n", "    k{}: { plural: ks{}, fields: { a: { type: text } } }\n", ""),
        ("fields", "extend:\n  fields:\n    team:\n", "      f{}: { type: text }\n", ""),
        ("values", "extend:\n  fields:\n    team:\n      f: { type: enum, values: [", "v{}, ", "] }\n"),
        ("excludes", "exclude:\n", "  - \"x{}/**/*.cx\"\n", ""),
        ("glob-of-stars", "exclude: [\"", "**/", "a\"]\n"),
        ("glob-of-star-letters", "exclude: [\"", "*a", "\"]\n"),
        ("glob-of-braces", "exclude: [\"", "{a,b}", "\"]\n"),
        ("glob-open-braces", "exclude: [\"", "{a,", "\"]\n"),
        ("glob-of-classes", "exclude: [\"", "[a-z]", "\"]\n"),
        ("checks", "checks:\n", "  stale{}: deny\n", ""),
        ("check-files", "checks:\n", "  stale: { level: deny, files: \"x{}/**\" }\n", ""),
        ("words-of-a-check", "checks:\n  jargon:\n    words: [", "wort{}, ", "]\n"),
        ("selector-nots", "rules:\n  a:\n    message: m\n    select: \"team[", "!", "a]\"\n"),
        ("selector-parens", "rules:\n  a:\n    message: m\n    select: \"team[", "(", "a]\"\n"),
        ("selector-brackets", "rules:\n  a:\n    message: m\n    select: \"", "journey[steps[", "a]\"\n"),
        ("selector-path", "rules:\n  a:\n    message: m\n    select: \"journey[", "steps.journey.", "name]\"\n"),
        ("selector-ors", "rules:\n  a:\n    message: m\n    select: \"team[", "name = a || ", "name]\"\n"),
        ("selector-list", "rules:\n  a:\n    message: m\n    select: \"", "team, ", "team\"\n"),
        ("message", "rules:\n  a:\n    select: team\n    message: \"", "{name}", "\"\n"),
        ("message-braces", "rules:\n  a:\n    select: team\n    message: \"", "{", "\"\n"),
        ("languages", "languages: [", "de, ", "en]\n"),
        ("coverage", "coverage:\n", "  owner: 5\n", ""),
        ("site", "site:\n", "  foot: x\n", ""),
        ("names", "name: \"", "größe ", "\"\n"),
    ];
    for (name, before, piece, after) in list {
        add(cases, format!("settings/{name}"), Work::Base, move |bytes| {
            let team = "team a \"A\" { owner: b }\njourney b \"B\" { stage \"S\" { step x \"X\" { journey: b } } }\n";
            vec![
                ("touchbase.yaml", format!("{before}{}{after}", again(piece, bytes)).into_bytes()),
                ("a.cx", team.as_bytes().to_vec()),
            ]
        });
    }
    add(cases, "settings/baseline", Work::Base, move |bytes| {
        let text = format!("version: 1\nfindings:\n  missing-field:\n{}", again("    a{}: [0123456789ab]\n", bytes));
        vec![("touchbase-baseline.yaml", text.into_bytes()), ("a.cx", b"team a {}\n".to_vec())]
    });
    add(cases, "settings/baseline-of-one", Work::Base, move |bytes| {
        let text =
            format!("version: 1\nfindings:\n  missing-field:\n    team a:\n{}", again("      - 0123456789ab\n", bytes));
        vec![("touchbase-baseline.yaml", text.into_bytes()), ("a.cx", again("team a {}\n", bytes).into_bytes())]
    });
    add(cases, "settings/translations", Work::Base, move |bytes| {
        let text = format!(
            "version: 1\ntranslations:\n{}",
            again("  team a{}:\n    name: { en: 0123456789ab-0123456789ab }\n", bytes)
        );
        vec![("touchbase-translations.yaml", text.into_bytes()), ("a.cx", b"team a {}\n".to_vec())]
    });
    add(cases, "settings/rules-times-elements", Work::Base, move |bytes| {
        let many = ((bytes / 50) as f64).sqrt() as usize;
        let rules = again("  r{}: { select: \"team[name ~ x{}]\", message: \"{name}\" }\n", many * 50);
        vec![
            ("touchbase.yaml", format!("rules:\n{rules}").into_bytes()),
            ("a.cx", again("team a{} \"A{}\" {}\n", many * 20).into_bytes()),
        ]
    });
}

const CX: &[u8] = b"persona mia \"Mia\" {}\nteam t \"T\" {}\n";

/// What is imported.
pub(super) fn imports(cases: &mut Vec<Case>) {
    let diagrams: &'static [(&str, &str, &str)] = &[
        ("one-line", "journey\nsection S\n", "a"),
        ("task", "journey\nsection S\n", "a{}: 3: B\n"),
        ("one-task", "journey\nsection S\n", "a: 3: B\n"),
        ("actors", "journey\nsection S\na: 3: ", "b{}, "),
        ("one-actor", "journey\nsection S\na: 3: ", "b, "),
        ("colons", "journey\nsection S\n", ":"),
        ("sections", "journey\n", "section S\n"),
        ("titles", "journey\n", "title S{}\n"),
        ("characters", "journey\nsection S\n", "#35;"),
        ("hashes", "journey\nsection S\n", "#"),
        ("comments", "journey\n", "%% c\n"),
        ("directives", "journey\n", "%%{\n"),
        ("descriptions", "journey\n", "accDescr {\n"),
        ("front-matter", "---\n", "title: a\n"),
        ("journeys", "", "journey\n"),
        ("junk", "journey\n", "x\n"),
    ];
    for (name, before, piece) in diagrams {
        add(cases, format!("mermaid/{name}"), Work::Import("mermaid"), move |bytes| {
            vec![("a.cx", CX.to_vec()), ("in.mmd", format!("{before}{}", again(piece, bytes)).into_bytes())]
        });
    }
    for (name, piece) in [
        ("fences", "```mermaid\n"),
        ("diagrams", "```mermaid\njourney\ntitle T\na: 3: B\n```\n"),
        ("quotes", "> "),
        ("other-fences", "~~~\n"),
    ] {
        add(cases, format!("mermaid-in-markdown/{name}"), Work::Import("mermaid"), move |bytes| {
            vec![("a.cx", CX.to_vec()), ("in.md", again(piece, bytes).into_bytes())]
        });
    }
    let tables: &'static [(&str, &str, &str)] = &[
        ("rows", "id;name\n", "a{};A{}\n"),
        ("rows-of-one-id", "id;name\n", "a;A{}\n"),
        ("rows-of-one-name", "id;name\n", ";A\n"),
        ("rows-without-id", "id;name\n", ";A{}\n"),
        ("known-rows", "id;name;summary\n", "mia;Mia;x{}\n"),
        ("columns", "id;name;", "x{};"),
        ("columns-of-one-name", "id;name;", "summary;"),
        ("cells", "id;name\na;A;", "x;"),
        ("quotes", "id;name\n", "\""),
        ("open-quote", "id;name\na;\"", "x\n"),
        ("references", "id;name;channels\na;A;\"", "c{};"),
        ("list", "id;name;needs\na;A;\"", "c;"),
        ("empty-lines", "id;name\n", "\n"),
        ("empty-rows", "id;name\n", ";;\n"),
        ("backslashes", "id;name;needs\na;A;\"", "\\"),
    ];
    for (name, before, piece) in tables {
        add(cases, format!("csv/{name}"), Work::Import("csv"), move |bytes| {
            vec![("a.cx", CX.to_vec()), ("personas.csv", format!("{before}{}", again(piece, bytes)).into_bytes())]
        });
    }
    for (name, before, piece) in [
        ("steps", "journey;stage;id;name\n", "r;s;a{};A{}\n"),
        ("steps-of-nothing", "journey;stage;id;name\n", "r{};s{};a{};A{}\n"),
    ] {
        add(cases, format!("csv/{name}"), Work::Import("csv"), move |bytes| {
            let journey = b"journey r \"R\" { stage s \"S\" { step x \"X\" {} } }\n".to_vec();
            vec![("a.cx", journey), ("steps.csv", format!("{before}{}", again(piece, bytes)).into_bytes())]
        });
    }
    let sheets: &'static [(&str, &str, &str, &str)] = &[
        ("rows", "<sheetData>", "<row><c t=\"str\"><v>a{}</v></c><c t=\"str\"><v>A{}</v></c></row>", "</sheetData>"),
        (
            "far",
            "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>",
            "<row/>",
            "</sheetData>",
        ),
        ("wide-rows", "<sheetData>", "<row><c r=\"XFD1{}\"><v>1</v></c></row>", "</sheetData>"),
        ("blanks", "<sheetData><row><c t=\"str\"><v>id</v></c></row>", " ", "</sheetData>"),
        (
            "formula",
            "<sheetData><row><c r=\"A1\"><f t=\"shared\" si=\"0\" ref=\"A1:A9999\">",
            "A1+",
            "1</f><v>1</v></c></row></sheetData>",
        ),
        (
            "formulas",
            "<sheetData><row><c r=\"A1\"><f t=\"shared\" si=\"0\" ref=\"A1:A9999\">1+1</f><v>1</v></c></row>",
            "<row><c><f t=\"shared\" si=\"0\"/></c></row>",
            "</sheetData>",
        ),
        (
            "claimed-formula",
            "<sheetData><row><c><f t=\"shared\" si=\"4000000000\" ref=\"A1:A9\">1</f></c></row>",
            "<row/>",
            "</sheetData>",
        ),
        (
            "merged",
            "<sheetData><row><c t=\"str\"><v>id</v></c></row></sheetData><mergeCells>",
            "<mergeCell ref=\"A1:XFD1048576\"/>",
            "</mergeCells>",
        ),
        ("text", "<sheetData><row><c t=\"inlineStr\"><is><t>", "x", "</t></is></c></row></sheetData>"),
    ];
    for (name, before, piece, after) in sheets {
        add(cases, format!("xlsx/{name}"), Work::Import("xlsx"), move |bytes| {
            let sheet = format!("<worksheet>{before}{}{after}</worksheet>", again(piece, bytes));
            vec![("a.cx", CX.to_vec()), ("in.xlsx", workbook(&sheet, "<sst/>"))]
        });
    }
    add(cases, "xlsx/shared-text", Work::Import("xlsx"), move |bytes| {
        let sheet = format!(
            "<worksheet><sheetData>{}</sheetData></worksheet>",
            again("<row><c t=\"s\"><v>0</v></c></row>", bytes)
        );
        let strings = format!("<sst><si><t>{}</t></si></sst>", again("x", bytes));
        vec![("a.cx", CX.to_vec()), ("in.xlsx", workbook(&sheet, &strings))]
    });
    add(cases, "xlsx/claimed-strings", Work::Import("xlsx"), move |bytes| {
        let strings = format!("<sst uniqueCount=\"1000000000000\">{}</sst>", again(" ", bytes));
        vec![("a.cx", CX.to_vec()), ("in.xlsx", workbook("<worksheet><sheetData/></worksheet>", &strings))]
    });
    add(cases, "xlsx/one-sheet", Work::Import("xlsx"), move |bytes| {
        let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", again("<row/>", bytes));
        vec![("a.cx", CX.to_vec()), ("in.xlsx", workbook_of(bytes / 60, &sheet, "<sst/>"))]
    });
    // A thousandth of what it unpacks to.
    add(cases, "xlsx/bomb", Work::Import("xlsx"), move |bytes| {
        let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", " ".repeat(bytes * 300));
        vec![("a.cx", CX.to_vec()), ("in.xlsx", workbook(&sheet, "<sst/>"))]
    });
}

/// A workbook of one sheet, packed.
fn workbook(sheet: &str, strings: &str) -> Vec<u8> {
    workbook_of(1, sheet, strings)
}

/// A workbook that has one part as all of its sheets, packed.
fn workbook_of(sheets: usize, sheet: &str, strings: &str) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        let kind = format!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}");
        format!("<Relationships><Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/></Relationships>")
    };
    let names: String =
        (0..sheets).map(|number| format!("<sheet name=\"Personas {number}\" r:id=\"rId1\"/>")).collect();
    let book = format!(
        "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{names}</sheets></workbook>"
    );
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("_rels/.rels", relation("rId1", "officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relation("rId1", "worksheet", "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml", sheet.to_owned()),
        ("xl/sharedStrings.xml", strings.to_owned()),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let _ = zip.start_file(name, options).map(|()| zip.write_all(text.as_bytes()));
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// What an editor says.
pub(super) fn talks(cases: &mut Vec<Case>) {
    type Talk = (&'static str, fn(usize) -> String);
    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }
    fn said(body: &str) -> String {
        let start = framed("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}");
        let open = framed(
            "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"untitled:a.cx\",\"languageId\":\"cx\",\"version\":1,\"text\":\"team a {}\"}}}",
        );
        let end = framed("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"shutdown\"}")
            + &framed("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");
        format!("{start}{open}{body}{end}")
    }
    let list: &'static [Talk] = &[
        ("length", |bytes| format!("Content-Length: 1000000000\r\n\r\n{}", again("x", bytes))),
        ("largest-length", |bytes| format!("Content-Length: 260000000\r\n\r\n{}", again("x", bytes))),
        ("header", |bytes| again("x", bytes)),
        ("headers", |bytes| again("X-{}: a\r\n", bytes)),
        ("empty-lines", |bytes| again("\r\n", bytes)),
        ("nested", |bytes| framed(&again("[", bytes))),
        ("nested-parameters", |bytes| {
            framed(&format!("{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\",\"params\":{}", again("[", bytes)))
        }),
        ("requests", |bytes| {
            again(
                &framed(
                    "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"textDocument/hover\",\"params\":{\"textDocument\":{\"uri\":\"untitled:a.cx\"},\"position\":{\"line\":4294967295,\"character\":4294967295}}}",
                ),
                bytes,
            )
        }),
        ("cancellations", |bytes| {
            again(&framed("{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":9}}"), bytes)
        }),
        ("unknown", |bytes| again(&framed("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"x\"}"), bytes)),
        ("changes", |bytes| {
            again(
                &framed(
                    "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":\"untitled:a.cx\",\"version\":2},\"contentChanges\":[{\"range\":{\"start\":{\"line\":0,\"character\":0},\"end\":{\"line\":0,\"character\":1}},\"text\":\"t\"}]}}",
                ),
                bytes,
            )
        }),
        ("one-text", |bytes| {
            framed(&format!(
                "{{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{{\"textDocument\":{{\"uri\":\"untitled:b.cx\",\"languageId\":\"cx\",\"version\":1,\"text\":\"{}\"}}}}}}",
                again("team a{} {}", bytes)
            ))
        }),
    ];
    for (name, make) in list {
        add(cases, format!("lsp/{name}"), Work::Talk, move |bytes| {
            vec![("a.cx", CX.to_vec()), ("in.txt", said(&make(bytes)).into_bytes())]
        });
    }
}
