//! `sitemap.xml`: the address of every page, for search engines. Written only when it is known where the site will be found.
//!
//! The protocol (<https://www.sitemaps.org>) allows 50,000 addresses a file; beyond that, `sitemap.xml` lists further files.

use super::super::{escape, urls};
use crate::output::OutputFile;

/// Most addresses of a file.
const PER_FILE: usize = 50_000;
/// The namespace of both forms.
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The addresses of a site, and `robots.txt` which says where they are.
pub(in super::super) struct Sitemap {
    /// Where the site is found, without a slash at the end.
    site: String,
    /// Every page, relative to the site.
    pages: Vec<String>,
}

impl Sitemap {
    /// The map of `pages` of a site found at `site`.
    pub(in super::super) fn new(site: &str, pages: Vec<String>) -> Sitemap {
        Sitemap { site: site.to_owned(), pages }
    }

    /// Number of files.
    pub(in super::super) fn len(&self) -> usize {
        let maps = self.pages.len().div_ceil(PER_FILE).max(1);
        let list = usize::from(maps > 1);
        maps + list + usize::from(self.is_root())
    }

    /// The file number `at`, where it goes first.
    pub(in super::super) fn path(&self, at: usize) -> Option<String> {
        let maps = self.pages.len().div_ceil(PER_FILE).max(1);
        match at {
            0 => Some("sitemap.xml".to_owned()),
            _ if at <= maps && maps > 1 => Some(part(at)),
            _ if at < self.len() => Some("robots.txt".to_owned()),
            _ => None,
        }
    }

    /// The file number `at`.
    pub(in super::super) fn file(&self, at: usize) -> Option<OutputFile> {
        let path = self.path(at)?;
        let text = match path.as_str() {
            "robots.txt" => format!("User-agent: *\nAllow: /\n\nSitemap: {}/sitemap.xml\n", self.site),
            "sitemap.xml" if self.pages.len() > PER_FILE => {
                let parts = (1..=self.pages.len().div_ceil(PER_FILE)).map(part).collect::<Vec<_>>();
                self.xml("sitemapindex", "sitemap", &parts)
            }
            _ => self.xml("urlset", "url", self.pages.chunks(PER_FILE).nth(at.saturating_sub(1)).unwrap_or_default()),
        };
        Some(OutputFile::text(path, text))
    }

    /// Only at the root of a host `robots.txt` is looked for.
    fn is_root(&self) -> bool {
        self.site.split_once("://").is_some_and(|(_, host)| !host.contains('/'))
    }

    fn xml(&self, root: &str, entry: &str, paths: &[String]) -> String {
        let mut xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"{NAMESPACE}\">\n");
        for path in paths {
            let address = address(&self.site, path);
            xml.push_str(&format!("<{entry}><loc>{}</loc></{entry}>\n", escape::html(&address)));
        }
        xml + &format!("</{root}>\n")
    }
}

fn part(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

/// The address of the page at `path` of a site found at `site`; that of the front page is the folder.
pub(in super::super) fn address(site: &str, path: &str) -> String {
    let path = if path == "index.html" { "" } else { path };
    let site = urls::external(site).unwrap_or_default();
    format!("{site}/{}", urls::path(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(map: &Sitemap, at: usize) -> String {
        map.file(at).map(|file| String::from_utf8_lossy(&file.contents).into_owned()).unwrap_or_default()
    }

    fn addresses(xml: &str) -> Vec<String> {
        let document = roxmltree::Document::parse(xml).unwrap_or_else(|error| panic!("{error}: {xml}"));
        assert_eq!(document.root_element().tag_name().namespace(), Some(NAMESPACE));
        let found = document.descendants().filter(|node| node.has_tag_name((NAMESPACE, "loc")));
        found.filter_map(|node| node.text().map(str::to_owned)).collect()
    }

    #[test]
    fn every_page_has_its_address() {
        let map = Sitemap::new("https://example.org/cx?", vec!["index.html".into(), "a/b & <c>.html".into()]);
        assert_eq!(map.len(), 1);
        let expected = ["https://example.org/cx?/", "https://example.org/cx?/a/b%20%26%20%3Cc%3E.html"];
        assert_eq!(addresses(&text(&map, 0)), expected);
    }

    #[test]
    fn beyond_fifty_thousand_addresses_the_map_is_a_list_of_maps() {
        let map = Sitemap::new("https://example.org", (0..100_001).map(|at| format!("p/{at}.html")).collect());
        let paths: Vec<String> = (0..map.len()).filter_map(|at| map.path(at)).collect();
        assert_eq!(paths, ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "robots.txt"]);
        assert_eq!(addresses(&text(&map, 0)).last().map(String::as_str), Some("https://example.org/sitemap-3.xml"));
        let counts: Vec<usize> = (1..4).map(|at| addresses(&text(&map, at)).len()).collect();
        assert_eq!(counts, [50_000, 50_000, 1]);
        assert!(text(&map, 4).ends_with("Sitemap: https://example.org/sitemap.xml\n"));
        assert_eq!(map.path(5), None);
    }
}
