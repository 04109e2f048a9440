//! The further files of a journey: blueprint, story, comparison, picture. Where they lie, and the links between them.

use super::{blueprint, compare, picture, told};
use crate::model::{ElementId, ElementRef};
use crate::output::OutputFile;
use crate::site::Page;
use crate::site::base::Base;
use crate::site::escape;

/// A file beside the page of a journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Sheet {
    /// Shostack's lanes.
    Blueprint,
    /// The journey told in sentences.
    Story,
    /// This journey beside the one it improves on.
    Comparison,
    /// The map as an SVG file.
    Picture,
}

impl Sheet {
    /// What its file name has behind the name of the journey's page.
    fn ending(self) -> &'static str {
        match self {
            Sheet::Blueprint => ".blueprint.html",
            Sheet::Story => ".story.html",
            Sheet::Comparison => ".compare.html",
            Sheet::Picture => ".svg",
        }
    }
}

/// The sheets of a journey; none for other kinds and while it has no steps.
pub(in crate::site) fn of(base: &Base<'_>, id: ElementId) -> Vec<Sheet> {
    let element = base.model.element(id);
    if !has_steps(base, element) {
        return Vec::new();
    }
    let mut sheets = vec![Sheet::Blueprint, Sheet::Story, Sheet::Picture];
    if improved(base, element).is_some() {
        sheets.push(Sheet::Comparison);
    }
    sheets
}

/// Where a sheet of the journey lies below the site. The dot in its name keeps it apart from pages of elements, which have none.
pub(in crate::site) fn path(base: &Base<'_>, id: ElementId, sheet: Sheet) -> Option<String> {
    Some(format!("{}{}", base.addresses.path(id)?.strip_suffix(".html")?, sheet.ending()))
}

/// The page of a sheet; none for the picture, which is no page.
pub(in crate::site) fn page(base: &Base<'_>, id: ElementId, sheet: Sheet) -> Option<Page> {
    let element = base.model.element(id);
    let (path, journey) = (path(base, id, sheet)?, base.journey(element)?);
    let (template, values) = match sheet {
        Sheet::Blueprint => ("journey-blueprint.html", blueprint::values(base, element, journey)),
        Sheet::Story => ("journey-story.html", told::values(base, element, journey)),
        Sheet::Comparison => ("journey-compare.html", compare::values(base, element, improved(base, element)?)),
        Sheet::Picture => return None,
    };
    Some(Page { path, template: template.to_owned(), root: crate::site::pieces::ROOT, values })
}

/// The picture of the map as a file.
pub(in crate::site) fn drawing(base: &Base<'_>, id: ElementId) -> Option<OutputFile> {
    let element = base.model.element(id);
    Some(OutputFile::text(path(base, id, Sheet::Picture)?, picture::svg(base, element, base.journey(element)?)))
}

/// The journey that this one improves on, if both have steps to compare.
pub(super) fn improved<'m>(base: &Base<'m>, element: ElementRef<'m>) -> Option<ElementRef<'m>> {
    if !element.is("journey") {
        return None;
    }
    let before = element.target("improves")?;
    (before != element && has_steps(base, before) && !before.is_nameless()).then_some(before)
}

fn has_steps(base: &Base<'_>, element: ElementRef<'_>) -> bool {
    base.journey(element).is_some_and(|journey| !journey.steps.is_empty())
}

/// Comparisons in which a journey takes part, by the journey that improves.
fn comparisons<'m>(base: &Base<'m>, element: ElementRef<'m>) -> Vec<ElementRef<'m>> {
    let by =
        element.backlinks().filter(|reference| reference.field().key == "improves").map(|reference| reference.from());
    let all = std::iter::once(element).chain(by);
    all.filter(|journey| !journey.is_nameless() && improved(base, *journey).is_some()).take(COMPARED).collect()
}

/// Comparisons linked from one journey: many drafts may improve on the same one.
const COMPARED: usize = 12;

/// The name of the file of a sheet, or of the journey's page: all lie in one folder.
pub(super) fn file(base: &Base<'_>, element: ElementRef<'_>, sheet: Option<Sheet>) -> String {
    let path = match sheet {
        Some(sheet) => path(base, element.id(), sheet),
        None => base.addresses.path(element.id()).map(str::to_owned),
    };
    path.and_then(|path| path.rsplit('/').next().map(str::to_owned)).unwrap_or_default()
}

/// Links between the page of a journey and its sheets; `here` is the present one.
pub(super) fn views(base: &Base<'_>, element: ElementRef<'_>, here: Option<Sheet>) -> String {
    let words = &base.words;
    let mut html = String::new();
    let mut link = |of: ElementRef<'_>, sheet: Option<Sheet>, label: &str| {
        let current = if sheet == here && of == element { " aria-current=\"page\"" } else { "" };
        html.push_str(&format!("<a href=\"{}\"{current}>{}</a>", file(base, of, sheet), escape::html(label)));
    };
    link(element, None, words.get("view_map"));
    link(element, Some(Sheet::Blueprint), words.get("view_blueprint"));
    link(element, Some(Sheet::Story), words.get("view_story"));
    let pairs = comparisons(base, element);
    for journey in &pairs {
        let label = words.get("view_compare");
        let named = format!("{label}: {}", journey.name());
        link(*journey, Some(Sheet::Comparison), if pairs.len() > 1 { &named } else { label });
    }
    html + &format!(
        "<a href=\"{}\" download>{}</a>",
        file(base, element, Some(Sheet::Picture)),
        words.get("download_svg")
    )
}
