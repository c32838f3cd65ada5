//! Cholesky factor of a dense symmetric matrix: the judges' equations.

#![expect(clippy::indexing_slicing, reason = "dense matrix code; every index is below the order")]

use super::dot;

/// A symmetric matrix of which the lower triangle is kept, column after column.
#[derive(Debug, Clone)]
pub struct Symmetric {
    order: usize,
    columns: Vec<f64>,
}

impl Symmetric {
    /// The zero matrix.
    #[must_use]
    pub fn zero(order: usize) -> Self {
        Self { order, columns: vec![0.0; order * order] }
    }

    /// Rows, and columns.
    #[must_use]
    pub fn order(&self) -> usize {
        self.order
    }

    /// Adds to the element in `row` and `column` and its mirror image.
    pub fn add(&mut self, row: usize, column: usize, value: f64) {
        let (low, high) = if row < column { (row, column) } else { (column, row) };
        self.columns[low * self.order + high] += value;
    }

    /// The element in `row` and `column`.
    #[must_use]
    pub fn get(&self, row: usize, column: usize) -> f64 {
        let (low, high) = if row < column { (row, column) } else { (column, row) };
        self.columns[low * self.order + high]
    }

    /// The factor L with `L L' = self`, or `None` if the matrix is not positive definite.
    #[must_use]
    pub fn factor(mut self) -> Option<Factor> {
        let n = self.order;
        for j in 0..n {
            let (done, rest) = self.columns.split_at_mut(j * n);
            let column = &mut rest[j..n];
            subtract_earlier_columns(column, done, j, n);
            let pivot = column[0];
            if pivot.is_nan() || pivot <= 0.0 {
                return None;
            }
            let root = pivot.sqrt();
            for value in column.iter_mut() {
                *value /= root;
            }
        }
        Some(Factor { order: n, columns: self.columns })
    }
}

/// `column -= sum_k L[j][k] * L[j.., k]`, four columns at a time to spare memory traffic.
fn subtract_earlier_columns(column: &mut [f64], done: &[f64], j: usize, n: usize) {
    let mut quads = done.chunks_exact(4 * n);
    for quad in &mut quads {
        let (a, b, c, d) = (&quad[j..n], &quad[n + j..2 * n], &quad[2 * n + j..3 * n], &quad[3 * n + j..]);
        let (fa, fb, fc, fd) = (a[0], b[0], c[0], d[0]);
        for ((((value, a), b), c), d) in column.iter_mut().zip(a).zip(b).zip(c).zip(d) {
            *value -= (fa * a + fb * b) + (fc * c + fd * d);
        }
    }
    for earlier in quads.remainder().chunks_exact(n) {
        let factor = earlier[j];
        for (value, e) in column.iter_mut().zip(&earlier[j..]) {
            *value -= factor * e;
        }
    }
}

/// A lower triangular factor.
#[derive(Debug, Clone)]
pub struct Factor {
    order: usize,
    columns: Vec<f64>,
}

impl Factor {
    fn column(&self, j: usize) -> &[f64] {
        &self.columns[j * self.order + j..(j + 1) * self.order]
    }

    /// The logarithm of the determinant of the matrix that was factored.
    #[must_use]
    pub fn log_determinant(&self) -> f64 {
        (0..self.order).map(|j| 2.0 * libm::log(self.column(j)[0])).sum()
    }

    /// Replaces `b` by the solution of `L x = b`.
    pub fn solve_lower(&self, b: &mut [f64]) {
        for j in 0..self.order {
            let (head, tail) = b[j..].split_at_mut(1);
            let column = self.column(j);
            head[0] /= column[0];
            for (value, l) in tail.iter_mut().zip(&column[1..]) {
                *value -= head[0] * l;
            }
        }
    }

    /// Replaces `b` by the solution of `L' x = b`.
    pub fn solve_upper(&self, b: &mut [f64]) {
        for j in (0..self.order).rev() {
            let (head, tail) = b[j..].split_at_mut(1);
            let column = self.column(j);
            head[0] = (head[0] - dot(tail, &column[1..])) / column[0];
        }
    }

    /// Replaces `b` by the solution of `L L' x = b`.
    pub fn solve(&self, b: &mut [f64]) {
        self.solve_lower(b);
        self.solve_upper(b);
    }

    /// The inverse of the matrix that was factored.
    #[must_use]
    pub fn inverse(&self) -> Symmetric {
        let n = self.order;
        let mut lower = vec![0.0; n * n];
        for j in 0..n {
            let column = &mut lower[j * n + j..(j + 1) * n];
            column[0] = 1.0;
            for (step, k) in (j..n).enumerate() {
                let (head, tail) = column[step..].split_at_mut(1);
                let factor = self.column(k);
                head[0] /= factor[0];
                for (value, l) in tail.iter_mut().zip(&factor[1..]) {
                    *value -= head[0] * l;
                }
            }
        }
        let mut inverse = Symmetric::zero(n);
        for j in 0..n {
            for i in j..n {
                let value = dot(&lower[i * n + i..(i + 1) * n], &lower[j * n + i..(j + 1) * n]);
                inverse.columns[j * n + i] = value;
            }
        }
        inverse
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A matrix with known factor: L has ones below a diagonal of twos.
    fn example(n: usize) -> Symmetric {
        let mut matrix = Symmetric::zero(n);
        let l = |i: usize, k: usize| if i == k { 2.0 } else { f64::from(u8::from(k < i)) };
        for i in 0..n {
            for j in 0..=i {
                matrix.add(i, j, (0..=j).map(|k| l(i, k) * l(j, k)).sum());
            }
        }
        matrix
    }

    #[test]
    fn a_known_factor_is_found_again() {
        let factor = example(11).factor().unwrap();
        for j in 0..11 {
            assert!((factor.column(j)[0] - 2.0).abs() < 1e-12);
            assert!(factor.column(j)[1..].iter().all(|l| (l - 1.0).abs() < 1e-12));
        }
        assert!((factor.log_determinant() - 22.0 * 2.0_f64.ln()).abs() < 1e-10);
    }

    #[test]
    fn the_inverse_times_the_matrix_is_one() {
        let matrix = example(9);
        let inverse = matrix.clone().factor().unwrap().inverse();
        for i in 0..9 {
            for j in 0..9 {
                let product: f64 = (0..9).map(|k| matrix.get(i, k) * inverse.get(k, j)).sum();
                assert!((product - f64::from(u8::from(i == j))).abs() < 1e-10);
            }
        }
    }

    #[test]
    fn a_solution_satisfies_its_equation() {
        let matrix = example(7);
        let mut x: Vec<f64> = (0..7).map(f64::from).collect();
        let b = x.clone();
        matrix.clone().factor().unwrap().solve(&mut x);
        for (row, right) in b.iter().enumerate() {
            let left: f64 = x.iter().enumerate().map(|(k, x)| matrix.get(row, k) * x).sum();
            assert!((left - right).abs() < 1e-9);
        }
    }

    #[test]
    fn an_indefinite_matrix_has_no_factor() {
        let mut matrix = Symmetric::zero(2);
        matrix.add(0, 0, 1.0);
        matrix.add(0, 1, 2.0);
        matrix.add(1, 1, 1.0);
        assert!(matrix.factor().is_none());
    }
}
