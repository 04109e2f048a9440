//! Which page each element has, for good: `touchpoints/hotline.html`, steps as places on the page of their journey.
//!
//! Addresses follow from kinds and ids alone, so they stay while names, texts and neighbours change.

use rustc_hash::FxHashSet;

use crate::model::{ElementId, ElementRef, Model};
use crate::naming;

/// The page name that no element can have: the list of its kind.
const LIST: &str = "index";

/// Folders of the site that no kind can have.
const FOLDERS: &[&str] = &["assets", "reports", "search"];

/// Places that every page of an element has, and that no step can take.
const PLACES: &[&str] = &["main", "details", "description", "used-by", "profile", "history"];

/// The addresses of one site.
#[derive(Debug)]
pub(crate) struct Addresses {
    /// Ending of page names: `html`.
    extension: &'static str,
    /// Folder of each kind.
    folders: Vec<String>,
    /// Path of each element below the site, with `#place` for parts; empty when nothing can point to it.
    paths: Vec<String>,
    /// Former paths with the element that is now found elsewhere.
    moved: Vec<(String, ElementId)>,
}

impl Addresses {
    /// Assigns an address to every element of `model`; names of pages end in `extension`.
    pub(crate) fn new(model: &Model, extension: &'static str) -> Addresses {
        let editions = model.languages().get(1..).unwrap_or_default();
        let is_edition = |folder: &str| editions.iter().any(|language| language.code() == folder);
        let free = |folder: String| if is_edition(&folder) { folder + "_" } else { folder };
        let folders = model.schema.kinds().map(|(_, kind)| free(folder(&kind.plural))).collect();
        let mut addresses =
            Addresses { extension, folders, paths: vec![String::new(); model.len()], moved: Vec::new() };
        let mut taken = FxHashSet::default();
        for element in model.elements().filter(|element| element.parent().is_none() && !element.is_nameless()) {
            let path = addresses.free_path(element, &mut taken);
            addresses.place_parts(element, &path);
            addresses.set(element.id(), path);
        }
        for element in model.elements().filter(|element| element.parent().is_none() && !element.is_nameless()) {
            addresses.remember_former(element, &mut taken);
        }
        addresses
    }

    /// The folder of a kind's pages.
    pub(crate) fn folder(&self, kind: crate::schema::KindId) -> &str {
        self.folders.get(usize::from(kind.0)).map_or("", String::as_str)
    }

    /// The path of an element below the site; none when no page shows it.
    pub(crate) fn path(&self, id: ElementId) -> Option<&str> {
        self.paths.get(id.0 as usize).map(String::as_str).filter(|path| !path.is_empty())
    }

    /// Pages that only say where an element went.
    pub(crate) fn moved(&self) -> &[(String, ElementId)] {
        &self.moved
    }

    fn set(&mut self, id: ElementId, path: String) {
        if let Some(slot) = self.paths.get_mut(id.0 as usize) {
            *slot = path;
        }
    }

    /// The path of `element`; ids that differ only in what file names cannot tell apart get a number.
    fn free_path(&self, element: ElementRef<'_>, taken: &mut FxHashSet<String>) -> String {
        let stem = page_name(element.key());
        let mut path = self.joined(element, &stem);
        let mut number = 2;
        while !taken.insert(path.clone()) {
            path = self.joined(element, &format!("{stem}-{number}"));
            number += 1;
        }
        path
    }

    fn joined(&self, element: ElementRef<'_>, stem: &str) -> String {
        format!("{}/{stem}.{}", self.folder(element.kind_id()), self.extension)
    }

    fn place_parts(&mut self, element: ElementRef<'_>, path: &str) {
        for part in element.children().filter(|part| !part.is_nameless()) {
            self.set(part.id(), format!("{path}#{}", anchor(part.key())));
            self.place_parts(part, path);
        }
    }

    fn remember_former(&mut self, element: ElementRef<'_>, taken: &mut FxHashSet<String>) {
        for former in element.texts("formerly") {
            let path = self.joined(element, &page_name(former));
            if taken.insert(path.clone()) {
                self.moved.push((path, element.id()));
            }
        }
    }
}

/// The place of a step on the page of its journey. Places of the page itself start with `_`, which no slug does.
pub(crate) fn anchor(id: &str) -> String {
    let slug = naming::slug(id);
    if slug.is_empty() || PLACES.contains(&slug.as_str()) { format!("{slug}_") } else { slug }
}

/// The name of a page without its extension.
fn page_name(id: &str) -> String {
    let slug = naming::slug(id);
    if slug.is_empty() || slug == LIST {
        format!("{slug}_")
    } else {
        naming::portable(&naming::short(&slug)).into_owned()
    }
}

fn folder(plural: &str) -> String {
    let slug = naming::slug(plural).replace('-', "_");
    let is_taken = slug.is_empty() || FOLDERS.contains(&slug.as_str());
    if is_taken { format!("{slug}_") } else { naming::portable(&naming::short(&slug)).into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_names_work_on_every_system() {
        assert_eq!(page_name("Möwe_2"), "moewe-2");
        assert_eq!(page_name("index"), "index_");
        assert_eq!(page_name("com1"), "com1_");
        assert_eq!((page_name("Aux").as_str(), page_name("comx").as_str()), ("aux_", "comx"));
        assert_eq!(page_name("🙂"), "_");
    }

    #[test]
    fn steps_cannot_take_the_places_of_the_page() {
        assert_eq!(anchor("Möwe füttern"), "moewe-fuettern");
        assert_eq!(
            (anchor("Details").as_str(), anchor("used-by").as_str(), anchor("🙂").as_str()),
            ("details_", "used-by_", "_")
        );
    }

    #[test]
    fn kinds_cannot_take_the_folders_of_the_site() {
        assert_eq!(folder("touchpoints"), "touchpoints");
        assert_eq!(folder("contact_reasons"), "contact_reasons");
        assert_eq!(folder("assets"), "assets_");
        assert_eq!(folder("Nul"), "nul_");
    }
}
