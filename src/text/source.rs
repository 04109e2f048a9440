//! The files of a knowledge base as values: a path, a text, and what was wrong with its bytes.

use std::sync::{Arc, OnceLock};

use camino::{Utf8Path, Utf8PathBuf};

use super::{Decoded, Edit, LineIndex, Overlap, Position, SourceId, Span, TextProblem, apply};

/// One file: its path below the root (with `/`), its text, and problems found while decoding it.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path as messages show it, relative to the root of the knowledge base, with `/` on every system.
    pub path: Utf8PathBuf,
    /// The decoded text; of a file that is not UTF-8, the best reading of it.
    pub text: Arc<str>,
    /// What was wrong with the bytes, in order.
    pub problems: Vec<TextProblem>,
    lines: OnceLock<LineIndex>,
}

impl Source {
    /// A source from text that is known to be good (a buffer of an editor, a test).
    pub fn new(path: impl Into<Utf8PathBuf>, text: impl Into<Arc<str>>) -> Source {
        Source { path: path.into(), text: text.into(), problems: Vec::new(), lines: OnceLock::new() }
    }

    /// A source from the bytes of a file, in whatever encoding they are; never fails, see [`Decoded`].
    pub fn from_bytes(path: impl Into<Utf8PathBuf>, bytes: Vec<u8>) -> Source {
        let Decoded { text, problems } = Decoded::new(bytes);
        Source { problems, ..Source::new(path, text) }
    }

    /// A source whose content could not be had or was refused: empty, with the problem to report.
    pub fn unreadable(path: impl Into<Utf8PathBuf>, problem: TextProblem) -> Source {
        Source { problems: vec![problem], ..Source::new(path, "") }
    }

    /// The line table, made on first use: most files never appear in a message.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Line and column of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        self.lines().position(&self.text, offset)
    }

    /// The text of a span; empty when the span does not lie in this text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }
}

/// All sources of one run, in the order of their paths, so that every result is the same on every machine.
#[derive(Debug, Default, Clone)]
pub struct Sources {
    list: Vec<Source>,
    /// Paths of the files around them, sorted; none where nobody looked.
    others: Option<Vec<Utf8PathBuf>>,
}

impl Sources {
    /// Sorts the sources by path and numbers them.
    pub fn new(mut list: Vec<Source>) -> Sources {
        list.sort_by(|a, b| a.path.cmp(&b.path));
        Sources { list, others: None }
    }

    /// The same, with the paths of all files below the root, pictures among them: only then it is known what is not there.
    pub fn with_others(mut self, mut paths: Vec<Utf8PathBuf>) -> Sources {
        // By their letters, not by their parts.
        paths.sort_unstable_by(|a, b| a.as_str().cmp(b.as_str()));
        self.others = Some(paths);
        self
    }

    /// Whether there is a file, or a folder with a file in it, at `path`; none where that is not known.
    pub fn exists(&self, path: &Utf8Path) -> Option<bool> {
        let others = self.others.as_ref()?;
        let file = path.as_str().trim_end_matches('/');
        let folder = format!("{file}/");
        // In sorted paths, what lies in a folder stands where the folder would stand.
        let first_in_folder = others.partition_point(|other| other.as_str() < folder.as_str());
        let is_folder = others.get(first_in_folder).is_some_and(|other| other.as_str().starts_with(&folder));
        let is_file = || others.binary_search_by(|other| other.as_str().cmp(file)).is_ok();
        Some(is_folder || is_file() || self.find(file.into()).is_some())
    }

    /// The other file whose path differs from `path` in upper and lower case only.
    pub fn same_but_case(&self, path: &Utf8Path) -> Option<&Utf8Path> {
        let wanted = path.as_str().to_lowercase();
        self.others.iter().flatten().find(|other| other.as_str().to_lowercase() == wanted).map(Utf8PathBuf::as_path)
    }

    /// The same with other texts of some files, as an editor holds them; a file that is not there yet joins them.
    pub fn with_texts(mut self, texts: impl IntoIterator<Item = (Utf8PathBuf, Arc<str>)>) -> Sources {
        for (path, text) in texts {
            let place = self.list.binary_search_by(|source| source.path.cmp(&path));
            match place {
                Ok(at) => {
                    let known = self.list.get_mut(at).filter(|known| *known.text != *text);
                    if let Some(known) = known {
                        *known = Source::new(path, text);
                    }
                }
                Err(at) => self.list.insert(at, Source::new(path, text)),
            }
        }
        self
    }

