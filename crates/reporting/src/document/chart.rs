//! Charts.

use super::table::Table;

/// A chart, with words for who cannot see it and its numbers beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// What there is to see in it, in a sentence or two.
    pub description: String,
    /// What is drawn.
    pub plot: Plot,
    /// The same numbers in a table.
    pub data: Table,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Plot {
    /// A bar for each of several things, all from 0.
    Bars {
        /// The bars.
        bars: Vec<Bar>,
        /// What each of them is a part of, in their own unit: 1 of shares, 100
        /// of per cent; none where there is no whole to judge a length by.
        whole: Option<f64>,
    },
    /// Lines over two scales of numbers.
    Lines {
        /// What is told along the horizontal scale.
        x: String,
        /// What is told along the vertical scale.
        y: String,
        /// The lines.
        lines: Vec<Line>,
    },
}

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it is of.
    pub name: String,
    /// How long it is. One that is not finite has its name and words, and no
    /// length: of what is not told.
    pub value: f64,
    /// The least and the most that it could be.
    pub interval: Option<(f64, f64)>,
    /// Its number in words, as it stands beside it.
    pub label: String,
}

/// A line through points.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it is of.
    pub name: String,
    /// Its points, in order.
    pub points: Vec<Point>,
}

/// A point of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Along the horizontal scale.
    pub x: f64,
    /// Along the vertical scale.
    pub y: f64,
    /// The least and the most that it could be.
    pub interval: Option<(f64, f64)>,
}
