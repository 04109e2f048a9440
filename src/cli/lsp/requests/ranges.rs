//! `textDocument/foldingRange`, `selectionRange` and `documentLink`: parts of a file and what can be done with them.

use gen_lsp_types::{
    DocumentLink, DocumentLinkParams, FoldingRange, FoldingRangeKind, FoldingRangeParams, SelectionRange,
    SelectionRangeParams,
};
use serde_json::Value;

use super::{Answer, Here, answer, read};
use crate::cli::lsp::server::Server;
use crate::cli::lsp::uri;
use crate::ide::folding::{Fold, folds as find};
use crate::ide::links::{Link, Target, links as find_links};
use crate::ide::selection;

/// The parts of a file that can be folded.
pub(super) fn folds(server: &Server, parameters: Value) -> Answer {
    let uri = read::<FoldingRangeParams>(parameters)?.text_document.uri;
    let Some(here) = Here::of(server, &uri) else { return Ok(Value::Null) };
    let view = here.view();
    answer(find(view.source, view.file).into_iter().map(|fold| folding_range(&here, fold)).collect::<Vec<_>>())
}

fn folding_range(here: &Here<'_>, fold: Fold) -> FoldingRange {
    let source = here.source();
    let text = source.slice(fold.span).trim_end();
    let end = fold.span.start + text.len() as u32;
    let (first, last) = (source.lines().line(fold.span.start), source.lines().line(end));
    // What closes a part stays in sight.
    let closing = text.rsplit('\n').next().unwrap_or_default().trim_start();
    let closes = closing.starts_with(['}', ']']) || closing == "\"\"\"";
    FoldingRange {
        start_line: first as u32,
        end_line: (last - usize::from(closes && last > first + 1)) as u32,
        kind: fold.comment.then_some(FoldingRangeKind::Comment),
        ..Default::default()
    }
}

/// What a selection at each position grows to.
pub(super) fn selections(server: &Server, parameters: Value) -> Answer {
    let parameters = read::<SelectionRangeParams>(parameters)?;
    let Some(here) = Here::of(server, &parameters.text_document.uri) else { return Ok(Value::Null) };
    let view = here.view();
    let around = |position| {
        let spans = selection::around(view.source, view.file, here.offset(position));
        let nest = |outer: Option<SelectionRange>, span: &crate::text::Span| {
            Some(SelectionRange { range: here.range(*span), parent: outer.map(Box::new) })
        };
        spans.iter().rev().fold(None, nest).unwrap_or_default()
    };
    answer(parameters.positions.into_iter().map(around).collect::<Vec<_>>())
}

/// The places that lead out of a file.
pub(super) fn links(server: &Server, parameters: Value) -> Answer {
    let uri = read::<DocumentLinkParams>(parameters)?.text_document.uri;
    let Some(here) = Here::of(server, &uri) else { return Ok(Value::Null) };
    answer(find_links(here.view()).into_iter().filter_map(|link| document_link(&here, link)).collect::<Vec<_>>())
}

/// A link; none to a file that is not there, of which a finding tells.
fn document_link(here: &Here<'_>, link: Link) -> Option<DocumentLink> {
    let target = match link.target {
        Target::Web(address) => address.into(),
        Target::File(path) => {
            let path = here.base.root.join(path);
            path.is_file().then(|| uri::of(&path))?
        }
    };
    Some(DocumentLink { range: here.range(link.span), target: Some(target), tooltip: None, data: None })
}
