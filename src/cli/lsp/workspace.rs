//! What the server knows: knowledge bases as they were last compiled, and the files that are open.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use camino::Utf8PathBuf;
use gen_lsp_types::Uri;
use rustc_hash::FxHashMap;

use super::document::Document;
use super::findings::Published;
use super::uri;
use super::worker::Job;
use crate::cli::{base, io};
use crate::compile::Compilation;
use crate::config;
use crate::schema::Schema;
use crate::syntax::{self, Item, Notation};
use crate::text::{SourceId, Unit};

/// All knowledge bases and open files.
#[derive(Debug)]
pub(super) struct Workspace {
    /// Folders that are open in the editor.
    pub(super) folders: Vec<PathBuf>,
    /// The knowledge bases, longer paths first, so that the first that holds a file is its own.
    bases: Vec<Base>,
    documents: FxHashMap<Uri, Document>,
    /// In which units columns are counted.
    pub(super) unit: Unit,
    generation: u64,
}

/// A knowledge base.
#[derive(Debug)]
pub(super) struct Base {
    /// Its folder.
    pub(super) root: PathBuf,
    /// The state of the open files that was last ordered to be compiled.
    pub(super) wanted: u64,
    /// What was last compiled.
    pub(super) snapshot: Option<Snapshot>,
    /// What the editor was told about each file.
    pub(super) published: Published,
}

/// A compiled knowledge base.
#[derive(Debug, Clone)]
pub(super) struct Snapshot {
    /// The state of the open files it was made of.
    pub(super) generation: u64,
    /// What is known about it.
    pub(super) compilation: Arc<Compilation>,
}

impl Workspace {
    pub(super) fn new(folders: Vec<PathBuf>, unit: Unit) -> Workspace {
        Workspace { folders, bases: Vec::new(), documents: FxHashMap::default(), unit, generation: 0 }
    }

    pub(super) fn bases(&self) -> &[Base] {
        &self.bases
    }

    pub(super) fn base_mut(&mut self, root: &Path) -> Option<&mut Base> {
        self.bases.iter_mut().find(|base| base.root == root)
    }

    pub(super) fn document(&self, uri: &Uri) -> Option<&Document> {
        self.documents.get(uri)
    }

    /// The open file at a path.
    pub(super) fn document_at(&self, path: &Path) -> Option<&Document> {
        self.documents.values().find(|document| document.path.as_deref() == Some(path))
    }

    pub(super) fn document_mut(&mut self, uri: &Uri) -> Option<&mut Document> {
        self.documents.get_mut(uri)
    }

    /// The knowledge base that a file lies in.
    pub(super) fn base_of(&self, path: &Path) -> Option<&Base> {
        self.bases.iter().find(|base| path.starts_with(&base.root))
    }

    /// The knowledge base that the file at an address lies in.
    pub(super) fn base_at(&self, uri: &Uri) -> Option<&Base> {
        self.base_of(&uri::path(uri)?)
    }

    /// Adds knowledge bases; returns the roots of those that were not known.
    pub(super) fn add_bases(&mut self, roots: Vec<PathBuf>) -> Vec<PathBuf> {
        let mut added = Vec::new();
        for root in roots {
            if !self.bases.iter().any(|base| base.root == root) {
                self.bases.push(Base {
                    root: root.clone(),
                    wanted: 0,
                    snapshot: None,
                    published: Published::default(),
                });
                added.push(root);
            }
        }
        self.bases.sort_by_key(|base| std::cmp::Reverse(base.root.as_os_str().len()));
        self.rename_documents();
        added
    }

    /// Takes out the knowledge bases that no open folder or file has to do with.
    pub(super) fn remove_idle_bases(&mut self) -> Vec<Base> {
        let (folders, documents) = (&self.folders, &self.documents);
        let open = |root: &Path| {
            let file = |document: &Document| document.path.as_ref().is_some_and(|path| path.starts_with(root));
            folders.iter().any(|folder| folder.starts_with(root) || root.starts_with(folder))
                || documents.values().any(file)
        };
        let (kept, idle) = std::mem::take(&mut self.bases).into_iter().partition(|base| open(&base.root));
        self.bases = kept;
        idle
    }

