//! What must fit a sheet: which of the ways that a template offers to set it is tried next. The other half is `wijzen` in
//! `themes/krijt/pdf/krijt.typ`. Whether something fits is seen when it is set: measuring it first, as Typst can, sets it
//! once more.

use std::collections::BTreeMap;

use typst::foundations::{Dict, Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

/// Where templates read the way of each piece.
pub const FILE: &str = "/wijzen.json";

/// By the number of a piece; one that is not here is set in the first way.
#[derive(Default)]
pub struct FitVariants(BTreeMap<i64, usize>);

impl FitVariants {
    pub fn json(&self) -> Vec<u8> {
        // Numbers only: cannot fail.
        serde_json::to_vec(&self.0).unwrap_or_default()
    }

    /// Looks at what was set, and chooses another way for what goes below the foot of its sheet. Whether there was such.
    pub fn advance(&mut self, document: &PagedDocument) -> bool {
        let pages = document.introspector();
        let marks = |name| {
            let found = Label::new(PicoStr::intern(name)).map(|label| pages.query(&Selector::Label(label)));
            found.unwrap_or_default().into_iter().filter_map(|mark| {
                let at = pages.elements().position(mark.location()?).copied()?;
                Some((at, mark.to_packed::<MetadataElem>()?.value.clone()))
            })
        };
        let mut is_again = false;
        for ((begin, number), (end, told)) in marks("krijt-begin").zip(marks("krijt-eind")) {
            let (Ok(number), Some(tried)) = (number.cast(), Tried::read(told)) else { continue };
            let sheets = end.page.get().saturating_sub(begin.page.get()) + 1;
            let height = (end.point.y - begin.point.y).to_pt();
            if let Some(next) = tried.next(sheets, height) {
                // A template that does not do as it was told is not asked twice.
                is_again |= self.0.insert(number, next).is_none_or(|before| before < next);
            }
        }
        is_again
    }
}

/// What a template says of a piece that it set.
struct Tried {
    /// The height of the sheet in points.
    height: f64,
    /// How many sheets it may take, where it may go on from one to the next.
    sheets: Option<usize>,
    way: usize,
    /// How high the piece is in each way, beside the first; rather too low than too high.
    weights: Vec<f64>,
}

impl Tried {
    fn read(told: Value) -> Option<Self> {
        let told: Dict = told.cast().ok()?;
        let number = |value: &Value| value.clone().cast::<f64>().ok();
        let weights = told.get("gewichten").ok()?.clone().cast::<typst::foundations::Array>().ok()?;
        Some(Tried {
            height: number(told.get("hoogte").ok()?)?,
            sheets: told.get("vellen").ok()?.clone().cast().ok()?,
            way: told.get("wijze").ok()?.clone().cast().ok()?,
            weights: weights.iter().map(number).collect::<Option<_>>()?,
        })
    }

    /// The next way, when this one took so many sheets, or ended so many points below its beginning: the first that may
    /// fit, else the last.
    fn next(&self, sheets: usize, height: f64) -> Option<usize> {
        /// Heights are sums of many: a hair's breadth is nothing.
        const HAIR: f64 = 0.01;
        let over = match self.sheets {
            Some(may) => sheets as f64 / may as f64,
            None if sheets > 1 => f64::INFINITY,
            None => height / (self.height + HAIR),
        };
        let last = self.weights.len() - 1;
        let most = self.weights.get(self.way)? / over;
        (self.way + 1..=last).find(|way| self.weights[*way] <= most + HAIR || *way == last).filter(|_| over > 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_way_is_the_first_that_may_fit() {
        let tried = |way| Tried { height: 100.0, sheets: None, way, weights: vec![1.0, 0.9, 0.8, 0.0] };
        assert_eq!(tried(0).next(1, 100.0), None);
        assert_eq!(tried(0).next(1, 101.0), Some(1));
        assert_eq!(tried(0).next(1, 120.0), Some(2));
        assert_eq!(tried(1).next(1, 101.0), Some(2));
        assert_eq!(tried(0).next(2, 10.0), Some(3));
        assert_eq!(tried(3).next(1, 101.0), None, "the last way is the last");
        let letter = Tried { sheets: Some(2), weights: vec![1.0, 0.0], ..tried(0) };
        assert_eq!((letter.next(2, 10.0), letter.next(3, 10.0)), (None, Some(1)));
    }
}
