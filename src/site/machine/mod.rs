//! Files for programs beside the pages for people: the same content as data, and what search engines and language models look for.
//!
//! Every page of an element, and every list of a kind, has a twin of the same name that ends in `.json`; `index.json` leads to the
//! lists. The format is described in `docs/machines.md`.

mod lists;
mod llms;
mod sitemap;
mod twin;

use serde::Serialize;

use super::base::Base;
use crate::model::ElementId;
use crate::output::OutputFile;
use crate::schema::KindId;

pub(super) use sitemap::{Sitemap, address};

/// Version of the twins' format; it changes when something that was there is gone or means something else.
const SCHEMA_VERSION: u32 = 1;

/// A file for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum File {
    /// The twin of an element's page.
    Twin(ElementId),
    /// A part of the twin of a kind's list.
    List(KindId, usize),
    /// What leads to the lists.
    Index,
    /// What language models read first.
    Llms,
}

/// Every such file, in order.
pub(super) fn files(base: &Base<'_>) -> Vec<File> {
    let mut files = vec![File::Index, File::Llms];
    for (kind, _, elements) in base.kinds() {
        files.extend((0..lists::parts(elements.len())).map(|part| File::List(kind, part)));
        files.extend(elements.iter().map(|id| File::Twin(*id)));
    }
    files
}

impl File {
    /// Where it goes, relative to the site.
    pub(super) fn path(self, base: &Base<'_>) -> Option<String> {
        Some(match self {
            File::Twin(id) => twin_path(base.addresses.path(id)?),
            File::List(kind, part) => lists::path(base, kind, part),
            File::Index => "index.json".to_owned(),
            File::Llms => "llms.txt".to_owned(),
        })
    }

    /// The file itself.
    pub(super) fn file(self, base: &Base<'_>) -> Option<OutputFile> {
        let contents = match self {
            File::Twin(id) => twin::json(base, id),
            File::List(kind, part) => lists::json(base, kind, part),
            File::Index => lists::index(base),
            File::Llms => llms::text(base).into_bytes(),
        };
        Some(OutputFile { path: self.path(base)?.into(), contents })
    }
}

/// Where the twin of the page at `path` is.
pub(super) fn twin_path(path: &str) -> String {
    [path.trim_end_matches(".html"), ".json"].concat()
}

/// A value as compact JSON with a line break at its end.
fn written(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(2048);
    // Writing to memory cannot fail, and every key is a string.
    let _ = serde_json::to_writer(&mut bytes, value);
    bytes.push(b'\n');
    bytes
}
