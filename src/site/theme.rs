//! The look that a team gives its site: accent colour, logo and icon, foot, style sheets of its own.
//!
//! A strict policy forbids styles within pages, so the accent is a small style sheet of its own, written only when there is one.

use minijinja::{Value, context};

use super::base::Base;
use super::{escape, markdown, picture_size, pictures, urls};
use crate::config::accent::{Accent, Scheme};
use crate::output::OutputFile;
use crate::schema::Language;

/// Where the style sheet of the accent colour goes.
const ACCENT: &str = "assets/accent.css";
/// The built-in icon.
const ICON: &str = "assets/favicon.svg";
/// The accent colour of the built-in icon.
const ICON_ACCENT: &str = "#00666e";
/// Height of the logo on pages, in CSS pixels.
const LOGO_HEIGHT: u32 = 32;

/// The look of a site.
pub(super) struct Theme {
    accent: Option<Accent>,
    /// Address of the icon below the site, and its type.
    icon: (String, &'static str),
    logo: Option<Logo>,
    footer: Option<String>,
    repository: Option<String>,
    /// Addresses of the team's style sheets below the site.
    sheets: Vec<String>,
}

struct Logo {
    src: String,
    /// The words in the picture; without them it only adorns the name.
    alt: Option<String>,
    /// Width on pages in CSS pixels, where it is known.
    width: Option<u32>,
}

/// The foot in the language of the pages; that of another language, marked as such, where there is no other.
fn footer(base: &Base<'_>) -> Option<String> {
    let (here, main) = (base.model.language(), base.input.model.language());
    let feet = &base.input.config.site.footer;
    let of = |wanted: Language| feet.iter().find(|(language, _)| language.unwrap_or(main) == wanted);
    let (language, text) = of(here).or_else(|| of(main)).or_else(|| feet.first())?;
    let html = markdown::render(text, &[], 2, &|_| None);
    match language.unwrap_or(main) {
        language if language == here => Some(html),
        other => Some(format!("<div lang=\"{}\">{html}</div>", other.code())),
    }
}

impl Theme {
    /// The look that the configuration asks for, as far as its files are there.
    pub(super) fn new(base: &Base<'_>) -> Theme {
        let (config, site) = (base.input.config, &base.input.config.site);
        let sheets = site.css.iter().filter(|sheet| base.input.pictures.contains_key(&sheet.path));
        Theme {
            accent: site.accent,
            icon: icon(base).unwrap_or_else(|| (ICON.to_owned(), "image/svg+xml")),
            logo: logo(base),
            footer: footer(base),
            repository: config.repository.as_deref().and_then(urls::external),
            sheets: sheets.map(|sheet| urls::path(&pictures::place(&sheet.path))).collect(),
        }
    }

