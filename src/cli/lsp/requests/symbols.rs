//! `textDocument/documentSymbol` and `workspace/symbol`.

use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolParams, SymbolInformation, SymbolKind, SymbolTag,
    WorkspaceSymbol, WorkspaceSymbolParams,
};
use serde_json::Value;

use super::here::location;
use super::{Answer, Here, answer, read};
use crate::cli::lsp::server::Server;
use crate::ide::symbols::{Symbol, in_base, in_file};
use crate::schema::{Group, KindId, Schema};

/// The elements of a file.
pub(super) fn of_file(server: &Server, parameters: Value) -> Answer {
    let uri = read::<DocumentSymbolParams>(parameters)?.text_document.uri;
    let Some(here) = Here::of(server, &uri) else { return Ok(Value::Null) };
    let symbols = in_file(here.view());
    if server.client.symbol_tree {
        return answer(symbols.into_iter().map(|symbol| nested(&here, symbol)).collect::<Vec<_>>());
    }
    let mut flat = Vec::new();
    symbols.into_iter().for_each(|symbol| flatten(&here, symbol, None, &mut flat));
    answer(flat)
}

#[expect(deprecated, reason = "the old mark of what is out of use has to be left out by name")]
fn nested(here: &Here<'_>, symbol: Symbol) -> DocumentSymbol {
    let schema = &here.compilation.model.schema;
    DocumentSymbol {
        range: here.range(symbol.whole.to(symbol.header)),
        selection_range: here.range(symbol.header),
        kind: kind(schema, symbol.kind),
        tags: symbol.retired.then(|| vec![SymbolTag::Deprecated]),
        name: symbol.name,
        detail: Some(symbol.detail),
        children: Some(symbol.children.into_iter().map(|child| nested(here, child)).collect()),
        deprecated: None,
    }
}

#[expect(deprecated, reason = "the old mark of what is out of use has to be left out by name")]
fn flatten(here: &Here<'_>, symbol: Symbol, container: Option<&str>, flat: &mut Vec<SymbolInformation>) {
    let schema = &here.compilation.model.schema;
    let name = symbol.name.clone();
    flat.push(SymbolInformation {
        location: here.location(symbol.header),
        base_symbol_information: BaseSymbolInformation {
            name: symbol.name,
            kind: kind(schema, symbol.kind),
            tags: symbol.retired.then(|| vec![SymbolTag::Deprecated]),
            container_name: container.map(str::to_owned),
        },
        deprecated: None,
    });
    symbol.children.into_iter().for_each(|child| flatten(here, child, Some(&name), flat));
}

/// The elements of all knowledge bases that suit what was typed.
pub(super) fn of_workspace(server: &Server, parameters: Value) -> Answer {
    let query = read::<WorkspaceSymbolParams>(parameters)?.query;
    let mut symbols = Vec::new();
    for base in server.workspace.bases() {
        let Some(snapshot) = &base.snapshot else { continue };
        let model = &snapshot.compilation.model;
        symbols.extend(in_base(model, &query).into_iter().map(|element| WorkspaceSymbol {
            location: location(&server.workspace, base, &snapshot.compilation, element.id_span()).into(),
            data: None,
            base_symbol_information: BaseSymbolInformation {
                name: element.name().to_string(),
                kind: kind(&model.schema, Some(element.kind_id())),
                tags: (element.root().status() == "retired").then(|| vec![SymbolTag::Deprecated]),
                container_name: Some(format!("{} {}", element.kind().name, element.address())),
            },
        }));
    }
    answer(symbols)
}

/// The picture beside an element: what comes nearest to its kind among things that programs are made of.
fn kind(schema: &Schema, kind: Option<KindId>) -> SymbolKind {
    let Some(kind) = kind.map(|kind| schema.kind(kind)) else { return SymbolKind::Null };
    match (kind.name.as_ref(), kind.group) {
        ("persona", _) => SymbolKind::Class,
        ("journey", _) => SymbolKind::Module,
        ("stage", _) => SymbolKind::Namespace,
        ("step", _) => SymbolKind::Event,
        ("touchpoint", _) => SymbolKind::Interface,
        ("signature", _) => SymbolKind::Object,
        ("channel", _) => SymbolKind::Field,
        ("metric", _) => SymbolKind::Number,
        ("term", _) => SymbolKind::String,
        ("compass", _) => SymbolKind::Constant,
        (_, Group::Operations) => SymbolKind::Package,
        (_, Group::Insight) => SymbolKind::Property,
        _ => SymbolKind::Struct,
    }
}
