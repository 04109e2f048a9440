//! The setting `site`: how the published site looks and where it is found.
//!
//! Turns YAML into [`Site`]. Which parts there are is declared once, in [`SITE`]. Whether files are there and colours can be read is
//! left to the checks.

use super::Setting;
use super::accent::{Accent, Asked};
use super::color::Color;
use super::reader::{Reader, first_of_each};
use crate::schema::Language;
use crate::syntax::{Value, ValueKind};
use crate::text::Span;

/// What a team decides about its site.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// Title of the site, if it differs from the name of the knowledge base.
    pub(super) name: Option<String>,
    /// Address of the repository, if it differs from the one of the knowledge base.
    pub(super) repository: Option<String>,
    /// The picture at the top of every page.
    pub logo: Option<Logo>,
    /// The accent colour.
    pub accent: Option<Accent>,
    /// Markdown at the foot of every page, in each language in which it is given; without a language it is in the main one.
    pub footer: Vec<(Option<Language>, String)>,
    /// Style sheets that are loaded after all others, in this order.
    pub css: Vec<NamedFile>,
    /// Where the site will be found, without a slash at the end.
    pub base: Option<String>,
}

/// A picture at the top of every page.
#[derive(Debug, Clone)]
pub struct Logo {
    /// The picture.
    pub file: NamedFile,
    /// The words in the picture. With them it stands alone, else beside the name.
    pub alt: Option<String>,
}

/// A file of the knowledge base that a setting names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFile {
    /// Path relative to the root of the knowledge base and below it, with `/`.
    pub path: String,
    /// Where it is written.
    pub span: Span,
}

impl Site {
    /// Every file that the settings name.
    pub fn files(&self) -> impl Iterator<Item = &NamedFile> {
        self.logo.iter().map(|logo| &logo.file).chain(&self.css)
    }
}

/// Endings of pictures that every browser shows.
const PICTURES: &[&str] = &["svg", "png", "jpg", "jpeg", "webp", "gif", "avif"];

/// Every part of the setting, in the order of the reference.
pub static SITE: &[Setting<Site>] = &[
    Setting {
        key: "name",
        doc: "Title of the site. It wins over the setting `name` outside `site`; without it, that one is the title.",
        example: "Kaffeeklub Amsel",
        read: |reader, site, value| site.name = reader.text(value),
    },
    Setting {
        key: "logo",
        doc: "A picture below the folder of this file, shown beside the name; or `{ file: …, alt: … }`, with the words in the picture, \
              which then stands in place of the name. A square one is the icon of the site, too.",
        example: "bilder/logo.svg",
        read: |reader, site, value| site.logo = logo(reader, value),
    },
    Setting {
        key: "accent",
        doc: "The accent colour, in quotes; or `{ light: …, dark: … }`, one for light pages and one for dark ones. Otherwise the site \
              finds a tint for dark pages itself. A colour that cannot be read is reported, and the nearest one that can be is used.",
        example: "\"#7a2e1d\"",
        read: |reader, site, value| site.accent = accent(reader, value),
    },
    Setting {
        key: "repository",
        doc: "As the setting `repository` outside `site`, over which it wins. Every page links to it at its foot.",
        example: "https://git.example.org/cx/blob/main",
        read: |reader, site, value| site.repository = reader.address(value),
    },
    Setting {
        key: "footer",
        doc: "Markdown at the foot of every page: who is responsible, whom to ask. Links lead to web and mail addresses. A map of \
              languages, `{ de: …, en: … }`, gives the pages of each language their own.",
        example: "\"Questions? [Write to us](mailto:cx@example.org).\"",
        read: |reader, site, value| site.footer = footer(reader, value),
    },
    Setting {
        key: "css",
        doc: "One or several style sheets below the folder of this file; copied, and loaded after all others.",
        example: "stil/team.css",
        read: |reader, site, value| site.css = sheets(reader, value),
    },
    Setting {
        key: "base",
        doc: "Address at which the site will be found. With it, pages name their own address, `sitemap.xml` is written, and the links of \
              `404.html`, which servers show at any depth, are absolute; those of all other pages stay relative.",
        example: "https://cx.example.org",
        read: |reader, site, value| site.base = base(reader, value),
    },
];