    /// Logo, foot and repository, for templates; none where there is nothing.
    pub(super) fn values(&self) -> [(&'static str, Value); 3] {
        let logo = self.logo.as_ref().map(|logo| {
            context! { src => logo.src.as_str(), alt => logo.alt.as_deref(), width => logo.width, height => LOGO_HEIGHT }
        });
        let footer = self.footer.as_deref().map(|html| Value::from_safe_string(html.to_owned()));
        [
            ("logo", Value::from(logo)),
            ("footer", Value::from(footer)),
            ("repository", Value::from(self.repository.clone())),
        ]
    }

    /// Links of the head to the icon and to the style sheets of all pages, for a page whose way up to the root is `root`.
    pub(super) fn links(&self, root: &str) -> String {
        let (icon, kind) = &self.icon;
        let mut html = format!("<link rel=\"icon\" href=\"{root}{icon}\" type=\"{kind}\">\n");
        push_sheet(root, "assets/site.css", &mut html);
        if self.accent.is_some() {
            push_sheet(root, ACCENT, &mut html);
        }
        html
    }

    /// Links of the head to the team's own style sheets, which come last.
    pub(super) fn own_sheets(&self, root: &str) -> String {
        let mut html = String::new();
        for sheet in &self.sheets {
            push_sheet(root, sheet, &mut html);
        }
        html
    }

    /// The style sheet of the accent colour, if there is one.
    pub(super) fn accent_sheet(&self) -> Option<OutputFile> {
        Some(OutputFile::text(ACCENT, css(self.accent.as_ref()?)?))
    }

    /// A built-in file in the colours of the team.
    pub(super) fn tinted(&self, name: &str, text: &str) -> Option<String> {
        let accent = self.accent.filter(|_| name == ICON)?.tones(Scheme::Light)?.accent;
        Some(text.replace(ICON_ACCENT, &accent.to_string()))
    }
}

fn push_sheet(root: &str, sheet: &str, html: &mut String) {
    for piece in ["<link rel=\"stylesheet\" href=\"", root, sheet, "\">\n"] {
        html.push_str(piece);
    }
}

fn css(accent: &Accent) -> Option<String> {
    let (light, dark) = (accent.tones(Scheme::Light)?, accent.tones(Scheme::Dark)?);
    Some(format!(
        "/* The accent colour of `touchbase.yaml`, and the tints that go with it. */\n\
         :root {{ --accent: {}; --tint: {}; }}\n\
         @supports (color: light-dark(#000, #fff)) {{\n  \
         :root {{ --accent: light-dark({}, {}); --tint: light-dark({}, {}); }}\n}}\n",
        light.accent, light.tint, light.accent, dark.accent, light.tint, dark.tint
    ))
}

fn logo(base: &Base<'_>) -> Option<Logo> {
    let logo = base.input.config.site.logo.as_ref()?;
    let src = base.picture(&logo.file.path, "")?.address;
    let size = base.input.pictures.get(&logo.file.path).and_then(|bytes| picture_size::size(bytes));
    let width = size.map(|size| (ratio(size) * f64::from(LOGO_HEIGHT)).round().clamp(1.0, 1000.0) as u32);
    Some(Logo { src, alt: logo.alt.clone(), width })
}

/// Width of a picture by its height.
fn ratio((width, height): (u32, u32)) -> f64 {
    f64::from(width) / f64::from(height)
}

/// The logo as icon of the site: only a square one, for browsers squeeze anything else into a square.
fn icon(base: &Base<'_>) -> Option<(String, &'static str)> {
    let path = &base.input.config.site.logo.as_ref()?.file.path;
    let kind = match path.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => return None,
    };
    let square = (0.8..=1.25).contains(&ratio(picture_size::size(base.input.pictures.get(path)?)?));
    square.then(|| base.shared_picture(path).map(|picture| (escape::html(&picture.address), kind)))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::accent::Asked;
    use crate::config::color::Color;
    use crate::text::{SourceId, Span};

    fn built_in(name: &str) -> &'static str {
        let file = super::super::templates::assets(&[]).find(|(asset, _)| *asset == name);
        file.map(|(_, text)| text.to_owned().leak()).unwrap_or_default()
    }

    /// Colours are checked against the grounds that the built-in style sheet paints.
    #[test]
    fn the_grounds_of_the_style_sheet_are_those_that_are_checked() {
        let sheet = built_in("assets/site.css").replace("#fff,", "#ffffff,");
        let ([paper, wash], [dark_paper, dark_wash]) = (Scheme::Light.grounds(), Scheme::Dark.grounds());
        for (name, light, dark) in [("paper", paper, dark_paper), ("wash", wash, dark_wash)] {
            let declared = format!("--{name}: light-dark({light}, {dark})");
            assert!(sheet.contains(&declared), "{declared}");
        }
    }

    #[test]
    fn the_accent_colours_pages_and_the_built_in_icon() {
        let asked = |text| Color::parse(text).map(|color| Asked { color, span: Span::new(SourceId(0), 0, 0) });
        let theme = Theme {
            accent: Some(Accent { light: asked("#7a2e1d"), dark: None }),
            icon: (ICON.to_owned(), ""),
            logo: None,
            footer: None,
            repository: None,
            sheets: vec!["assets/styles/a.css".to_owned()],
        };
        let sheet = theme.accent_sheet().map(|file| String::from_utf8_lossy(&file.contents).into_owned());
        let sheet = sheet.unwrap_or_default();
        assert!(sheet.contains("--accent: #7a2e1d;") && sheet.contains("light-dark(#7a2e1d, #"), "{sheet}");
        let links = theme.links("../");
        assert!(links.ends_with("site.css\">\n<link rel=\"stylesheet\" href=\"../assets/accent.css\">\n"), "{links}");
        assert_eq!(theme.own_sheets(""), "<link rel=\"stylesheet\" href=\"assets/styles/a.css\">\n");
        let icon = theme.tinted(ICON, built_in(ICON)).unwrap_or_default();
        assert!(icon.contains("#7a2e1d") && !icon.contains(ICON_ACCENT), "{icon}");
        assert_eq!(theme.tinted("assets/site.css", ICON_ACCENT), None);
    }
}
