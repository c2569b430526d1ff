//! A reader of pages that refuses what is not well-formed.

/// An element of a page.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    /// What is in it, in order, tags left out.
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Every element of a page in the order in which they begin.
///
/// # Panics
///
/// When the page is not well-formed.
pub(crate) fn elements(page: &str) -> Vec<Element> {
    let mut rest = page.strip_prefix("<!DOCTYPE html>\n").unwrap();
    let (mut found, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    while let Some(begin) = rest.find('<') {
        for at in &open {
            found[*at].text.push_str(&plain(&rest[..begin]));
        }
        let end = begin + rest[begin..].find('>').unwrap();
        let tag = &rest[begin + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(found[open.pop().unwrap()].name, name);
            continue;
        }
        let empty = tag.ends_with('/');
        found.push(element(tag.trim_end_matches('/')));
        let at = found.len() - 1;
        if found[at].name == "style" {
            rest = &rest[rest.find("</style>").unwrap()..];
        }
        if !empty {
            open.push(at);
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty());
    found
}

fn element(tag: &str) -> Element {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "{name}");
    let mut attributes = Vec::new();
    while !rest.is_empty() {
        let (name, after) = rest.split_once("=\"").unwrap();
        let (value, after) = after.split_once('"').unwrap();
        attributes.push((name.trim().to_owned(), plain(value)));
        rest = after;
    }
    Element { name: name.to_owned(), attributes, text: String::new() }
}

/// A text without the escapes.
fn plain(text: &str) -> String {
    assert!(!text.contains(['<', '>', '\0']), "{text}");
    let mut plain = text.to_owned();
    for (from, to) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")] {
        plain = plain.replace(from, to);
    }
    assert_eq!(plain.matches('&').count(), plain.matches("&amp;").count(), "{plain}");
    plain.replace("&amp;", "&")
}