    /// Takes an opened file in; returns the root of the knowledge base that it makes known, if it does.
    pub(super) fn open(&mut self, uri: Uri, version: i32, text: &str) -> Option<PathBuf> {
        let path = uri::path(&uri);
        let root = path.as_deref().and_then(|path| self.root_for(path, text));
        let name = self.name_of(&uri, path.as_deref());
        self.documents.insert(uri.clone(), Document::new(uri, path, name, version, text));
        root.and_then(|root| self.add_bases(vec![root]).pop())
    }

    pub(super) fn close(&mut self, uri: &Uri) -> Option<Document> {
        self.documents.remove(uri)
    }

    /// The root of a knowledge base that is not known yet and to which a file belongs: the one around it, else its folder.
    fn root_for(&self, path: &Path, text: &str) -> Option<PathBuf> {
        let folder = path.parent()?;
        if let Some(root) = base::root_above(folder) {
            return Some(root.to_path_buf());
        }
        if self.base_of(path).is_some() {
            return None;
        }
        let is_config = path.file_name().is_some_and(|name| name == config::FILE);
        let notation = Notation::of(path.to_str()?.into())?;
        let is_knowledge = notation == Notation::Cx || is_config || speaks_of_kinds(text);
        is_knowledge.then(|| folder.to_path_buf())
    }

    /// The path of a file below the root of its knowledge base.
    fn name_of(&self, uri: &Uri, path: Option<&Path>) -> Utf8PathBuf {
        let below = |path: &Path| {
            let base = self.base_of(path)?;
            io::relative(path.strip_prefix(&base.root).ok()?)
        };
        let alone = || uri.as_ref().rsplit('/').next().unwrap_or_default().into();
        path.and_then(below).unwrap_or_else(alone)
    }

    fn rename_documents(&mut self) {
        let names: Vec<(Uri, Utf8PathBuf)> = self
            .documents
            .values()
            .map(|document| (document.uri.clone(), self.name_of(&document.uri, document.path.as_deref())))
            .collect();
        for (uri, name) in names {
            if let Some(document) = self.documents.get_mut(&uri).filter(|document| document.source.path != name) {
                document.rename(name);
            }
        }
    }

    /// An order to compile the knowledge base at `root` as it is now.
    pub(super) fn job(&mut self, root: &Path, rescan: bool) -> Option<Job> {
        self.generation += 1;
        let generation = self.generation;
        let inside = |document: &Document| {
            let path = document.path.as_deref()?;
            let own = self.base_of(path).is_some_and(|base| base.root == root);
            own.then(|| (document.source.path.clone(), document.source.text.clone()))
        };
        let buffers = self.documents.values().filter_map(inside).collect();
        let base = self.base_mut(root)?;
        base.wanted = generation;
        Some(Job { root: root.to_path_buf(), generation, buffers, rescan })
    }

    /// The address of a file of a knowledge base, as the editor writes it where it is open.
    pub(super) fn uri_of(&self, base: &Base, name: &Utf8PathBuf) -> Uri {
        let path = base.root.join(name);
        self.document_at(&path).map_or_else(|| uri::of(&path), |document| document.uri.clone())
    }
}

/// Whether a YAML text outside of any knowledge base has a section of one of the built-in kinds: other YAML is none of ours.
fn speaks_of_kinds(text: &str) -> bool {
    let schema = Schema::built_in();
    let file = syntax::yaml::parse(SourceId(0), &crate::text::Source::new("a.yaml", text));
    file.items.iter().any(|item| match item {
        Item::Block(block) => schema.kind_of_plural(&block.keyword.text).is_some(),
        Item::Field(field) => schema.kind_of_plural(&field.key.text).is_some(),
        Item::Junk(_) => false,
    })
}