    /// Paths of all files below the root, sorted; none where nobody looked.
    pub fn others(&self) -> Option<&[Utf8PathBuf]> {
        self.others.as_deref()
    }

    /// The source with this number.
    ///
    /// # Panics
    /// When `id` comes from another `Sources`; a span never does.
    #[expect(clippy::indexing_slicing, reason = "numbers of sources are given out by this list only")]
    pub fn get(&self, id: SourceId) -> &Source {
        &self.list[id.0 as usize]
    }

    /// The source with this path.
    pub fn find(&self, path: &Utf8Path) -> Option<SourceId> {
        self.list.binary_search_by(|source| source.path.as_path().cmp(path)).ok().map(|at| SourceId(at as u32))
    }

    /// Every source with its number.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.list.iter().enumerate().map(|(at, source)| (SourceId(at as u32), source))
    }

    /// Number of sources.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is no source at all.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).slice(span)
    }

    /// The sources with the file `from` at the path `to`.
    pub fn moved(self, from: &Utf8Path, to: &Utf8Path) -> Sources {
        let path = |path: Utf8PathBuf| if path == from { to.to_owned() } else { path };
        let others = self.others.map(|others| others.into_iter().map(path).collect());
        let list = self.list.into_iter().map(|source| Source { path: path(source.path.clone()), ..source }).collect();
        let moved = Sources::new(list);
        match others {
            Some(others) => moved.with_others(others),
            None => moved,
        }
    }

    /// The sources after these edits, given in any order; all of them or none.
    ///
    /// # Errors
    /// [`Overlap`] when two edits touch the same bytes or one does not fit its text.
    pub fn edited(&self, edits: &[Edit]) -> Result<Sources, Overlap> {
        let mut sorted: Vec<&Edit> = edits.iter().collect();
        sorted.sort_by_key(|edit| edit.span.source);
        let mut list = Vec::with_capacity(self.list.len());
        for (id, source) in self.iter() {
            let from = sorted.partition_point(|edit| edit.span.source < id);
            let own: Vec<Edit> = sorted
                .iter()
                .skip(from)
                .take_while(|edit| edit.span.source == id)
                .map(|edit| (*edit).clone())
                .collect();
            let text = if own.is_empty() { source.text.clone() } else { apply(&source.text, &own)?.into() };
            list.push(Source { problems: source.problems.clone(), ..Source::new(source.path.clone(), text) });
        }
        Ok(Sources { list, others: self.others.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buffers_stand_in_for_files_and_join_them() {
        let files = Sources::new(vec![Source::new("b.cx", "alt"), Source::from_bytes("c.cx", b"gr\xfc\xdfe".to_vec())]);
        let both = files.with_texts([
            ("b.cx".into(), "größe 😀".into()),
            ("a.cx".into(), "".into()),
            ("c.cx".into(), "grüße".into()),
        ]);
        let texts: Vec<(&str, &str)> =
            both.iter().map(|(_, source)| (source.path.as_str(), source.text.as_ref())).collect();
        assert_eq!(texts, [("a.cx", ""), ("b.cx", "größe 😀"), ("c.cx", "grüße")]);
        assert_eq!(
            both.iter().map(|(_, source)| source.problems.len()).sum::<usize>(),
            1,
            "what is wrong with c.cx on disk"
        );
    }

    #[test]
    fn other_files_are_known_only_where_somebody_looked() {
        let list = || vec![Source::new("a/b.cx", "")];
        assert_eq!(Sources::new(list()).exists("a/b.cx".into()), None);
        let known =
            Sources::new(list()).with_others(vec!["bilder/ä.png".into(), "bilder x/y.png".into(), "bild".into()]);
        for path in ["a/b.cx", "bilder", "bilder/", "bilder/ä.png", "bild", "bilder x"] {
            assert_eq!(known.exists(path.into()), Some(true), "{path}");
        }
        for path in ["b.cx", "bilde", "bilder/Ä.png", "bild/x"] {
            assert_eq!(known.exists(path.into()), Some(false), "{path}");
        }
        assert_eq!(known.same_but_case("Bilder/Ä.PNG".into()), Some(Utf8Path::new("bilder/ä.png")));
    }
}
