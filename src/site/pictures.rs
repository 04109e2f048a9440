//! Files of the knowledge base that pages show or load: which ones texts and settings name, and where they lie below the site.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Parser, Tag};
use rayon::prelude::*;

use super::{Input, drawing, picture_size, urls};
use crate::config::Config;
use crate::model::{Datum, ElementId, ElementRef, Model};
use crate::naming;
use crate::output::OutputFile;

/// Paths of all pictures that elements show or Markdown embeds, relative to the root of the knowledge base and below it.
/// The command line reads those that exist and hands them in, see [`Input`].
pub fn pictures(model: &Model) -> BTreeSet<String> {
    let of = |number| shown(model.element(ElementId(number))).into_iter().filter(|path| is_below_root(path));
    let paths: Vec<String> = model.numbers().into_par_iter().with_min_len(512).flat_map_iter(of).collect();
    paths.into_iter().collect()
}

/// The paths of all pictures that an element shows or embeds, as they are written.
fn shown(element: ElementRef<'_>) -> Vec<String> {
    let mut paths = Vec::new();
    for field in element.fields().chain(element.translations()) {
        for item in field.data.content.items() {
            match &item.datum {
                Datum::Image(path) => paths.push(path.to_string()),
                Datum::Markdown(text) if text.contains("![") => paths.extend(embedded(text)),
                _ => {}
            }
        }
    }
    paths
}

/// The same with the files that the settings of the site name: logo and style sheets.
pub fn files(model: &Model, config: &Config) -> BTreeSet<String> {
    let mut paths = pictures(model);
    paths.extend(config.site.files().map(|file| file.path.clone()).filter(|path| is_below_root(path)));
    paths
}

/// Why a file of the knowledge base must not become one of the site, in words that follow a colon; none when it may.
pub fn refused(path: &str, bytes: &[u8]) -> Option<&'static str> {
    let drawn = path.to_ascii_lowercase().ends_with(".svg");
    (drawn && !drawing::is_still(bytes)).then_some("it holds scripts, or what could hide some; save it as a plain SVG")
}

fn embedded(text: &str) -> impl Iterator<Item = String> {
    Parser::new(text).filter_map(|event| match event {
        Event::Start(Tag::Image { dest_url, .. }) => Some(dest_url.to_string()),
        _ => None,
    })
}

fn is_below_root(path: &str) -> bool {
    let clean = !path.contains([':', '\\']) && !path.starts_with('/') && !path.chars().any(char::is_control);
    clean && !path.is_empty() && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// A picture as a page shows it.
#[derive(Debug, Clone)]
pub(super) struct Picture {
    /// Where it lies, as part of an address.
    pub(super) address: String,
    /// Its width and height in pixels, if they could be read.
    size: Option<(u32, u32)>,
}

impl Picture {
    /// The attributes by which a page keeps room for it, a space before each; nothing when the size is unknown.
    pub(super) fn room(&self) -> String {
        self.size.map_or_else(String::new, |(width, height)| format!(" width=\"{width}\" height=\"{height}\""))
    }

    /// The same picture, seen from a page whose way up to the root is `root`.
    pub(super) fn from(&self, root: &str) -> Picture {
        Picture { address: [root, &self.address].concat(), size: self.size }
    }
}

/// The pictures that were handed in, by their paths in the knowledge base; addresses are relative to the site.
pub(super) fn placed(input: &Input<'_>) -> BTreeMap<String, Picture> {
    let below = input.pictures.iter().filter(|(path, _)| is_below_root(path));
    let placed = below.map(|(path, bytes)| {
        let address = urls::path(&place(path));
        (path.clone(), Picture { address, size: picture_size::size(bytes) })
    });
    placed.collect()
}

/// The picture number `at`, as a file of the site.
pub(super) fn file(input: &Input<'_>, at: usize) -> Option<OutputFile> {
    let contents = input.pictures.values().nth(at)?.clone();
    Some(OutputFile { path: path(input, at)?.into(), contents })
}

/// Where the picture number `at` goes, relative to the site.
pub(super) fn path(input: &Input<'_>, at: usize) -> Option<String> {
    let path = input.pictures.keys().nth(at).filter(|path| is_below_root(path))?;
    Some(place(path))
}

/// Where the file `path` of the knowledge base goes; its name is changed where not every system can have a file of that name.
pub(super) fn place(path: &str) -> String {
    let folder = if path.ends_with(".css") { "styles" } else { "pictures" };
    let parts: Vec<Cow<'_, str>> = path.split('/').map(naming::portable).collect();
    format!("assets/{folder}/{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_below_the_root_are_pictures() {
        assert!(is_below_root("bilder/mia.jpg"));
        for path in ["../x.png", "/etc/x.png", "https://example.org/x.png", "a//b.png", "a\\b.png", ""] {
            assert!(!is_below_root(path), "{path}");
        }
    }

    #[test]
    fn pictures_lie_where_every_system_can_have_them() {
        assert_eq!(place("bilder/größe 😀.png"), "assets/pictures/bilder/größe 😀.png");
        assert_eq!(place("Aux/wann?.png"), "assets/pictures/Aux_/wann_.png");
    }
}
