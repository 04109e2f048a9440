//! Changes of meaning that leave the knowledge as it is: another id, another name, two elements made one, a file elsewhere.
//!
//! Turns a compilation and a wish into a [`Plan`] of exact edits, or into a [`Refusal`] that says what stands in the way and where.
//! Every plan has been tried out in memory before it is handed over: what must not change has not changed. Knows neither where
//! the wish comes from (a command, an editor) nor how files are written.

mod body;
mod display_name;
mod free;
mod literal;
mod mentions;
mod records;
mod rename;
mod settings;
mod uses;
mod verify;

use crate::text::{Edit, Sources, Span};

pub use display_name::display_name;
pub use rename::rename;

/// What a change does to the files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// The edits, none touching another.
    pub edits: Vec<Edit>,
    /// What was left as it is and may deserve a look, in the order of places.
    pub notes: Vec<Note>,
}

/// Something that a change leaves alone, or does beside what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// A whole sentence.
    pub text: String,
    /// Where it stands before the change, if it stands somewhere.
    pub place: Option<Span>,
}

/// Why a change cannot be made; nothing is changed then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What stands in the way, in whole sentences.
    pub message: String,
    /// Where, and what is there; most often the other that has the name already.
    pub places: Vec<(Span, String)>,
    /// What to do instead.
    pub help: Option<String>,
}

impl Note {
    pub(crate) fn new(text: impl Into<String>, place: Option<Span>) -> Note {
        Note { text: text.into(), place }
    }
}

impl Refusal {
    pub(crate) fn new(message: impl Into<String>) -> Refusal {
        Refusal { message: message.into(), places: Vec::new(), help: None }
    }

    pub(crate) fn at(mut self, place: Span, what: impl Into<String>) -> Refusal {
        self.places.push((place, what.into()));
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Refusal {
        self.help = Some(help.into());
        self
    }
}

/// Refuses edits of files that were not read as they are written: what was guessed must not be saved.
fn only_sound_files(sources: &Sources, edits: &[Edit]) -> Result<(), Refusal> {
    let broken = edits.iter().find(|edit| !sources.get(edit.span.source).problems.is_empty());
    broken.map_or(Ok(()), |edit| {
        let file = &sources.get(edit.span.source).path;
        let message = format!("`{file}` would have to be changed, but it is not UTF-8 or could not be read whole.");
        Err(Refusal::new(message).at(edit.span, "here").help("save the file as UTF-8 first"))
    })
}
