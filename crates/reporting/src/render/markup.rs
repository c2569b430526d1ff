//! A small writer of markup that is well-formed by construction.
//!
//! Elements are closed where they are opened, text and attribute values are
//! escaped, and empty elements are written so that an XML parser reads the
//! page as well.
//!
//! ```
//! use etablera_reporting::render::markup::Markup;
//!
//! let mut markup = Markup::default();
//! markup.tag("p").class("note").text("1 < 2");
//! assert_eq!(markup.fragment(), "<p class=\"note\">1 &lt; 2</p>\n");
//! ```

use std::fmt::Display;

/// Text that cannot be taken for markup, in elements and in attributes.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            // No document may hold these.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                escaped.push(char::REPLACEMENT_CHARACTER);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// Markup in the making.
#[derive(Debug, Default)]
pub struct Markup {
    text: String,
}

impl Markup {
    /// Begins an element; it is written when its content is given.
    pub fn tag(&mut self, name: &'static str) -> Tag<'_> {
        self.text.push('<');
        self.text.push_str(name);
        Tag { markup: self, name }
    }

    /// An element without attributes that holds text.
    pub fn leaf(&mut self, name: &'static str, text: impl Display) {
        self.tag(name).text(text);
    }

    /// Text between elements.
    pub fn text(&mut self, text: impl Display) {
        self.text.push_str(&escape(&text.to_string()));
    }

    /// What was written, without anything around it.
    #[must_use]
    pub fn fragment(self) -> String {
        self.text
    }

    /// The document, with what is fixed before and in it.
    #[must_use]
    pub fn document(self) -> String {
        format!("<!DOCTYPE html>\n{}\n", self.text)
    }
}

/// An element whose start is being written.
#[derive(Debug)]
#[must_use = "an element is written when its content is given"]
pub struct Tag<'m> {
    markup: &'m mut Markup,
    name: &'static str,
}

impl Tag<'_> {
    /// Adds an attribute.
    pub fn attr(self, name: &str, value: impl Display) -> Self {
        let value = escape(&value.to_string());
        self.markup.text.push_str(&format!(" {name}=\"{value}\""));
        self
    }

    /// Adds a class.
    pub fn class(self, value: impl Display) -> Self {
        self.attr("class", value)
    }

    /// Ends the element, which is empty.
    pub fn empty(self) {
        self.markup.text.push_str("/>");
    }

    /// Fills the element with text.
    pub fn text(self, text: impl Display) {
        self.inside(|markup| markup.text(text));
    }

    /// Fills the element with a style sheet, which is not escaped.
    pub fn sheet(self, css: &'static str) {
        self.inside(|markup| markup.text.push_str(css));
    }

    /// Fills the element with what `content` writes.
    pub fn inside(self, content: impl FnOnce(&mut Markup)) {
        let Self { markup, name } = self;
        markup.text.push('>');
        content(markup);
        markup.text.push_str("</");
        markup.text.push_str(name);
        markup.text.push('>');
        if is_block(name) {
            markup.text.push('\n');
        }
    }
}

/// Elements after which a line ends, so that two pages can be compared line
/// by line.
fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 19] = [
        "article", "caption", "dd", "details", "div", "dl", "h1", "h2", "h3", "h4", "li", "p",
        "section", "style", "svg", "table", "title", "tr", "ul",
    ];
    BLOCKS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        let mut markup = Markup::default();
        markup.tag("b").attr("title", "\"a\" & 'b'").text("<script>\u{0}\n");
        let expected = "<!DOCTYPE html>\n<b title=\"&quot;a&quot; &amp; &#39;b&#39;\">\
                        &lt;script&gt;\u{fffd} </b>\n";
        assert_eq!(markup.document(), expected);
    }

    #[test]
    fn elements_close_where_they_open() {
        let mut markup = Markup::default();
        markup.tag("p").inside(|p| {
            p.text("a");
            p.tag("br").empty();
            p.leaf("em", 1);
        });
        assert_eq!(markup.document(), "<!DOCTYPE html>\n<p>a<br/><em>1</em></p>\n\n");
    }
}
