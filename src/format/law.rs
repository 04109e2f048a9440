//! Whether two texts of one file say the same: tree, comments, faults, and what each comment to touchbase is about. Nothing of it
//! depends on where something stands.

use std::mem::{Discriminant, discriminant};

use crate::diagnostic::{Directive, FaultKind};
use crate::syntax::{self, Entry, Field, File, Item, Notation, Style, Value, ValueKind};
use crate::text::{Source, Span, Str};

/// Whether both files, each with its source, say the same.
pub fn same(before: (&Source, &File), after: (&Source, &File)) -> bool {
    let (a, b) = (Said::of(before), Said::of(after));
    a.tokens == b.tokens && comments(before).eq(comments(after)) && a.faults == b.faults && a.about == b.about
}

fn comments<'s>((source, file): (&'s Source, &'s File)) -> impl Iterator<Item = &'s str> {
    file.comments.iter().map(|comment| source.slice(comment.span).trim_end())
}

/// What a file says, without places.
struct Said {
    tokens: Vec<(Token, Str)>,
    faults: Vec<(Discriminant<FaultKind>, String)>,
    about: Vec<Option<(usize, usize)>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Block,
    Id,
    Name,
    Body,
    Key,
    Scalar(Style),
    List,
    Map,
    Empty,
    Junk,
    End,
}

impl Said {
    fn of((source, file): (&Source, &File)) -> Said {
        let mut walk = Walk { source, file, tokens: Vec::new(), starts: Vec::new() };
        walk.items(&file.items);
        let Walk { tokens, mut starts, .. } = walk;
        starts.sort_unstable();
        let about = |directive: Directive| directive.scope.map(|scope| leaves_in(&starts, scope));
        let mut faults: Vec<_> = file
            .faults
            .iter()
            .map(|fault| (discriminant(&fault.kind), source.slice(fault.span).trim().to_owned()))
            .collect();
        faults.sort_by(|a, b| a.1.cmp(&b.1));
        let directives = syntax::directives_in(source, file);
        Said { tokens, faults, about: directives.into_iter().map(about).collect() }
    }
}

/// Which parts of the tree begin in `scope`, by their numbers.
fn leaves_in(starts: &[u32], scope: Span) -> (usize, usize) {
    (starts.partition_point(|start| *start < scope.start), starts.partition_point(|start| *start < scope.end))
}

struct Walk<'f> {
    source: &'f Source,
    file: &'f File,
    tokens: Vec<(Token, Str)>,
    /// Where parts of the tree begin.
    starts: Vec<u32>,
}

impl Walk<'_> {
    fn token(&mut self, token: Token, text: &Str, span: Span) {
        self.tokens.push((token, text.clone()));
        self.starts.push(span.start);
    }

    fn mark(&mut self, token: Token) {
        self.tokens.push((token, Str::default()));
    }

    fn junk(&mut self, span: Span) {
        let text = Str::from(self.source.slice(span));
        self.token(Token::Junk, &text, span);
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Block(block) => {
                    self.token(Token::Block, &block.keyword.text, block.keyword.span);
                    block.id.iter().for_each(|id| self.token(Token::Id, &id.text, id.span));
                    block.name.iter().for_each(|name| {
                        self.mark(Token::Name);
                        self.value(name);
                    });
                    block.inner.iter().for_each(|_| self.mark(Token::Body));
                    self.items(&block.body);
                    self.mark(Token::End);
                }
                Item::Field(Field { key, value, .. }) => {
                    self.token(Token::Key, &key.text, key.span);
                    self.value(value);
                }
                Item::Junk(junk) => self.junk(junk.span),
            }
        }
    }

    fn value(&mut self, value: &Value) {
        match &value.kind {
            ValueKind::Scalar { text, style } => self.token(Token::Scalar(self.style(*style)), text, value.span),
            ValueKind::List(values) => {
                self.mark(Token::List);
                values.iter().for_each(|value| self.value(value));
                self.mark(Token::End);
            }
            ValueKind::Map(entries) => {
                self.mark(Token::Map);
                for Entry { key, value } in entries {
                    self.token(Token::Key, &key.text, key.span);
                    self.value(value);
                }
                self.mark(Token::End);
            }
            ValueKind::Empty => self.mark(Token::Empty),
            ValueKind::Junk => self.junk(value.span),
        }
    }

    /// In YAML quotes change nothing of what a text means.
    fn style(&self, style: Style) -> Style {
        match (self.file.notation, style) {
            (Notation::Yaml, Style::Quoted) => Style::Plain,
            (_, style) => style,
        }
    }
}