/// Reads the setting.
pub(super) fn read(reader: &mut Reader, value: &Value) -> Site {
    let mut site = Site::default();
    for entry in first_of_each(reader.entries(value)) {
        let key = entry.key.text.as_str();
        match SITE.iter().find(|part| part.key == key) {
            Some(part) => (part.read)(reader, &mut site, &entry.value),
            None => reader.unknown(&entry.key, SITE.iter().map(|part| part.key)),
        }
    }
    site
}

fn logo(reader: &mut Reader, value: &Value) -> Option<Logo> {
    let ValueKind::Map(entries) = &value.kind else {
        return Some(Logo { file: picture(reader, value)?, alt: None });
    };
    let (mut file, mut alt) = (None, None);
    for entry in entries {
        match entry.key.text.as_str() {
            "file" => file = file.or_else(|| picture(reader, &entry.value)),
            "alt" => alt = alt.or_else(|| reader.text(&entry.value)),
            _ => reader.unknown(&entry.key, ["file", "alt"].into_iter()),
        }
    }
    if entries.iter().all(|entry| entry.key.text != "file") {
        let help = "add `file: bilder/logo.svg`, with the path of your picture".to_owned();
        reader.fault(value.span, "The logo has no `file`.", Some(help));
    }
    file.map(|file| Logo { file, alt })
}

fn picture(reader: &mut Reader, value: &Value) -> Option<NamedFile> {
    let path = reader.file(value, PICTURES)?;
    Some(NamedFile { path, span: value.span })
}

fn footer(reader: &mut Reader, value: &Value) -> Vec<(Option<Language>, String)> {
    let ValueKind::Map(entries) = &value.kind else {
        return reader.text(value).map(|text| (None, text)).into_iter().collect();
    };
    let mut footers: Vec<(Option<Language>, String)> = Vec::new();
    for entry in entries {
        let code = entry.key.text.as_str();
        let language = Language::of(code).filter(|_| Language::OF_SITES.contains(&code));
        match language {
            None => reader.unknown(&entry.key, Language::OF_SITES.iter().copied()),
            // Of repeated languages the first counts.
            Some(_) if footers.iter().any(|(known, _)| *known == language) => {}
            Some(_) => footers.extend(reader.text(&entry.value).map(|text| (language, text))),
        }
    }
    footers
}

fn accent(reader: &mut Reader, value: &Value) -> Option<Accent> {
    let ValueKind::Map(entries) = &value.kind else {
        return Some(Accent { light: Some(color(reader, value)?), dark: None });
    };
    let (mut light, mut dark) = (None, None);
    for entry in entries {
        match entry.key.text.as_str() {
            "light" => light = light.or_else(|| color(reader, &entry.value)),
            "dark" => dark = dark.or_else(|| color(reader, &entry.value)),
            _ => reader.unknown(&entry.key, ["light", "dark"].into_iter()),
        }
    }
    (light.is_some() || dark.is_some()).then_some(Accent { light, dark })
}

fn color(reader: &mut Reader, value: &Value) -> Option<Asked> {
    if matches!(value.kind, ValueKind::Empty) {
        let help =
            "put it in quotes, `\"#7a2e1d\"`: without them, YAML takes what follows `#` for a comment".to_owned();
        reader.fault(value.span, "A colour belongs here.", Some(help));
        return None;
    }
    let text = reader.text(value)?;
    let color = Color::parse(&text);
    if color.is_none() {
        let help = "write red, green and blue as six digits from 0 to f, for example `\"#7a2e1d\"`".to_owned();
        reader.fault(value.span, format!("`{text}` is not a colour."), Some(help));
    }
    color.map(|color| Asked { color, span: value.span })
}

fn sheets(reader: &mut Reader, value: &Value) -> Vec<NamedFile> {
    let values = match &value.kind {
        ValueKind::List(values) => values.as_slice(),
        _ => std::slice::from_ref(value),
    };
    let mut sheets: Vec<NamedFile> = Vec::new();
    for value in values {
        let path = reader.file(value, &["css"]);
        if let Some(path) = path.filter(|path| sheets.iter().all(|sheet| sheet.path != *path)) {
            sheets.push(NamedFile { path, span: value.span });
        }
    }
    sheets
}

fn base(reader: &mut Reader, value: &Value) -> Option<String> {
    let base = reader.address(value)?;
    if base.contains(['?', '#']) {
        let help = "name the folder alone, for example `https://cx.example.org/wissen`".to_owned();
        reader.fault(value.span, "The address of a site has no `?` and no `#`.", Some(help));
        return None;
    }
    Some(base)
}
