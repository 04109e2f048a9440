//! What holds for the tree of every file, whatever it holds.

use touchbase::syntax::{self, Block, File, Item, MAX_DEPTH, Value, ValueKind};
use touchbase::text::{Source, SourceId, Span};

/// Reads `bytes` as the file `path` and holds its tree to the laws.
pub fn check(path: &str, bytes: &[u8]) {
    let source = Source::from_bytes(path, bytes.to_vec());
    let file = syntax::parse(SourceId(0), &source);
    let mut walk = Walk { source: &source, depth: 0 };
    walk.file(&file);
}

struct Walk<'s> {
    source: &'s Source,
    depth: usize,
}

impl Walk<'_> {
    fn file(&mut self, file: &File) {
        file.faults.iter().for_each(|fault| self.slice(fault.span));
        file.comments.iter().for_each(|comment| self.slice(comment.span));
        assert!(file.comments.is_sorted_by_key(|comment| comment.span));
        let all = Span { source: file.source, start: 0, end: self.source.text.len() as u32 };
        self.items(all, &file.items);
    }

    fn slice(&self, span: Span) {
        assert!(self.source.text.get(span.range()).is_some(), "{span:?} is no slice of the text");
    }

    fn within(&self, parent: Span, children: &[Span]) {
        let mut at = parent.start;
        for child in children {
            self.slice(*child);
            assert!(at <= child.start && child.end <= parent.end, "{child:?} in {parent:?}");
            at = child.end;
        }
    }

    fn nested(&mut self, inside: impl FnOnce(&mut Self)) {
        self.depth += 1;
        assert!(self.depth <= MAX_DEPTH + 1, "nested too deep");
        inside(self);
        self.depth -= 1;
    }

    /// Items come in order, with one exception: what stands in a YAML list beside elements is one field behind them all,
    /// and reaches back to the key of the list.
    fn items(&mut self, parent: Span, items: &[Item]) {
        let is_rest = |(at, item): &(usize, &Item)| match (item, at.checked_sub(1).and_then(|before| items.get(before)))
        {
            (Item::Field(field), Some(before)) => field.key.span.start < before.span().start,
            _ => false,
        };
        let (rest, ordered): (Vec<_>, Vec<_>) = items.iter().enumerate().partition(is_rest);
        self.within(parent, &ordered.iter().map(|(_, item)| item.span()).collect::<Vec<_>>());
        rest.iter().for_each(|(_, item)| self.within(parent, &[item.span()]));
        for item in items {
            match item {
                Item::Junk(_) => {}
                Item::Block(block) => self.block(block),
                Item::Field(field) => {
                    self.within(field.span, &[field.key.span, field.value.span]);
                    self.value(&field.value);
                }
            }
        }
    }

    fn block(&mut self, block: &Block) {
        let name = block.name.as_ref().map(|name| name.span);
        let spans = [Some(block.keyword.span), block.id.as_ref().map(|id| id.span), name, block.inner];
        spans.into_iter().flatten().chain([block.header]).for_each(|span| self.slice(span));
        self.nested(|walk| walk.items(block.span, &block.body));
    }

    fn value(&mut self, value: &Value) {
        self.within(value.span, &[value.inside()]);
        match &value.kind {
            ValueKind::List(values) => {
                self.within(value.span, &values.iter().map(|value| value.span).collect::<Vec<_>>());
                self.nested(|walk| values.iter().for_each(|value| walk.value(value)));
            }
            ValueKind::Map(entries) => {
                let spans: Vec<Span> = entries.iter().flat_map(|entry| [entry.key.span, entry.value.span]).collect();
                self.within(value.span, &spans);
                self.nested(|walk| entries.iter().for_each(|entry| walk.value(&entry.value)));
            }
            ValueKind::Scalar { .. } | ValueKind::Empty | ValueKind::Junk => {}
        }
    }
}
