//! Small symmetric matrices.

/// A symmetric matrix, row by row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Symmetric {
    pub(super) size: usize,
    pub(super) cells: Vec<f64>,
}

impl Symmetric {
    pub(super) fn zero(size: usize) -> Self {
        Self { size, cells: vec![0.0; size * size] }
    }

    pub(super) fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.size + column]
    }

    pub(super) fn add(&mut self, row: usize, column: usize, value: f64) {
        self.cells[row * self.size + column] += value;
    }

    /// Copies what is below the diagonal to above it.
    pub(super) fn mirror(&mut self) {
        for row in 0..self.size {
            for column in 0..row {
                self.cells[column * self.size + row] = self.cells[row * self.size + column];
            }
        }
    }

    /// `x' A x`.
    pub(super) fn quadratic(&self, x: &[f64]) -> f64 {
        let row = |at: usize| {
            let cells = &self.cells[at * self.size..(at + 1) * self.size];
            cells.iter().zip(x).map(|(cell, x)| cell * x).sum::<f64>()
        };
        (0..self.size).map(|at| x[at] * row(at)).sum()
    }

    /// The lower triangle whose product with its mirror image is this matrix;
    /// none where it is not positive definite.
    pub(super) fn cholesky(&self) -> Option<Triangle> {
        let n = self.size;
        let mut lower = vec![0.0; n * n];
        for row in 0..n {
            for column in 0..=row {
                let above: f64 =
                    (0..column).map(|k| lower[row * n + k] * lower[column * n + k]).sum();
                let left = self.at(row, column) - above;
                lower[row * n + column] = if row == column {
                    if !(left > 1e-12 * self.at(row, row).abs() && left.is_finite()) {
                        return None;
                    }
                    left.sqrt()
                } else {
                    left / lower[column * n + column]
                };
            }
        }
        Some(Triangle { size: n, lower })
    }
}

/// A lower triangle.
pub(super) struct Triangle {
    size: usize,
    lower: Vec<f64>,
}

impl Triangle {
    /// The `x` for which the matrix times `x` is `b`.
    pub(super) fn solve(&self, b: &[f64]) -> Vec<f64> {
        let n = self.size;
        let mut x = b.to_vec();
        for row in 0..n {
            let before: f64 = (0..row).map(|k| self.lower[row * n + k] * x[k]).sum();
            x[row] = (x[row] - before) / self.lower[row * n + row];
        }
        for row in (0..n).rev() {
            let after: f64 = (row + 1..n).map(|k| self.lower[k * n + row] * x[k]).sum();
            x[row] = (x[row] - after) / self.lower[row * n + row];
        }
        x
    }

    /// The inverse of the matrix.
    pub(super) fn inverse(&self) -> Symmetric {
        let n = self.size;
        let mut inverse = Symmetric::zero(n);
        for column in 0..n {
            let mut unit = vec![0.0; n];
            unit[column] = 1.0;
            for (row, value) in self.solve(&unit).into_iter().enumerate() {
                inverse.cells[row * n + column] = value;
            }
        }
        // The two halves may differ in the last bit.
        inverse.mirror();
        inverse
    }
}
