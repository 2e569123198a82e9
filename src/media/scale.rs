//! A picture with fewer pixels: each new pixel is the mean of the area that it covers. Rows are summed one at a time, so that
//! no copy of a large picture is made.

use image::{DynamicImage, GrayImage, RgbImage, RgbaImage};

/// The picture at this width, as high as goes with it; as it is where it is no wider.
pub fn to_width(picture: &DynamicImage, width: u32) -> DynamicImage {
    let (from_width, from_height) = (picture.width(), picture.height());
    if width == 0 || width >= from_width || from_height == 0 {
        return picture.clone();
    }
    let height = u64::from(from_height) * u64::from(width);
    let height = u32::try_from((height + u64::from(from_width) / 2) / u64::from(from_width)).unwrap_or(1).max(1);
    let scaled = match picture {
        DynamicImage::ImageLuma8(pixels) => {
            let rows = Bitmap::<1> { pixels, width: from_width as usize, height: from_height as usize };
            GrayImage::from_raw(width, height, rows.scaled(width as usize, height as usize))
                .map(DynamicImage::ImageLuma8)
        }
        DynamicImage::ImageRgb8(pixels) => {
            let rows = Bitmap::<3> { pixels, width: from_width as usize, height: from_height as usize };
            RgbImage::from_raw(width, height, rows.scaled(width as usize, height as usize)).map(DynamicImage::ImageRgb8)
        }
        other => {
            let pixels = &other.to_rgba8();
            let rows = Bitmap::<4> { pixels, width: from_width as usize, height: from_height as usize };
            RgbaImage::from_raw(width, height, rows.scaled(width as usize, height as usize))
                .map(DynamicImage::ImageRgba8)
        }
    };
    scaled.unwrap_or_else(|| picture.clone())
}

/// Pixels of so many parts each.
struct Bitmap<'a, const PARTS: usize> {
    pixels: &'a [u8],
    width: usize,
    height: usize,
}

impl<const PARTS: usize> Bitmap<'_, PARTS> {
    fn scaled(&self, width: usize, height: usize) -> Vec<u8> {
        let mut out = Vec::with_capacity(width * height * PARTS);
        let columns: Vec<Covered> = (0..width).map(|at| Covered::of(at, self.width, width)).collect();
        let mut sum = vec![0.0_f32; self.width * PARTS];
        for row in 0..height {
            let covered = Covered::of(row, self.height, height);
            sum.fill(0.0);
            covered.each(|at, weight| self.add(at, weight, &mut sum));
            for column in &columns {
                out.extend_from_slice(&mean::<PARTS>(&sum, column, covered.size));
            }
        }
        out
    }

    /// Adds a row. The colour of what can be seen through counts by how little: what nobody sees would shine at the edges.
    fn add(&self, row: usize, weight: f32, sum: &mut [f32]) {
        let pixels = &self.pixels[row * self.width * PARTS..][..self.width * PARTS];
        if PARTS < 4 {
            sum.iter_mut().zip(pixels).for_each(|(sum, part)| *sum += weight * f32::from(*part));
            return;
        }
        for (sum, pixel) in sum.chunks_exact_mut(4).zip(pixels.chunks_exact(4)) {
            let seen = weight * f32::from(pixel[3]);
            for part in 0..3 {
                sum[part] += seen * f32::from(pixel[part]);
            }
            sum[3] += seen;
        }
    }
}

/// The mean of a piece of a row of sums.
fn mean<const PARTS: usize>(sum: &[f32], column: &Covered, height: f32) -> [u8; PARTS] {
    let mut total = [0.0_f32; PARTS];
    column.each(|at, weight| {
        for (total, part) in total.iter_mut().zip(&sum[at * PARTS..][..PARTS]) {
            *total += weight * part;
        }
    });
    let area = column.size * height;
    let rounded = |value: f32| (value + 0.5).clamp(0.0, 255.0) as u8;
    if PARTS < 4 {
        return total.map(|total| rounded(total / area));
    }
    let seen = total[PARTS - 1];
    let mut pixel = total.map(|total| if seen > 0.0 { rounded(total / seen) } else { 0 });
    pixel[PARTS - 1] = rounded(seen / area);
    pixel
}

/// The old rows, or columns, that a new one covers: whole ones between two that may be in part.
struct Covered {
    first: usize,
    last: usize,
    of_first: f32,
    of_last: f32,
    size: f32,
}

impl Covered {
    /// Those of number `at` of `new` out of `old`, in whole numbers: `new` parts to an old one.
    fn of(at: usize, old: usize, new: usize) -> Self {
        let (start, end) = (at * old, (at + 1) * old);
        let (first, last) = (start / new, (end - 1) / new);
        let share = |parts: usize| parts as f32 / new as f32;
        let of_first = share(((first + 1) * new).min(end) - start);
        let of_last = share(end - (last * new).max(start));
        Covered { first, last, of_first, of_last, size: share(old) }
    }

    fn each(&self, mut add: impl FnMut(usize, f32)) {
        add(self.first, self.of_first);
        for at in self.first + 1..self.last {
            add(at, 1.0);
        }
        if self.last > self.first {
            add(self.last, self.of_last);
        }
    }
}

#[cfg(test)]
mod tests {
    use image::{Rgb, Rgba};

    use super::*;

    #[test]
    fn each_pixel_is_the_mean_of_what_it_covers() {
        let stripes = RgbImage::from_fn(5, 2, |x, _| Rgb([(x * 50) as u8, 200, 0]));
        let two = to_width(&DynamicImage::ImageRgb8(stripes), 2);
        // 0, 50 and half of 100; half of 100, 150 and 200.
        assert_eq!(two.as_bytes(), [40, 200, 0, 160, 200, 0]);
        for (old, new) in [(7, 3), (4000, 1600), (960, 480), (5, 4), (65_535, 1)] {
            let all: Vec<Covered> = (0..new).map(|at| Covered::of(at, old, new)).collect();
            let mut weights = vec![0.0; old];
            all.iter().for_each(|one| one.each(|at, weight| weights[at] += weight));
            assert!(weights.iter().all(|weight: &f32| (weight - 1.0).abs() < 1e-3), "{old} {new}");
        }
    }

    #[test]
    fn colours_that_nobody_sees_do_not_shine_at_edges() {
        let edge = RgbaImage::from_fn(4, 1, |x, _| if x == 0 { Rgba([10, 20, 30, 255]) } else { Rgba([255, 0, 0, 0]) });
        let two = to_width(&DynamicImage::ImageRgba8(edge), 2);
        assert_eq!(two.as_bytes(), [10, 20, 30, 128, 0, 0, 0, 0]);
    }
}
