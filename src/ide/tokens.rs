//! What colour a word should have: what each word of a file is, beyond what its letters tell.

use super::{Role, View};
use crate::model::RefPlace;
use crate::schema::Scalar;
use crate::text::Span;

/// What a word is, in the words of the protocol of editors; the order is that of [`TYPES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// The word for a kind.
    Keyword,
    /// An element where it is defined.
    Class,
    /// The name of an element where it is defined.
    Name,
    /// The key of a field.
    Property,
    /// An element where it is referred to.
    Variable,
    /// A word of a closed list.
    EnumMember,
    /// A number, a date, a length of time.
    Number,
    /// Running text.
    Text,
    /// A comment.
    Comment,
}

/// The names of the types in the protocol.
pub const TYPES: &[&str] =
    &["keyword", "class", "string", "property", "variable", "enumMember", "number", "string", "comment"];

/// The names of the modifiers in the protocol: the first for places of definition, the second for elements out of use.
pub const MODIFIERS: &[&str] = &["declaration", "deprecated"];

/// A word with what it is. Never longer than a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its place.
    pub span: Span,
    /// What it is.
    pub ty: Type,
    /// Whether an element is defined here.
    pub declaration: bool,
    /// Whether the element is out of use.
    pub deprecated: bool,
}

/// Every word of the file, in order, none within another.
pub fn tokens(view: View<'_>) -> Vec<Token> {
    let outline = view.outline();
    let mut spans: Vec<Token> = Vec::with_capacity(outline.parts.len());
    for part in &outline.parts {
        let Some(ty) = type_of(view, part.role) else { continue };
        let meant = outline.meant(view.model, part);
        // A reference to nothing keeps the colour of what is not understood.
        if matches!(part.role, Role::Reference(..)) && meant.is_none() {
            continue;
        }
        let deprecated = meant.is_some_and(|element| element.root().status() == "retired");
        let declaration = matches!(part.role, Role::Id(_) | Role::Name(_));
        spans.push(Token { span: part.span, ty, declaration, deprecated });
    }
    let comment = |span| Token { span, ty: Type::Comment, declaration: false, deprecated: false };
    spans.extend(view.file.comments.iter().map(|found| comment(found.span)));
    spans.sort_by_key(|token| (token.span.start, std::cmp::Reverse(token.span.end)));
    spans
        .into_iter()
        .fold(Vec::new(), |mut tokens, token| {
            lay_over(&mut tokens, token);
            tokens
        })
        .into_iter()
        .flat_map(|token| by_line(view, token))
        .collect()
}

fn type_of(view: View<'_>, role: Role) -> Option<Type> {
    Some(match role {
        Role::Keyword(kind) => kind.map(|_| Type::Keyword)?,
        Role::Id(_) => Type::Class,
        Role::Name(_) => Type::Name,
        Role::Key(_, field) => field.map(|_| Type::Property)?,
        Role::Reference(_, _, RefPlace::Value | RefPlace::Key | RefPlace::Prose) => Type::Variable,
        Role::Text(..) | Role::Address(..) => Type::Text,
        Role::Datum(kind, field) => match view.model.schema.field(kind, field).ty.scalar {
            Scalar::Enum(_) | Scalar::Bool | Scalar::Id => Type::EnumMember,
            _ => Type::Number,
        },
        Role::Word => Type::Property,
    })
}

/// Puts a token upon those before it: one that lies within the last cuts it in two.
fn lay_over(tokens: &mut Vec<Token>, token: Token) {
    let Some(last) = tokens.last().copied().filter(|last| token.span.start < last.span.end) else {
        return tokens.push(token);
    };
    tokens.pop();
    let before = Token { span: Span { end: token.span.start, ..last.span }, ..last };
    let behind = Token { span: Span { start: token.span.end, ..last.span }, ..last };
    tokens.extend(Some(before).filter(|part| part.span.start < part.span.end));
    tokens.push(token);
    tokens.extend(Some(behind).filter(|part| part.span.start < part.span.end));
}

/// A token in pieces, one a line, without the blanks around them.
fn by_line(view: View<'_>, token: Token) -> Vec<Token> {
    let text = view.source.slice(token.span);
    let mut at = 0;
    let mut pieces = Vec::new();
    for line in text.split_inclusive(['\n', '\r']) {
        let content = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if !content.is_empty() {
            pieces.push(Token { span: token.span.sub(start, start + content.len()), ..token });
        }
    }
    pieces
}
