//! Pages in a real browser: nothing is refused or complained about, drawings
//! have a size, and a narrow screen scrolls only what is meant to.
//!
//! Chromium is a Debian package that `cargo xtask test` installs; where it is
//! absent these tests say so and pass.

#![expect(clippy::print_stderr, reason = "a test says that it is skipped")]

use std::fs;
use std::path::Path;
use std::process::Command;

use etablera_reporting::document::Language;
use etablera_reporting::render;
use etablera_reporting::render::markup::escape;

use crate::fixture::everything;

/// What a browser is asked about a page in a frame.
const MEASURE: &str = r#"
onload = () => {
  const page = document.getElementById("page").contentDocument;
  const wide = page.documentElement.scrollWidth - page.documentElement.clientWidth;
  const sizes = [...page.querySelectorAll("svg")].map(svg => svg.getBoundingClientRect());
  const seen = sizes.filter(size => size.width > 100 && size.height > 50).length;
  const out = [...page.querySelectorAll("svg text")].filter(text => {
    const box = text.getBoundingClientRect(), all = text.closest("svg").getBoundingClientRect();
    return box.left < all.left - 1 || box.right > all.right + 1 || box.bottom > all.bottom + 1;
  }).map(text => text.textContent);
  const styled = getComputedStyle(page.querySelector(".skip")).position;
  document.title = JSON.stringify({ wide, seen, all: sizes.length, out, styled });
};
"#;

/// The page in a browser, and what it complains of; nothing without a browser.
fn browse(page: &Path, more: &[&str]) -> Option<(String, String)> {
    let folder = page.parent().unwrap().join("profile");
    let mut command = Command::new("chromium");
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr"]);
    command.arg(format!("--user-data-dir={}", folder.display())).args(more);
    let Ok(ran) = command.arg(format!("file://{}", page.display())).output() else {
        eprintln!("skipped: there is no `chromium`");
        return None;
    };
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let said = String::from_utf8_lossy(&ran.stderr);
    let said = said.lines().filter(|line| line.contains("CONSOLE"));
    Some((String::from_utf8_lossy(&ran.stdout).into_owned(), said.collect::<Vec<_>>().join("\n")))
}

#[test]
fn a_page_in_a_browser_is_whole_at_every_width() {
    let folder = tempfile::tempdir().unwrap();
    for language in [Language::Swedish, Language::English] {
        let page = render::html(&everything(language));
        let file = folder.path().join("page.html");
        fs::write(&file, &page).unwrap();
        let Some((seen, said)) = browse(&file, &["--dump-dom"]) else { return };
        assert_eq!(said, "", "the page itself");
        assert!(seen.contains("22-021-S06"), "{seen}");
        for width in [360, 1200] {
            // A page in a frame can be narrower than any window.
            let frame = format!(
                "<!DOCTYPE html><title>-</title><iframe id=\"page\" style=\"border:0;width:{width}px;\
                 height:900px\" srcdoc=\"{}\"></iframe><script>{MEASURE}</script>",
                escape(&page)
            );
            fs::write(&file, frame).unwrap();
            let (seen, said) = browse(&file, &["--dump-dom"]).unwrap();
            assert_eq!(said, "", "{width}");
            let title = seen.split_once("<title>").unwrap().1.split_once("</title>").unwrap().0;
            let expected = r#"{"wide":0,"seen":2,"all":2,"out":[],"styled":"absolute"}"#;
            assert_eq!(title, expected, "{width}");
        }
    }
}
